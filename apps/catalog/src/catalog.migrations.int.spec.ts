import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrate, type Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { freshPglite } from '../../../test/support/fresh-store.js';
import { anAnswer } from './catalog-api.testing.js';
import { catalogMigrations } from './catalog.migrations.js';
import { openCatalog, type Catalog } from './catalog.testing.js';

const LAST = '0002-closed-groups-and-days-of-places';
const before = catalogMigrations.slice(
  0,
  catalogMigrations.findIndex(({ name }) => name === LAST),
);

/** A catalogue as an earlier version left it: one group, taken from `anAnswer`, and one place of it. */
const anOldCatalogue = async (): Promise<Database> => {
  const database = await freshPglite();
  await migrate(database, 'catalog', before);
  await database.query(`
    INSERT INTO catalog.providers VALUES ('10', 'Центр «Квант»', 'центр «квант»', '7757961674', 'г. Минусинск', true)`);
  await database.query(`
    INSERT INTO catalog.programmes VALUES ('1', '10', 'Программа «Радиоэлектроника» № 1', 'Радиоэлектроника',
      'программа «радиоэлектроника» № 1 радиоэлектроника', 'technical', 2442, 84, 156)`);
  await database.query(`INSERT INTO catalog.modules VALUES ('100', '1', 'Модуль 1', 48, 502800, 402240)`);
  await database.query(`INSERT INTO catalog.groups VALUES ('1000', '100', 'Группа 1', '2020-10-02', '2020-12-30', 15)`);
  await database.query(`
    INSERT INTO catalog.fingerprints
      SELECT group_id, md5(c::text), md5((module_id, programme_id, provider_id, municipality, direction, price_kopecks,
        normative_cost_kopecks, first_day, last_day, places, payable, age_min_months, age_max_months)::text)
      FROM catalog.cards c`);
  await database.query(`INSERT INTO catalog.places (contract, group_id, last_day) VALUES ($1, '1000', '2020-12-30')`, [
    newId(),
  ]);
  await database.query(`INSERT INTO catalog.inbox (consumer, message_id) VALUES ('catalog', 'known')`);
  return database;
};

