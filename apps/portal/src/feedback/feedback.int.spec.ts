import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate, type Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { freshPostgres } from '../../../../test/support/fresh-store.js';
import { portalSchema } from '../portal.migrations.js';
import { FeedbackStore } from './feedback.store.js';

let database: Database;
let store: FeedbackStore;
beforeAll(async () => {
  database = await freshPostgres();
  await migrate(database, portalSchema.name, portalSchema.migrations);
  store = new FeedbackStore(database);
});
beforeEach(() => database.query('TRUNCATE portal.feedback'));
afterAll(() => database.close());

const say = (person: string, said: string, id = newId()): Promise<boolean> =>
  store.say({ id, person, providerId: '22002', providerName: 'Центр', said });
const saidTo = async (all: Promise<readonly { readonly said: string }[]>): Promise<readonly string[]> =>
  (await all).map(({ said }) => said);

describe('what families say of providers', () => {
  it('is said once, however often its form is sent', async () => {
    const id = newId();
    expect([await say('anna', 'хорошо', id), await say('anna', 'хорошо', id)]).toEqual([true, true]);
    expect(await saidTo(store.of('anna'))).toEqual(['хорошо']);
  });

  it('is at most five times a day of one login', async () => {
    for (let times = 0; times < 5; times += 1) expect(await say('anna', `${times}`)).toBe(true);
    expect(await say('anna', 'ещё')).toBe(false);
    expect(await say('boris', 'мы тоже')).toBe(true);
    await database.query(`UPDATE portal.feedback SET at = at - interval '25 hours' WHERE person = 'anna'`);
    expect(await say('anna', 'ещё')).toBe(true);
  });

  it('is read by whoever said it and by the operator, whose answer stays', async () => {
    const id = newId();
    await say('anna', 'холодно', id);
    await say('boris', 'тепло');
    await store.answer(id, 'Утеплим.', 'operator');
    await store.answer(id, 'Нет.', 'other operator');
    expect(await store.of('anna')).toMatchObject([{ said: 'холодно', answer: 'Утеплим.' }]);
    expect(await saidTo(store.all())).toEqual(['тепло', 'холодно']);
    expect(await saidTo(store.of('vera'))).toEqual([]);
  });

  it('goes after a year', async () => {
    await say('anna', 'давно');
    await database.query(`UPDATE portal.feedback SET at = now() - interval '366 days'`);
    await say('anna', 'теперь');
    expect(await saidTo(store.all())).toEqual(['теперь']);
  });
});
