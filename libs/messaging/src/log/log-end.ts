import { LatestQuestion } from '../waiting/latest-question.js';
import { isSamePlace, type MessageLog } from './message-log.js';

/** Further behind, a reader will not be at the end in the time of a request. */
const AHEAD_MAX = 2_000;

/** The end of a log, seen from the place that one of its readers has reached. */
export class LogEnd {
  private readonly ahead: LatestQuestion<Ahead>;

  constructor(
    log: MessageLog,
    private readonly place: () => Promise<string | 'start'>,
  ) {
    this.ahead = new LatestQuestion(async () => {
      const from = await place();
      return { from, cursors: await log.ahead(from, AHEAD_MAX + 1) };
    });
  }

  /**
   * Marks the end that the log has now. The answer tells, whenever it is asked, whether the reader has passed the mark;
   * undefined when it is too far behind.
   */
  async mark(): Promise<(() => Promise<boolean>) | undefined> {
    const { from, cursors } = await this.ahead.ask();
    if (cursors.length > AHEAD_MAX) return undefined;
    return async () => {
      const place = await this.place();
      if (isSamePlace(place, from)) return cursors.length === 0;
      // A place that is not on the way lies behind its end: no reader goes back.
      const index = cursors.findIndex((cursor) => isSamePlace(cursor, place));
      return index === -1 || index === cursors.length - 1;
    };
  }
}

type Ahead = { readonly from: string | 'start'; readonly cursors: readonly string[] };
