import type { Reach } from '@lib/access';
import type { Database } from '@lib/database';
import { reportsWhere, type ReportRow } from '../lessons/corrections.query.js';

/** What was reported of lessons within reach, page by page, by group and month. Each page is a statement of its own. */
export async function* lessonPages(
  database: Database,
  reach: Reach,
  size: number,
): AsyncGenerator<readonly ReportRow[]> {
  for (let after: readonly [string, string] | undefined; ;) {
    const page = await reportsWhere(database, reach, {}, after, size);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < size) return;
    after = [last.groupId, last.month];
  }
}
