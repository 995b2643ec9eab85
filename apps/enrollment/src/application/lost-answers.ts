import { actFor } from '@lib/actor';
import type { Database } from '@lib/database';
import type { Clock } from '@lib/kernel';
import type { ApplicationCommands } from './application.commands.js';
import { askAgain as askAgainFor } from './domain/decide.js';
import { alone } from './telling.js';

const LOOK_EVERY_MS = 5_000;
const BATCH = 50;
const JOB = { kind: 'job', name: 'lost answers', proven: true, occasion: 'no answer came' } as const;

/** A minute, then twice as long each time, at most about an hour. In real time, whatever a settable clock says. */
const LONG_AGO = `asked_at < now() - interval '1 minute' * power(2, least(attempt, 6))`;

/** Asks certificates again where no answer came: the request or its answer may be lost (docs/rules.md §2). */
export class LostAnswers {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly commands: ApplicationCommands,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = askAgain(this.database, this.clock, this.commands, LONG_AGO, [])
        .catch(this.onError)
        .finally(() => this.timer && this.start());
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.looking;
  }
}

/** Asks again for one batch of the applications that wait for an answer and meet a condition, but for those that another instance is asking for. */
export const askAgain = (
  database: Database,
  clock: Clock,
  commands: ApplicationCommands,
  condition: string,
  values: readonly unknown[],
): Promise<void> =>
  actFor(JOB, () =>
    database.transaction(async (tx) => {
      const waiting = await tx.query<{ id: string }>(
        `SELECT id FROM enrollment.applications
         WHERE awaiting IS NOT NULL AND ${condition}
         ORDER BY asked_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
        values,
      );
      const occasion = { now: clock.now() };
      await commands.followEach(
        tx,
        waiting.map(({ id }) => ({ id, decide: askAgainFor, occasion, within: alone })),
      );
    }),
  );
