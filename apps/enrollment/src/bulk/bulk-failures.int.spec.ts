import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LIMITS, PgDatabase, type Database, type Length, type Row, type Sql } from '@lib/database';
import { SeverableDatabase, until } from '@lib/messaging/testing';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import type { BulkRunner, Work } from './bulk.run.js';
import { BulkJobs, anotherRunner, manyApplications, saidOf, workOf } from './bulk.testing.js';

// What is feared: a process that dies between an item's effect and its outcome does the item twice, or never.

const CHILDREN = 60;

let service: RunningEnrollment;
let database: Database;
let jobs: BulkJobs;
let applications: readonly string[];
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  service = await openEnrollment(database);
  jobs = new BulkJobs(service);
  applications = await manyApplications(service, database, CHILDREN);
  await service.told();
});
afterAll(() => database.close());
afterEach(() => service.close());

/** Of a database on the server of the run. */
const addressOf = async (of: Database): Promise<string> => {
  const [row] = await of.query<{ name: string }>('SELECT current_database() AS name');
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${row?.name}`;
  return url.href;
};
const items = (ids: readonly string[]) => ids.map((applicationId) => ({ applicationId }));
/** A runner of another process on this database, or on what stands for it. */
const runner = (on: Database = database, work: Work = workOf(service.app, database)): Promise<BulkRunner> =>
  anotherRunner(service.app, on, { work });
/** Turns until the job has ended. */
const finish = async (by: BulkRunner, id: string): Promise<void> =>
  until(async () => {
    await by.turn();
    return (await jobs.job(id)).endedAt !== null;
  });
/** One turn: fifty items, or less of them where the machine was too slow to keep the lease. Resolves to how many. */
const oneTurn = async (by: BulkRunner, id: string): Promise<number> => {
  expect(await by.turn()).toBe(true);
  const { done } = await jobs.job(id);
  expect(done).toBeLessThanOrEqual(50);
  return done;
};
const acceptedOnce = async (): Promise<void> => {
  const told = (await service.told()).filter(({ type }) => type === 'application-accepted');
  expect(told.map(({ data }) => (data as { contract: string }).contract).toSorted()).toEqual(applications.toSorted());
};
const open = async (): Promise<number> =>
  (await database.query('SELECT FROM enrollment.bulk_items WHERE outcome IS NULL')).length;

/** A database whose commits go wrong: what was written is lost, or only the answer is. */
class BadCommits extends SeverableDatabase {
  private commits = 0;

  constructor(
    private readonly whole: Database,
    private readonly lost: 'commit' | 'answer',
    private readonly every: number,
  ) {
    super(whole);
  }

  override async transaction<T>(work: (tx: Sql) => Promise<T>, length?: Length): Promise<T> {
    const isBad = (this.commits += 1) % this.every === 0;
    const value = await this.whole.transaction(async (tx) => {
      const done = await work(tx);
      if (isBad && this.lost === 'commit') throw new Error('Connection terminated unexpectedly');
      return done;
    }, length);
    if (isBad) throw new Error('Connection terminated unexpectedly');
    return value;
  }
}

describe('each item has one effect and one outcome', () => {
  it.each(['commit', 'answer'] as const)('where the %s of a transaction is lost now and then', async (lost) => {
    const by = await runner(new BadCommits(database, lost, 3));
    const id = await jobs.ask('accept', items(applications));
    await until(async () => {
      await by.turn().catch(() => undefined);
      return (await jobs.job(id)).endedAt !== null;
    });
    expect(await jobs.job(id)).toMatchObject({ state: 'done', ok: CHILDREN, refused: 0, failed: 0 });
    await acceptedOnce();
  });

  it('where the process goes for good in the middle of an item, and another goes on', async () => {
    const severed = new SeverableDatabase(database);
    const work = workOf(service.app, database);
    let begun = 0;
    const dying: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        const effect = await work.prepare(job, item);
        return async (tx) => {
          const done = await effect(tx);
          // Between the effect and the outcome.
          if ((begun += 1) === 20) severed.sever();
          return done;
        };
      },
    };
    const first = await runner(severed, dying);
    const id = await jobs.ask('accept', items(applications));
    await first.turn().catch(() => undefined);
    const left = await open();
    expect(left).toBeGreaterThan(CHILDREN - 20);
    expect(left).toBeLessThan(CHILDREN);
    expect(await jobs.job(id)).toMatchObject({ state: 'running', done: CHILDREN - left });
    await finish(await runner(), id);
    expect(await jobs.job(id)).toMatchObject({ state: 'done', ok: CHILDREN });
    await acceptedOnce();
  });

  it('where a process stands still with items in hand, and goes on when another has done them', async () => {
    const work = workOf(service.app, database);
    const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
    let inHand = 0;
    const standing: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        inHand += 1;
        await goesOn;
        return work.prepare(job, item);
      },
    };
    const stopped = await runner(database, standing);
    const id = await jobs.ask('accept', items(applications));
    const late = stopped.turn();
    await until(() => inHand === 4);
    await database.query('DELETE FROM enrollment.leases');
    const another = await runner();
    const done = await oneTurn(another, id);
    expect(await open()).toBe(CHILDREN - done);
    goOn();
    await late;
    await finish(another, id);
    expect(await jobs.job(id)).toMatchObject({ state: 'done', ok: CHILDREN, refused: 0, failed: 0 });
    await acceptedOnce();
  });

  it('where two processes work on the same jobs, and take each other for dead', async () => {
    const two = [await runner(), await runner()];
    const half = CHILDREN / 2;
    const ids = [
      await jobs.ask('accept', items(applications.slice(0, half))),
      await jobs.ask('accept', items(applications.slice(half))),
      await jobs.ask('accept', items(applications)),
    ];
    await until(async () => {
      // Whoever has a lease loses it.
      await Promise.all([...two.map((by) => by.turn()), database.query('DELETE FROM enrollment.leases')]);
      return (await Promise.all(ids.map((id) => jobs.job(id)))).every(({ endedAt }) => endedAt !== null);
    });
    const ended = await Promise.all(ids.map((id) => jobs.job(id)));
    expect(ended.map(({ done, failed }) => [done, failed])).toEqual([
      [half, 0],
      [half, 0],
      [CHILDREN, 0],
    ]);
    expect(ended.reduce((sum, { ok }) => sum + ok, 0)).toBe(CHILDREN);
    await acceptedOnce();
  });
});

describe('a job', () => {
  it('waits while the database is away, and fails nothing', async () => {
    const severed = new SeverableDatabase(database);
    const work = workOf(service.app, database);
    let lost = 0;
    const losing: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: (job, item) => {
        if (item.index > 0 || lost === 6) return work.prepare(job, item);
        lost += 1;
        throw new Error('Connection terminated unexpectedly');
      },
    };
    const by = await runner(severed, losing);
    const id = await jobs.ask('accept', items(applications));
    const done = await oneTurn(by, id);
    expect(await open()).toBe(CHILDREN - done);
    severed.sever();
    for (let tries = 0; tries < 10; tries++) await expect(by.turn()).rejects.toThrow('terminated');
    severed.mend();
    await finish(by, id);
    expect(await jobs.job(id)).toMatchObject({ state: 'done', ok: CHILDREN, failed: 0 });
    expect(lost).toBe(6);
  });

  it('goes on without an item that fails again and again, which is given up and has no effect', async () => {
    const errors: unknown[] = [];
    const work = workOf(service.app, database);
    const [poison] = applications;
    const failing: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        const effect = await work.prepare(job, item);
        return async (tx) => {
          const done = await effect(tx);
          if (item.applicationId === poison) throw new TypeError('a bug');
          return done;
        };
      },
    };
    const by = await anotherRunner(service.app, database, { work: failing, onError: (error) => errors.push(error) });
    const id = await jobs.ask('accept', items(applications));
    await finish(by, id);
    expect(await jobs.job(id)).toMatchObject({ state: 'done', ok: CHILDREN - 1, refused: 0, failed: 1 });
    expect(errors).toHaveLength(5);
    expect(await jobs.items(id, 'failed')).toMatchObject([
      {
        index: 0,
        reference: poison,
        problem: { type: '/problems/internal-error', status: 500, title: expect.any(String) },
      },
    ]);
    expect((await service.application(poison!)).state).toBe('requested');
  });

  // What was lost: an item that met a lock at every try kept its job open for 24 hours, and nobody was told why.
  it('gives up an item whose statement is ended again and again', async () => {
    const errors: unknown[] = [];
    const work = workOf(service.app, database);
    const [held] = applications;
    let tries = 0;
    const meeting: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        const effect = await work.prepare(job, item);
        return async (tx) => {
          if (item.applicationId !== held) return effect(tx);
          if (item.index === 0) tries += 1;
          throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
        };
      },
    };
    const by = await anotherRunner(service.app, database, { work: meeting, onError: (error) => errors.push(error) });
    // Another item of the same child, which must not overtake it.
    const id = await jobs.ask('accept', items([...applications.slice(0, CHILDREN), held!]));
    const rests = async (): Promise<number> =>
      (await database.query('SELECT FROM enrollment.bulk_items WHERE rests_until IS NOT NULL')).length;
    await until(async () => {
      await by.turn();
      return (await jobs.job(id)).done === CHILDREN - 1;
    });
    expect(await rests()).toBe(1);
    // It is left alone until its pause is over, which is a second only.
    await database.query(
      `UPDATE enrollment.bulk_items SET rests_until = now() + interval '1 hour' WHERE rests_until IS NOT NULL`,
    );
    const before = tries;
    for (let turns = 0; turns < 3; turns++) await by.turn();
    expect(tries).toBe(before);
    await until(async () => {
      await database.query('UPDATE enrollment.bulk_items SET rests_until = now() WHERE rests_until > now()');
      await by.turn();
      return (await jobs.items(id, 'failed')).length > 0;
    });
    expect(tries).toBe(12);
    expect((await jobs.items(id, 'failed')).map(saidOf)).toEqual(['failed always-locked']);
    expect((await jobs.items(id, 'failed'))[0]!.problem).toMatchObject({ status: 503 });
    expect((await service.application(held!)).state).toBe('requested');
    expect(errors).toEqual([]);
  });

  // The error was made up in the test before: a real lock is met behind other locks, that of the group, for which all wait.
  it('gives up an item that another transaction keeps locked, and no other', async () => {
    const [held] = applications;
    const { promise: over, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>();
    const holding = database.transaction(async (tx) => {
      await tx.query('SELECT FROM enrollment.applications WHERE id = $1 FOR UPDATE', [held]);
      isLocked();
      await over;
    }, 'long');
    await locked;
    const hurried = new PgDatabase(await addressOf(database), { limits: { ...LIMITS, lockMs: 100 } });
    const by = await runner(hurried, workOf(service.app, hurried));
    const id = await jobs.ask('accept', items(applications));
    await until(async () => {
      await database.query('UPDATE enrollment.bulk_items SET rests_until = now() WHERE rests_until > now()');
      await by.turn();
      return (await jobs.job(id)).endedAt !== null;
    });
    letGo();
    await holding;
    await hurried.close();
    expect((await jobs.items(id, 'failed')).map(saidOf)).toEqual(['failed always-locked']);
    expect(await jobs.job(id)).toMatchObject({ ok: CHILDREN - 1, failed: 1 });
    expect((await service.application(held!)).state).toBe('requested');
  });

  it('that is cancelled begins nothing more, and tells what was done', async () => {
    const by = await runner();
    const id = await jobs.ask('accept', items(applications));
    const done = await oneTurn(by, id);
    const cancelled = await service.post(`/bulk-jobs/${id}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', total: CHILDREN, done, ok: done } });
    expect(await by.turn()).toBe(false);
    expect(await jobs.job(id)).toMatchObject({ state: 'cancelled', done, endedAt: expect.any(String) });
    expect(await jobs.items(id, 'open')).toHaveLength(CHILDREN - done);
    expect((await service.application(applications.at(-1)!)).state).toBe('requested');
  });

  it('that is cancelled while a turn is under way ends after the items in hand', async () => {
    const work = workOf(service.app, database);
    const { promise: isCancelled, resolve } = Promise.withResolvers<void>();
    const cancelling: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        if (item.index === 10) {
          expect((await service.post(`/bulk-jobs/${job.id}/cancel`)).status).toBe(200);
          resolve();
        }
        if (item.index >= 10) await isCancelled;
        return work.prepare(job, item);
      },
    };
    const by = await runner(database, cancelling);
    const id = await jobs.ask('accept', items(applications));
    await by.turn();
    const { state, done, ok } = await jobs.job(id);
    expect([state, done]).toEqual(['cancelled', ok]);
    // Those before the tenth, of which three may not have begun in their transaction.
    expect(done).toBeGreaterThanOrEqual(7);
    expect(done).toBeLessThanOrEqual(10);
    expect(await open()).toBe(CHILDREN - done);
  });

  it('ends after its day, for the rights of a login do not hold for ever', async () => {
    const by = await runner();
    const id = await jobs.ask('accept', items(applications));
    const done = await oneTurn(by, id);
    await database.query(`UPDATE enrollment.bulk_jobs SET over_at = now() - interval '1 second'`);
    await by.turn();
    expect(await jobs.job(id)).toMatchObject({ state: 'expired', done, endedAt: expect.any(String) });
    expect(await by.turn()).toBe(false);
  });

  it('of thousands holds up no small one', async () => {
    const by = await runner();
    const large = await jobs.ask('accept', items(Array.from({ length: 1_000 }, () => applications[0]!)));
    await by.turn();
    const small = await jobs.ask('accept', items(applications.slice(1, 11)));
    await by.turn();
    expect(await jobs.job(small)).toMatchObject({ state: 'done', ok: 10 });
    expect((await jobs.items(small)).map(saidOf)).toEqual(Array.from({ length: 10 }, () => 'ok accepted'));
    await by.turn();
    const { state, done, total } = await jobs.job(large);
    expect([state, total]).toEqual(['running', 1_000]);
    expect(done).toBeLessThanOrEqual(100);
  });

  it('does the items of one child one after the other, and those of others beside them', async () => {
    const work = workOf(service.app, database);
    const inHand: string[] = [];
    const together: string[] = [];
    const watched: Work = {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        const effect = await work.prepare(job, item);
        return async (tx) => {
          together.push(inHand.includes(item.lane) ? 'the same' : inHand.length > 0 ? 'others' : 'nobody');
          inHand.push(item.lane);
          try {
            return await effect(tx);
          } finally {
            inHand.splice(inHand.indexOf(item.lane), 1);
          }
        };
      },
    };
    const by = await runner(database, watched);
    const [one, two] = applications;
    const id = await jobs.ask('accept', items([one!, two!, one!, two!, one!, ...applications.slice(2)]));
    await finish(by, id);
    const outcomes = (await jobs.items(id)).map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 5)).toEqual(['ok', 'ok', 'refused', 'refused', 'refused']);
    expect(together).toContain('others');
    expect(together).not.toContain('the same');
  });

  it('costs as many statements at its end as at its beginning', async () => {
    const counted = new Counted(database);
    const by = await runner(counted);
    const id = await jobs.ask('accept', items(Array.from({ length: 300 }, () => applications[0]!)), { dryRun: true });
    const ofTurns: number[] = [];
    while ((await jobs.job(id)).endedAt === null) {
      counted.statements = 0;
      await by.turn();
      ofTurns.push(counted.statements);
    }
    expect(ofTurns.length).toBeGreaterThanOrEqual(6);
    // A lease is renewed when its time comes.
    expect(ofTurns.at(-1)! - Math.max(...ofTurns.slice(0, -1))).toBeLessThan(20);
  });

  it('is forgotten ninety days after its end', async () => {
    const by = await runner();
    const id = await jobs.ask('accept', items(applications.slice(0, 2)));
    await finish(by, id);
    const waiting = await jobs.ask('accept', items(applications));
    service.date('2020-12-18');
    await service.runJobs();
    expect((await jobs.job(id)).state).toBe('done');
    service.date('2020-12-25');
    await service.runJobs();
    expect((await service.get('/bulk-jobs')).body).toMatchObject({ items: [{ id: waiting }] });
    expect(await database.query('SELECT FROM enrollment.bulk_items')).toHaveLength(CHILDREN);
  });

  it('is one of twenty at most that a login has waiting', async () => {
    await runner();
    const ids = [];
    for (let count = 0; count < 20; count++) ids.push(await jobs.ask('accept', items(applications.slice(0, 1))));
    const refused = { status: 409, body: { type: '/problems/bulk-jobs-waiting', max: 20 } };
    const body = { items: items(applications.slice(0, 1)) };
    expect(await service.post('/bulk-jobs/accept', body)).toMatchObject(refused);
    await service.post(`/bulk-jobs/${ids[0]}/cancel`);
    expect((await service.post('/bulk-jobs/accept', body)).status).toBe(202);
  });
});

/** Counts what is asked of it. */
class Counted extends SeverableDatabase {
  statements = 0;

  constructor(private readonly whole: Database) {
    super(whole);
  }

  override query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<readonly R[]> {
    this.statements += 1;
    return this.whole.query<R>(text, values);
  }

  override transaction<T>(work: (tx: Sql) => Promise<T>, length?: Length): Promise<T> {
    return this.whole.transaction(
      (tx) =>
        work({
          query: (text, values) => {
            this.statements += 1;
            return tx.query(text, values);
          },
        }),
      length,
    );
  }
}
