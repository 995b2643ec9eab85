import { IsCodeField, IsCount, IsFlag, IsText } from '@lib/http';

export class SetClock {
  @IsText({ max: 40, description: 'ISO 8601 instant, not before the present one.', example: '2020-10-01T00:00:00Z' })
  readonly now!: string;
}

export class ClockView {
  @IsText() readonly now!: string;
}

export class Liveness {
  @IsCodeField() readonly status!: string;
}

export class Lag {
  @IsCount({ description: 'Messages and events whose effects have not happened in this service yet.' })
  readonly lag!: number;
}

export class Readiness {
  @IsCodeField({ example: 'ready' }) readonly status!: string;
  @IsCount({ description: 'As `/messaging/lag` tells it.' }) readonly lag!: number;
}

export class Published {
  @IsFlag({ description: 'False when it was not so within a moment: ask again.' }) readonly published!: boolean;
}
