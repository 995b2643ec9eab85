import { instant, type Instant } from './calendar.js';

/** The only source of time. Everything inside a domain gets its dates and instants in the command. */
export abstract class Clock {
  abstract now(): Instant;
  /** Resolves when `now` is at least what any process of the installation saw before. Real time always is. */
  async refresh(): Promise<void> {}
  /** Calls back after time has jumped, until the returned function is called. Real time never does. */
  abstract onJump(listener: () => Promise<void>): () => void;
}

export class SystemClock extends Clock {
  now(): Instant {
    return instant(new Date());
  }

  onJump(): () => void {
    return () => undefined;
  }
}
