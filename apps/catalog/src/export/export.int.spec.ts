import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { aGroup, aModule, anAnswer } from '../catalog-api.testing.js';
import { openCatalog, sample, type Catalog } from '../catalog.testing.js';

let catalog: Catalog;
beforeEach(async () => {
  catalog = await openCatalog();
});
afterEach(() => catalog.close());

const exported = async (from: Catalog, query = ''): Promise<string> => {
  const { statusCode, headers, body } = await from.get(`/exports/programs${query}`);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  return body;
};

/** Everything that a file can say and an import keeps. */
const varied = [
  anAnswer({ id: 1 }),
  anAnswer({ id: 2, status: 10, short_name: null, full_name: '=1+1, «Ё́» "x"\\' }, [
    aModule({ id: 200, hours: null, price: '0', normative_price: '0.07' }, [
      aGroup({ id: 2000, archived: true }),
      aGroup({ id: 1999, max_children: 0 }),
    ]),
    aModule({ id: 199, is_archive: '1' }, [aGroup({ id: 1998 })]),
    aModule({ id: 201 }, []),
  ]),
  anAnswer({ id: 10, mun: 2401, direction_id: 6, direction: null, age_group_min: 0, age_group_max: 0 }, []),
  anAnswer(
    {
      id: 9_007_199_254_740_991,
      organization: { id: 11, name: 'Клуб', cant_use_certificate: -1 },
      direction_id: 2,
      direction: null,
    },
    [aModule({ id: 300, price: '10000000' }, [aGroup({ id: 3000 })])],
  ),
];

it.each([
  ['a catalogue with everything that it can say', async () => varied],
  ['a sample', () => sample('minusinsk-2020')],
  ['an empty catalogue', async () => []],
])('%s is exported, imported where nothing is, and exported as the same bytes', async (_, file) => {
  const given = await file();
  await catalog.import(given);
  const bytes = await exported(catalog);
  const empty = await openCatalog();
  try {
    const report = await empty.import(JSON.parse(bytes));
    expect(report).toMatchObject({ rows: given.length, taken: given.length, refused: [] });
    expect(await exported(empty)).toBe(bytes);
    const cards = async (of: Catalog) => of.database.query('SELECT * FROM catalog.offers ORDER BY group_id');
    expect(await cards(empty)).toEqual(await cards(catalog));
  } finally {
    await empty.close();
  }
});

it('imported where it comes from, it changes nothing and tells nothing', async () => {
  await catalog.import(varied);
  // What a whole catalogue no longer names is closed, and stays so.
  await catalog.import([anAnswer({ id: 1 }, [])], '?complete=true');
  await catalog.news();
  const bytes = await exported(catalog);
  const { changed, refused } = await catalog.import(JSON.parse(bytes));
  expect([changed, refused]).toEqual([{ created: 0, updated: 0, unchanged: 5 }, []]);
  expect(await catalog.news()).toEqual([]);
  expect(await exported(catalog)).toBe(bytes);
});

it('of one municipality', async () => {
  await catalog.import(varied);
  const ids = (file: string) =>
    (JSON.parse(file) as { data: { program: { id: number } } }[]).map(({ data }) => data.program.id);
  expect(ids(await exported(catalog))).toEqual([1, 10, 2, 9_007_199_254_740_991]);
  expect(ids(await exported(catalog, '?municipality=2401'))).toEqual([10]);
  expect(await exported(catalog, '?municipality=1')).toBe('[]\n');
});

it('of more programmes than a page has', async () => {
  const many = Array.from({ length: 450 }, (_, index) => anAnswer({ id: index + 1 }, []));
  await catalog.import(many);
  expect(JSON.parse(await exported(catalog))).toHaveLength(450);
});
