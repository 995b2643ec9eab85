import type { Row, Sql } from '@lib/database';
import type { BulkJobView } from './bulk.dto.js';
import type { Outcome } from './domain/bulk-job.js';
import type { Problem } from './bulk.store.js';

/** A job as it is shown, as plain data: a class is no row. */
export type JobRow = Pick<BulkJobView, keyof BulkJobView>;

const JOB = `j.id, j.operation, j.dry_run AS "dryRun", j.state, j.total, c.ok + c.refused + c.failed AS done, c.ok, c.refused,
  c.failed, j.asked_by AS "askedBy", j.asked_at AS "askedAt", j.started_at AS "startedAt", j.ended_at AS "endedAt",
  j.trusted_until AS "trustedUntil"`;
const JOBS = `enrollment.bulk_jobs j CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE i.outcome = 'ok') AS ok, count(*) FILTER (WHERE i.outcome = 'refused') AS refused,
         count(*) FILTER (WHERE i.outcome = 'failed') AS failed
  FROM enrollment.bulk_items i WHERE i.job = j.id) c`;

/** A job of this login; undefined for one of another as for none. */
export const jobOf = async (sql: Sql, askedBy: string, id: string): Promise<JobRow | undefined> => {
  const [job] = await sql.query<JobRow>(`SELECT ${JOB} FROM ${JOBS} WHERE j.id = $1 AND j.asked_by = $2`, [
    id,
    askedBy,
  ]);
  return job;
};

/** At most `count` jobs of a login behind the one with the number `after`, in the order in which they were asked for. */
export const jobsWhere = (
  sql: Sql,
  askedBy: string,
  after: number,
  count: number,
): Promise<readonly (JobRow & { readonly number: number })[]> =>
  sql.query<JobRow & { readonly number: number }>(
    `SELECT j.number, ${JOB} FROM ${JOBS} WHERE j.asked_by = $1 AND j.number > $2 ORDER BY j.number LIMIT $3`,
    [askedBy, after, count],
  );

export type ItemRow = Row & {
  readonly index: number;
  readonly reference: string | null;
  readonly outcome: Outcome;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly problem: Problem | null;
};

/** At most `count` items of a job behind one of them, in their order. */
export const itemsWhere = (
  sql: Sql,
  job: string,
  outcome: Outcome | undefined,
  after: number,
  count: number,
): Promise<readonly ItemRow[]> =>
  sql.query<ItemRow>(
    `SELECT index, coalesce(application_id::text, (report->>'groupId') || '/' || (report->>'month'), holder_id::text) AS reference,
            coalesce(outcome, 'open') AS outcome, result, problem
     FROM enrollment.bulk_items
     WHERE job = $1 AND index > $2 AND ($3::text IS NULL OR coalesce(outcome, 'open') = $3) ORDER BY index LIMIT $4`,
    [job, after, outcome ?? null, count],
  );
