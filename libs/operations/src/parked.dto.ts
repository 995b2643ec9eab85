import { IsCodeField, IsCount, IsListOf, IsNested, IsOneOf, IsText, PageQuery } from '@lib/http';

const STATUSES = ['parked', 'released', 'discarded'];

export class ParkedQuery extends PageQuery {
  @IsOneOf(STATUSES, { optional: true, description: '`parked` unless told.' })
  readonly status?: 'parked' | 'released' | 'discarded';
}

export class ParkedView {
  @IsCount() readonly id!: number;
  @IsOneOf(STATUSES) readonly status!: string;
  @IsText() readonly topic!: string;
  @IsText() readonly key!: string;
  @IsText({ optional: true, description: 'The CloudEvents type, where the message has one.' }) readonly type?: string;
  @IsText({ optional: true, description: 'The CloudEvents id, where the message has one.' })
  readonly messageId?: string;
  @IsText({ optional: true, description: 'The message as it came; absent for a tombstone.' }) readonly value?: string;
  @IsText({ optional: true, description: 'What it failed with; absent when it only waits behind an earlier one.' })
  readonly cause?: string;
  @IsText({ optional: true, description: 'Why it was discarded.' }) readonly reason?: string;
  @IsText() readonly parkedAt!: string;
}

export class ParkedPage {
  @IsListOf(() => ParkedView) readonly items!: readonly ParkedView[];
  @IsCodeField({ optional: true, max: 2000, description: '`cursor` of the next page; missing on the last one.' })
  readonly next?: string;
}

export class RetryParked {
  @IsText({ max: 249, example: 'enrollment.contracts.v1' }) readonly topic!: string;
  @IsText({
    max: 500,
    optional: true,
    description:
      'The key whose parked messages are to be handled again; all keys of the topic, page by page, unless told.',
  })
  readonly key?: string;
  @IsCount({ optional: true, description: 'Without a key: `next` of the answer before.' }) readonly after?: number;
}

export class StoppedAt {
  @IsCount() readonly id!: number;
  @IsText() readonly cause!: string;
}

export class RetriedView {
  @IsCount({ description: 'How many messages went through.' }) readonly released!: number;
  @IsNested(() => StoppedAt, { optional: true, description: 'The message that failed again; those behind it wait.' })
  readonly stopped?: StoppedAt;
  @IsCount({ optional: true, description: 'Without a key: how many keys were tried.' }) readonly keys?: number;
  @IsCount({ optional: true, description: 'Of them, those that are parked still; `stopped` is the first.' })
  readonly failed?: number;
  @IsCount({ optional: true, description: '`after` of the next request; missing when there are no more keys.' })
  readonly next?: number;
}

export class DiscardParked {
  @IsText({ max: 500, description: 'For the record.', example: 'entered by hand' }) readonly reason!: string;
}

export class DiscardedView {
  @IsCodeField({ example: 'discarded' }) readonly status!: string;
}
