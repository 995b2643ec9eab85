import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EnrollmentContractsMessage } from '@lib/contracts';
import { outsideTransaction, type Sql } from '@lib/database';
import { addDays, calendarDate, newId } from '@lib/kernel';
import fc from 'fast-check';
import { freshPglite, freshPostgres } from '../../../../test/support/fresh-store.js';
import { aGroup, aModule, anAnswer } from '../catalog-api.testing.js';
import { openCatalog, type Catalog } from '../catalog.testing.js';
import { directions } from '../direction/direction.js';
import type { GroupCard } from '../group/group.dto.js';
import { countPlaces } from '../places/places.commands.js';
import { slowSearch } from './reference.testing.js';
import type { Criteria } from './search.query.js';

// SEED=… repeats a run.
const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));
const FIRST = calendarDate('2020-10-01');
const PROGRAMMES = 12;
const ZONES = { 2401: 'Asia/Krasnoyarsk', 2402: 'Europe/Kaliningrad' };
const MUNICIPALITIES = [2401, 2402, 2403];
const WORDS = ['Ёлка', 'елочка', 'Шахматы 100%', 'ШАХ и мат', 'a_b', 'a\\b', 'Хор'];

const day = fc.nat({ max: 40 }).map((n) => addDays(FIRST, n));
const stretch = fc.tuple(day, fc.nat({ max: 40 })).map(([start, more]) => ({ start, lastDay: addDays(start, more) }));

/** A programme of a number, as one of many files may tell it: always in its municipality, with two groups. */
const programme = fc.record({
  n: fc.nat({ max: PROGRAMMES - 1 }),
  name: fc.constantFrom(...WORDS),
  shortName: fc.constantFrom(null, ...WORDS),
  provider: fc.record({ id: fc.nat({ max: 2 }), name: fc.constantFrom(...WORDS), barred: fc.constantFrom(0, 1) }),
  direction: fc.integer({ min: 1, max: 2 }),
  age: fc.tuple(fc.integer({ min: 40, max: 130 }), fc.nat({ max: 30 })),
  archived: fc.boolean(),
  groups: fc.tuple(
    fc.record({ days: stretch, places: fc.nat({ max: 3 }), archived: fc.boolean() }),
    fc.record({ days: stretch, places: fc.nat({ max: 3 }), archived: fc.constant(false) }),
  ),
});
type Told = typeof programme extends fc.Arbitrary<infer T> ? T : never;

const answerOf = ({ n, name, shortName, provider, direction, age: [from, more], archived, groups }: Told) =>
  anAnswer(
    {
      id: n + 1,
      full_name: name,
      short_name: shortName,
      mun: MUNICIPALITIES[n % MUNICIPALITIES.length],
      direction_id: direction,
      direction: null,
      age_group_min: from,
      age_group_max: from + more,
      archived: archived && n % 4 === 0,
      organization: { id: 10 + provider.id, name: provider.name, cant_use_certificate: provider.barred },
    },
    [
      aModule(
        { id: 100 + n },
        groups.map((group, index) =>
          aGroup({
            id: groupIdOf(n, index),
            date_start: group.days.start,
            date_end: group.days.lastDay,
            max_children: group.places,
            archived: group.archived && n % 3 === 0,
          }),
        ),
      ),
    ],
  );
const groupIdOf = (n: number, index: number): number => (n % 2 === 0 ? 9 : 1000) * 10 + n * 2 + index;

/** What enrolment tells of one of a few contracts, in any order and again and again, also of groups that are not known yet. */
const fact = fc.record({
  kind: fc.constantFrom(
    'application-submitted',
    'application-submitted',
    'terms-confirmed',
    'contract-concluded',
    'application-withdrawn',
    'application-refused',
    'contract-terminated',
    'notice-revoked',
  ),
  contract: fc.nat({ max: 39 }),
  group: fc.tuple(fc.nat({ max: PROGRAMMES - 1 }), fc.nat({ max: 1 })),
  days: stretch,
  twice: fc.boolean(),
});

