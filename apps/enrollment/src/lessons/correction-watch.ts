import type { Database } from '@lib/database';
import { AnswerWatch, type Wait } from '../waiting/answer-watch.js';
import { correctionOf, type CorrectionRow } from './corrections.query.js';

/** Lets a request wait until every certificate of the group has answered. */
export class CorrectionWatch {
  private readonly watch: AnswerWatch<CorrectionRow>;

  constructor(database: Database) {
    this.watch = new AnswerWatch(
      (id) => correctionOf(database, id),
      (correction) => correction.state !== 'pending',
    );
  }

  /** The correction as soon as it is decided, or as it is when nobody waits any more; undefined when there is none. */
  settled(id: string, wait: Wait): Promise<CorrectionRow | undefined> {
    return this.watch.settled(id, wait);
  }

  /** A certificate has answered. */
  answered(id: string): void {
    this.watch.answered(id);
  }

  /** Everybody gets what is there. */
  close(): void {
    this.watch.close();
  }
}
