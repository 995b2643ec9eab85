import { callerNow, reachBy, reachNow, type Line, type Within } from '@lib/access';
import type { Operation } from './domain/bulk-job.js';

/** Who may ask for jobs of each kind. */
export class BulkLines {
  constructor(private readonly lines: Readonly<Record<Operation, Line>>) {}

  /** How far the present caller reaches where it asks for a job of this kind; undefined: it may not. */
  reachOf(operation: Operation): readonly Within[] | undefined {
    const caller = callerNow();
    return caller ? reachBy(this.lines[operation], caller) : reachNow().within;
  }
}