const step = fc.oneof(
  { weight: 5, arbitrary: fact.map((told) => ({ tell: told })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.uniqueArray(programme, { selector: ({ n }) => n, minLength: 1, maxLength: 5 }),
        fc.constantFrom('', '', '?complete=true', '?dryRun=true'),
      )
      .map(([file, query]) => ({ file, query })),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const contracts = Array.from({ length: 40 }, () => newId());

type Fact = Parameters<Catalog['tell']>[0];

const factOf = ({ kind, contract, group, days }: Extract<Step, { tell: unknown }>['tell']): Fact => {
  const id = contracts[contract] ?? '';
  const about = { contract: id, holder: id, on: FIRST, group: String(groupIdOf(...group)) };
  const terms = {
    financingProgramme: 'p',
    certificateGroup: 'general',
    module: '1',
    provider: '1',
    direction: 'artistic',
  };
  const data = {
    'application-submitted': { ...about, ...terms, ...days },
    'terms-confirmed': { ...about, ...terms, ...days },
    'contract-concluded': { ...about, completeness: [] },
    'application-withdrawn': about,
    'application-refused': { ...about, reason: 'by-provider' },
    'contract-terminated': { ...about, by: 'family', lastDay: days.lastDay },
    'notice-revoked': { ...about, ...days },
  } as const;
  return { type: kind, data: data[kind] } as Fact;
};

const importOf = (catalog: Catalog, { file, query }: Extract<Step, { file: unknown }>) =>
  catalog.import(file.map(answerOf), query);

/** Every criterion given or not. */
const questions: readonly Criteria[] = [undefined, directions[0]].flatMap((direction) =>
  [undefined, 6].flatMap((age) =>
    [undefined, 2401, 2403].flatMap((municipality) =>
      [undefined, 'ЕЛ', '%', '\\'].flatMap((name) =>
        [undefined, true, false].flatMap((free) =>
          [undefined, true, false].map((payable) =>
            Object.fromEntries(
              Object.entries({ direction, age, municipality, name, free, payable }).filter(
                ([, value]) => value !== undefined,
              ),
            ),
          ),
        ),
      ),
    ),
  ),
);

const pagesOf = async (catalog: Catalog, criteria: Criteria, limit: number) => {
  const found: { groupId: string; freePlaces: number }[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query = new URLSearchParams({
      ...Object.fromEntries(Object.entries(criteria).map(([key, value]) => [key, String(value)])),
      limit: String(limit),
      ...(cursor === '' ? {} : { cursor }),
    });
    const response = await catalog.get(`/groups?${query.toString()}`);
    const page: { items: GroupCard[]; next?: string } = response.json();
    found.push(...page.items.map(({ groupId, freePlaces }) => ({ groupId, freePlaces })));
    cursor = page.next;
  }
  return found;
};

/** Cards that are not what the tables say that they are made of. */
const stale = (catalog: Catalog) =>
  catalog.database.query(
    `SELECT o.group_id, c.group_id AS card, c.free_days, f.free_days AS days, c.free_counts, f.free_counts AS counts
     FROM catalog.offers o FULL JOIN catalog.group_cards c USING (group_id) LEFT JOIN catalog.free_places f USING (group_id)
     WHERE (c.municipality, c.age_min_months, c.age_max_months, c.first_day, c.last_day, c.places, c.payable, c.closed,
         c.direction, c.folded_names, c.free_days, c.free_counts, c.name, c.programme_name, c.short_name, c.provider_name)
       IS DISTINCT FROM
       (o.municipality, o.age_min_months, o.age_max_months, o.first_day, o.last_day, o.places, o.payable, o.closed,
         o.direction, o.folded_programme || E'\\n' || o.folded_provider, f.free_days, f.free_counts, o.name,
         o.programme_name, o.short_name, o.provider_name)`,
  );

describe.each([
  ['PostgreSQL', freshPostgres],
  ['PGlite', freshPglite],
])('on %s', (_, fresh) => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await openCatalog(await fresh());
    for (const [municipality, zone] of Object.entries(ZONES)) await catalog.lives(Number(municipality), zone);
  });
  afterAll(() => catalog.close());

  test('a search finds what counting every place of every group on every day finds', async () => {
    const [steps = []] = fc.sample(fc.array(step, { minLength: 150, maxLength: 150 }), { numRuns: 1, seed: SEED });
    for (const [index, one] of steps.entries()) {
      if ('file' in one) await importOf(catalog, one);
      else {
        const id = newId();
        await catalog.tell(factOf(one.tell), id);
        if (one.tell.twice) await catalog.tell(factOf(one.tell), id);
      }
      expect([SEED, index, await stale(catalog)]).toEqual([SEED, index, []]);
    }
    let found = 0;
    for (const now of ['2020-09-01T00:00:00Z', '2020-10-19T22:30:00Z']) {
      catalog.clock.set(now);
      const slow = await slowSearch(catalog.database, catalog.clock.now());
      for (const criteria of questions) {
        const limit = 5 + (found % 30);
        const items = await pagesOf(catalog, criteria, limit);
        expect([SEED, now, criteria, items]).toEqual([SEED, now, criteria, slow(criteria)]);
        found += items.length;
      }
    }
    expect(found).toBeGreaterThan(0);
  });
});

