import { Steps } from '../application/taking-steps.http.js';
import { LessonsReports } from '../lessons/reports.http.js';
import { Vault } from '../vault/vault.js';
import type { Database } from '@lib/database';
import { Clock } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BulkItemView, BulkJobView } from './bulk.dto.js';
import { BulkRunner, type Work } from './bulk.run.js';
import { Items } from './items.http.js';

type Job = Pick<BulkJobView, keyof BulkJobView>;
type Item = Pick<BulkItemView, keyof BulkItemView>;
type Asking = {
  get(path: string, headers?: Record<string, string>): Promise<{ readonly status: number; readonly body: object }>;
  post(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly body: object }>;
};

type Applying = {
  apply(childId: string): Promise<{ readonly id: string; readonly holderId: string | null }>;
  group(data: { readonly places: number }): Promise<void>;
  importChildren(...rows: readonly string[]): Promise<unknown>;
};

/** Jobs of a running service, by whoever asks. */
export class BulkJobs {
  constructor(
    private readonly service: Asking,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Asks for a job; resolves to its id. */
  async ask(operation: string, items: readonly object[], more: object = {}): Promise<string> {
    const { status, body } = await this.service.post(`/bulk-jobs/${operation}`, { items, ...more }, this.headers);
    if (status !== 202) throw new Error(JSON.stringify(body));
    return (body as Job).id;
  }

  async job(id: string): Promise<Job> {
    return (await this.service.get(`/bulk-jobs/${id}`, this.headers)).body as Job;
  }

  /** The job when it has ended. */
  async ended(id: string): Promise<Job> {
    await until(async () => (await this.job(id)).endedAt !== null);
    return this.job(id);
  }

  /** All items, or those that have come to something, page by page. */
  async items(id: string, outcome?: string, headers: Record<string, string> = {}): Promise<readonly Item[]> {
    const found: Item[] = [];
    const only = outcome === undefined ? '' : `&outcome=${outcome}`;
    for (let cursor = ''; ;) {
      const path = `/bulk-jobs/${id}/items?limit=500${only}${cursor}`;
      const { body } = await this.service.get(path, { ...this.headers, ...headers });
      const page = body as { readonly items: readonly Item[]; readonly next?: string };
      found.push(...page.items);
      if (page.next === undefined) return found;
      cursor = `&cursor=${page.next}`;
    }
  }

  /** Asks for a job and waits for its end: what has become of each item. */
  async outcomes(operation: string, items: readonly object[], more: object = {}): Promise<readonly string[]> {
    const id = await this.ask(operation, items, more);
    await this.ended(id);
    return (await this.items(id)).map(saidOf);
  }
}

/** Requested applications of as many children of the register, by their ids. The others as copies of the first. */
export const manyApplications = async (
  service: Applying,
  database: Database,
  count: number,
): Promise<readonly string[]> => {
  await service.group({ places: count + 10 });
  await service.importChildren(...Array.from({ length: count }, (_, index) => `n-${index},2008-06-26,2442,general`));
  const { id, holderId } = await service.apply('n-0');
  await database.query(
    `INSERT INTO enrollment.applications OVERRIDING SYSTEM VALUE
     SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'holder_id', c.holder_id,
       'number', nextval(pg_get_serial_sequence('enrollment.applications', 'number'))))).*
     FROM enrollment.applications a, enrollment.children c
     WHERE a.id = $1 AND c.holder_id <> $2 ORDER BY c.holder_id LIMIT $3`,
    [id, holderId, count - 1],
  );
  const rows = await database.query<{ id: string }>('SELECT id FROM enrollment.applications ORDER BY number');
  return rows.map((row) => row.id);
};

/** What an item has come to, in one line. */
export const saidOf = ({ outcome, result, problem }: Item): string => {
  const type = problem && 'type' in problem ? String(problem.type) : undefined;
  return [outcome, type?.replace('/problems/', '') ?? result?.state ?? result?.child ?? result?.contracts]
    .filter((part) => part !== undefined)
    .join(' ');
};

/** How the items of a service are done. */
export const workOf = (app: NestFastifyApplication, database: Database): Work =>
  new Items({
    sql: database,
    clock: app.get(Clock),
    vault: app.get(Vault),
    steps: app.get(Steps),
    reports: app.get(LessonsReports),
  });

/** Another process, as far as jobs go; its own one no longer does any. */
export const anotherRunner = async (
  app: NestFastifyApplication,
  database: Database,
  { work, onError = () => undefined }: { readonly work: Work; readonly onError?: (error: unknown) => void },
): Promise<BulkRunner> => {
  await app.get(BulkRunner).stop();
  return new BulkRunner(database, app.get(Clock), work, onError);
};
