import { IsCodeField, IsCount, IsListOf, IsOneOf, IsText, IsUuidField } from '@lib/http';

const STATUSES = ['running', 'done', 'failed', 'stopped'];

export class AskReplay {
  @IsCodeField({ max: 249, description: 'A topic of this service.', example: 'certificates.accounts.v1' })
  readonly topic!: string;

  @IsCodeField({
    description:
      'An ISO 8601 instant, `start`, or `position` of an earlier replay: what was recorded behind it is sent.',
    example: '2020-09-13T00:00:00Z',
  })
  readonly after!: string;

  @IsCodeField({
    max: 249,
    description: 'A topic that is there and is not of this product.',
    example: 'accounting.replay',
  })
  readonly to!: string;

  @IsCount({ optional: true, min: 1, max: 10_000, description: 'Messages a second, 500 unless told.' })
  readonly perSecond?: number;
}

export class ReplayView {
  @IsUuidField() readonly id!: string;
  @IsOneOf(STATUSES) readonly status!: string;
  @IsText() readonly topic!: string;
  @IsText() readonly after!: string;
  @IsText() readonly to!: string;
  @IsCount() readonly perSecond!: number;
  @IsCount({ description: 'Messages sent so far.' }) readonly sent!: number;
  @IsText({ description: 'How far the log was read: a later replay may begin here.' }) readonly position!: string;
  @IsText({ optional: true, description: 'What it failed with.' }) readonly cause?: string;
  @IsText() readonly askedAt!: string;
  @IsText({ optional: true }) readonly endedAt?: string;
}

export class ReplaysView {
  @IsListOf(() => ReplayView) readonly items!: readonly ReplayView[];
}

export class StoppedView {
  @IsCodeField({ example: 'stopped' }) readonly status!: string;
}