describe('a catalogue of an earlier version', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await openCatalog(await anOldCatalogue());
  });
  afterAll(() => catalog.close());

  test('finds names in every spelling', async () => {
    const found = await catalog.get(`/groups?name=${encodeURIComponent('радиоэлектроника» No 1')}`);
    expect(found.json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  test('counts a place whose start it was not told from the beginning of time', async () => {
    expect((await catalog.get('/groups/1000')).json()).toMatchObject({ freePlaces: 14, closed: false });
  });

  // A new column in what is compared would have counted every group of a region as changed.
  test('has not changed by the change of version', async () => {
    const { changed, touched } = await catalog.import([anAnswer({ full_name: 'Программа «Радиоэлектроника» № 1' })]);
    expect(changed).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(touched.closed.count).toBe(0);
  });
});

describe('the facts of enrolment that an earlier version has read', () => {
  const left = async (then: (database: Database) => Promise<unknown>) => {
    const database = await anOldCatalogue();
    await then(database);
    await migrate(database, 'catalog', catalogMigrations);
    const [row] = await database.query(
      `SELECT (SELECT count(*) FROM catalog.inbox) AS known, (SELECT count(*) FROM catalog.consumer_cursors) AS cursors`,
    );
    await database.close();
    return row;
  };
  const readTheLog = (database: Database) =>
    database.query(
      `INSERT INTO catalog.consumer_cursors VALUES ('catalog', 'enrollment.outbox', '7'), ('catalog', 'other', '1')`,
    );

  test('are read once more where this process reads them from their log', async () => {
    expect(await left(readTheLog)).toEqual({ known: 0, cursors: 1 });
  });

  test('are not where Kafka brings them', async () => {
    expect(await left(async () => undefined)).toEqual({ known: 1, cursors: 0 });
  });

  test('are not where one of them was parked: it would not come again', async () => {
    const park = async (database: Database) => {
      await readTheLog(database);
      await database.query(
        `INSERT INTO catalog.parked_messages (consumer, origin, topic, key, message, status)
         VALUES ('catalog', 'enrollment.outbox 3', 'enrollment.contracts.v1', 'k', '{}', 'released')`,
      );
    };
    expect(await left(park)).toEqual({ known: 1, cursors: 2 });
  });
});

describe('a catalogue of the version before', () => {
  const BEFORE = '0003-places-by-bytes';
  let catalog: Catalog;
  beforeAll(async () => {
    const database = await freshPglite();
    await migrate(
      database,
      'catalog',
      catalogMigrations.slice(
        0,
        catalogMigrations.findIndex(({ name }) => name === BEFORE),
      ),
    );
    await database.query(`
      INSERT INTO catalog.providers VALUES ('10', 'Центр', 'центр', NULL, NULL, true);
      INSERT INTO catalog.programmes VALUES ('1', '10', 'Ёлка', NULL, 'елка', 'technical', 2442, 84, 156, false);
      INSERT INTO catalog.modules VALUES ('100', '1', 'Модуль', NULL, 502800, 402240);
      INSERT INTO catalog.groups (group_id, module_id, name, first_day, last_day, places, closed) VALUES
        ('1', '100', 'Полная до ноября', '2020-10-02', '2020-12-30', 2, false),
        ('2', '100', 'Закрытая', '2020-10-02', '2020-12-30', 15, true),
        ('3', '100', 'Прошедшая', '2020-01-02', '2020-05-30', 15, false),
        ('4', '100', 'Пустая', '2020-10-02', '2020-12-30', 15, false)`);
    for (const [group, start, lastDay] of [
      ['1', null, '2020-10-31'],
      ['1', '2020-10-20', '2020-12-30'],
      ['5', '2020-10-02', '2020-12-30'],
    ])
      await placeIn(database, group, start, lastDay);
    catalog = await openCatalog(database);
  });
  afterAll(() => catalog.close());

  const placeIn = (database: Database, ...[group, start, lastDay]: readonly (string | null | undefined)[]) =>
    database.query(
      `INSERT INTO catalog.places (contract, group_id, start, last_day, standing) VALUES ($1, $2, $3, $4, 'open')`,
      [newId(), group, start, lastDay],
    );
  const free = async (day: string) => {
    catalog.clock.set(`${day}T00:00:00Z`);
    const { items } = (await catalog.get('/groups')).json<{ items: { groupId: string; freePlaces: number }[] }>();
    return Object.fromEntries(items.map(({ groupId, freePlaces }) => [groupId, freePlaces]));
  };

  test('has the free places counted of what it knows', async () => {
    expect(await free('2020-10-05')).toEqual({ 1: 0, 2: 0, 3: 0, 4: 15 });
    expect(await free('2020-11-01')).toEqual({ 1: 1, 2: 0, 3: 0, 4: 15 });
    expect(await free('2020-12-30')).toEqual({ 1: 0, 2: 0, 3: 0, 4: 0 });
  });

  // One instance is replaced after the other: an instance of that version goes on writing what it knows of.
  test('is followed in what an instance of that version writes', async () => {
    const { database } = catalog;
    await placeIn(database, '4', '2020-10-02', '2020-12-30');
    await database.query(
      `UPDATE catalog.places SET last_day = '2020-11-15' WHERE group_id = '1' AND start IS NOT NULL`,
    );
    await database.query(
      `INSERT INTO catalog.groups (group_id, module_id, name, first_day, last_day, places, closed)
       VALUES ('5', '100', 'Новая', '2020-10-02', '2020-12-30', 3, false)`,
    );
    await database.query(`INSERT INTO catalog.fingerprints VALUES ('5', 'card', 'state')`);
    expect(await free('2020-11-10')).toEqual({ 1: 1, 2: 0, 3: 0, 4: 14, 5: 2 });
    expect(await free('2020-11-16')).toEqual({ 1: 2, 2: 0, 3: 0, 4: 14, 5: 2 });
    await database.query(`DELETE FROM catalog.places WHERE group_id = '4'`);
    expect((await free('2020-11-16'))['4']).toBe(15);
  });
});
