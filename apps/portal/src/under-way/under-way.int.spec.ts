import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, type Database } from '@lib/database';
import { SystemClock } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { Refused } from '../page/answers.js';
import { portalSchema } from '../portal.migrations.js';
import { Later, UnderWay } from './under-way.js';

// What was lost: a register of a hundred thousand children left its operator before an empty page for as long as it took, and
// an audit could not be begun in the cabinet at all.

const TIMES = { quickMs: 10, seenEveryMs: 10, silentMs: 60_000 };

let database: Database;
let said: unknown[];
let here: UnderWay;
/** Another process of the cabinet. */
let elsewhere: UnderWay;

beforeAll(async () => {
  database = await freshPglite();
  await migrate(database, portalSchema.name, portalSchema.migrations);
  said = [];
  here = new UnderWay(database, new SystemClock(), (error) => said.push(error), TIMES);
  elsewhere = new UnderWay(database, new SystemClock(), () => undefined, TIMES);
});
afterAll(() => database.close());

type Rows = { readonly rows: number };
const begin = async (work: Promise<Rows>, tell = 0): Promise<string> => {
  const later = await here.run('import', 'operator-1', async (done) => {
    done(tell);
    return work;
  });
  expect(later).toBeInstanceOf(Later);
  return (later as Later).id;
};
const lookFor = (id: string, person = 'operator-1') => elsewhere.look('import', id, person);

describe('what takes longer than a page', () => {
  it('is answered at once where it is over soon', async () => {
    expect(await here.run('import', 'operator-1', () => Promise.resolve({ rows: 3 }))).toEqual({ rows: 3 });
    const refused = here.run('import', 'operator-1', () => Promise.reject(new Refused(422, undefined)));
    await expect(refused).rejects.toMatchObject({ status: 422 });
  });

  it('is followed to its end in every process of the cabinet, by whoever has begun it alone', async () => {
    const work = Promise.withResolvers<Rows>();
    const id = await begin(work.promise, 7);
    expect(await lookFor(id)).toEqual({ state: 'going-on', seconds: expect.any(Number), done: 7 });
    expect(await lookFor(id, 'operator-2')).toBeUndefined();
    expect(await elsewhere.look('audit', id, 'operator-1')).toBeUndefined();
    expect(await lookFor('none')).toBeUndefined();
    work.resolve({ rows: 100_000 });
    await until(async () => (await lookFor(id))?.state === 'over');
    expect(await lookFor(id)).toEqual({ state: 'over', outcome: { rows: 100_000 } });
  });

  it('tells a refusal as it was told', async () => {
    const work = Promise.withResolvers<Rows>();
    const id = await begin(work.promise);
    work.reject(
      new Refused(422, {
        type: '/problems/malformed-children-file',
        title: 'Файл',
        errors: [{ pointer: '1', message: 'нет' }],
      }),
    );
    const refusal = async () =>
      lookFor(id).then(
        () => undefined,
        (error: unknown) => error as Refused,
      );
    await until(async () => (await refusal()) !== undefined);
    expect(await refusal()).toMatchObject({
      status: 422,
      reason: 'malformed-children-file',
      title: 'Файл',
      faults: [{ pointer: '1', message: 'нет' }],
    });
  });

  it('is broken off where a service was away, and where its process says nothing any more', async () => {
    const work = Promise.withResolvers<Rows>();
    const id = await begin(work.promise);
    const hasty = new UnderWay(database, new SystemClock(), () => undefined, { ...TIMES, silentMs: -1 });
    expect(await hasty.look('import', id, 'operator-1')).toEqual({ state: 'broken-off' });
    work.reject(new Error('away'));
    await until(async () => (await lookFor(id))?.state === 'broken-off');
    expect(said).toEqual([new Error('away')]);
  });

  it('is refused while as many are under way as may be, and goes on when one is over', async () => {
    const work = Promise.withResolvers<Rows>();
    const audit = () => here.run('audit', 'auditor', () => work.promise);
    const first = audit();
    await expect(audit()).rejects.toMatchObject({ status: 503 });
    work.resolve({ rows: 0 });
    await first;
    await until(async () => (await audit().catch(() => undefined)) !== undefined);
  });

  it('is told to stop when the process does, which waits for it', async () => {
    const leaving = new UnderWay(database, new SystemClock(), () => undefined, TIMES);
    const began = Promise.withResolvers<void>();
    const work = leaving.run('audit', 'auditor', (_, stopping) => {
      began.resolve();
      return new Promise<Rows>((resolve) => stopping.addEventListener('abort', () => resolve({ rows: 1 })));
    });
    await began.promise;
    await leaving.close();
    await work;
    await expect(leaving.run('audit', 'auditor', () => Promise.resolve({}))).rejects.toMatchObject({ status: 503 });
  });
});