describe('what two transactions write at the same time is counted by the later one', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await openCatalog();
    await catalog.import([anAnswer({ id: 1 }, [aModule({ id: 1 }, [aGroup({ id: 1 })])])]);
  });
  afterAll(() => catalog.close());

  const hold = (tx: Sql, group: string) => {
    const data = { contract: newId(), group, start: FIRST, lastDay: addDays(FIRST, 200) };
    return countPlaces(tx, [{ type: 'application-submitted', data } as EnrollmentContractsMessage]);
  };
  const bring = (id: number, places: number) =>
    catalog.import([anAnswer({ id }, [aModule({ id }, [aGroup({ id, max_children: places })])])]);
  /** Runs the second while the first has written and not committed, and ends the first when the second waits or is done. */
  const overlapped = (first: (tx: Sql) => Promise<unknown>, second: () => Promise<unknown>) => {
    const { database } = catalog;
    return database.transaction(async (tx) => {
      await first(tx);
      let isDone = false;
      const over = outsideTransaction(second).finally(() => (isDone = true));
      while (!isDone && (await tx.query(WAITING_FOR_ME)).length === 0);
      return { over };
    });
  };
  const free = async (group: string) => (await catalog.get(`/groups/${group}`)).json<GroupCard>().freePlaces;

  test('two places of one group', async () => {
    const before = await free('1');
    const { over } = await overlapped(
      (tx) => hold(tx, '1'),
      () => catalog.database.transaction((tx) => hold(tx, '1')),
    );
    await over;
    expect(await free('1')).toBe(before - 2);
    expect(await stale(catalog)).toEqual([]);
  });

  test('a place of a group that an import brings meanwhile', async () => {
    const { over } = await overlapped(
      (tx) => hold(tx, '2'),
      () => bring(2, 5),
    );
    await over;
    expect(await free('2')).toBe(4);
    expect(await stale(catalog)).toEqual([]);
  });

  test('a place of a group whose places an import changes meanwhile', async () => {
    await bring(3, 5);
    const { over } = await overlapped(
      async (tx) => {
        await tx.query(`UPDATE catalog.groups SET places = 9 WHERE group_id = '3'`);
        await tx.query(`UPDATE catalog.fingerprints SET card = 'another' WHERE group_id = '3'`);
      },
      () => catalog.database.transaction((tx) => hold(tx, '3')),
    );
    await over;
    expect(await free('3')).toBe(8);
    expect(await stale(catalog)).toEqual([]);
  });
});

const WAITING_FOR_ME = 'SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))';
