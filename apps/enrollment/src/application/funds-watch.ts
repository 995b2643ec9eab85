import type { Database } from '@lib/database';
import { AnswerWatch, type Wait } from '../waiting/answer-watch.js';
import { viewOf } from './application.query.js';
import type { ViewRow } from './application.row.js';

/** Lets a request wait until the certificate's money is answered. */
export class FundsWatch {
  private readonly watch: AnswerWatch<ViewRow>;

  constructor(database: Database) {
    this.watch = new AnswerWatch(
      (id) => viewOf(database, id),
      (view) => view.awaiting === null,
    );
  }

  /** The application as soon as it waits for nothing, or as it is when nobody waits any more; undefined when there is none. */
  settled(id: string, wait: Wait): Promise<ViewRow | undefined> {
    return this.watch.settled(id, wait);
  }

  /** The money of this application has been answered. */
  answered(id: string): void {
    this.watch.answered(id);
  }

  /** Everybody gets what is there. */
  close(): void {
    this.watch.close();
  }
}
