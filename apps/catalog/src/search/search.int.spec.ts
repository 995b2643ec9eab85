import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@lib/kernel';
import { aGroup, aModule, anAnswer } from '../catalog-api.testing.js';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { openCatalog, sample, type Catalog } from '../catalog.testing.js';
import type { GroupCard } from '../group/group.dto.js';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog(await freshPglite());
  await catalog.import(await sample('minusinsk-2020'));
  await catalog.import([
    anAnswer({ id: 11, full_name: 'Плавание', mun: 4705 }, [
      aModule({ id: 12 }, [aGroup({ id: 13, date_start: '2020-10-02' })]),
    ]),
  ]);
  await catalog.import([
    anAnswer({ id: 1, full_name: 'Ёлочные игрушки 100%', short_name: 'Ёлка', age_group_min: 84, age_group_max: 100 }, [
      aModule({ id: 2 }, [aGroup({ id: 3, max_children: 1 })]),
    ]),
  ]);
});
afterAll(() => catalog.close());

const search = async (query: string): Promise<readonly GroupCard[]> => {
  const response = await catalog.get(`/groups?limit=500&${query}`);
  expect(response.statusCode).toBe(200);
  return response.json<{ items: GroupCard[] }>().items;
};
const all = () => search('');
/** What nobody else can do: groups are closed, never deleted. */
const forget = async (ids: readonly string[]): Promise<void> => {
  await catalog.database.query('DELETE FROM catalog.groups WHERE group_id = ANY($1::text[])', [ids]);
  await catalog.database.query('DELETE FROM catalog.group_cards WHERE group_id = ANY($1::text[])', [ids]);
};

describe('search', () => {
  test('without criteria shows everything, in the order of the ids', async () => {
    const items = await all();
    expect(items).toHaveLength(59);
    expect(items.map(({ groupId }) => groupId)).toEqual(items.map(({ groupId }) => groupId).toSorted());
  });

  test.each<[string, (card: GroupCard) => boolean]>([
    ['direction=artistic', ({ programme }) => programme.direction === 'artistic'],
    ['age=8', ({ programme }) => programme.ageMinMonths <= 107 && programme.ageMaxMonths >= 96],
    ['municipality=4705', ({ programme }) => programme.municipality === 4705],
    ['payable=true', ({ payable }) => payable],
    ['payable=false', ({ payable }) => !payable],
    ['name=%D0%A0%D0%98%D0%A2%D0%9C', ({ programme }) => programme.name.includes('Ритмика')],
    ['name=%D1%88%D0%BA%D0%BE%D0%BB%D0%B0', (card) => /школа/i.test(card.provider.name + card.programme.name)],
    [
      'direction=artistic&municipality=2442&payable=true',
      ({ programme, payable }) => programme.direction === 'artistic' && programme.municipality === 2442 && payable,
    ],
  ])('%s', async (query, meets) => {
    const found = await search(query);
    expect(found).toEqual((await all()).filter(meets));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(59);
  });

  test('an age between two years counts in full: 100 months are 8 years, not 9', async () => {
    const ids = async (age: number) => (await search(`age=${age}&name=елочн`)).map(({ groupId }) => groupId);
    expect([await ids(6), await ids(7), await ids(8), await ids(9)]).toEqual([[], ['3'], ['3'], []]);
  });

  // Bounds are months: a child of five and a half was not shown what a programme from 66 months offers.
  test('an age suits a programme that some month of it suits', async () => {
    await catalog.import([
      anAnswer({ id: 31, full_name: 'Малышам', mun: 4705, age_group_min: 66, age_group_max: 83 }, [
        aModule({ id: 31 }, [aGroup({ id: 31 })]),
      ]),
    ]);
    const found = async (age: number) => (await search(`age=${age}&name=малышам`)).length;
    expect([await found(4), await found(5), await found(6), await found(7)]).toEqual([0, 1, 1, 0]);
    await forget(['31']);
  });

  test.each(['ёЛКА', 'елка', 'Е\u0308лка', 'игрушки\u00a0１００％'])('a name is found as %s', async (name) => {
    expect((await search(`name=${encodeURIComponent(name)}`)).map(({ groupId }) => groupId)).toEqual(['3']);
  });

  test.each(['%', '_', "'", '\\'])('%s is a character, not a pattern', async (name) => {
    const found = await search(`name=${encodeURIComponent(name)}`);
    expect(found.map(({ groupId }) => groupId)).toEqual(name === '%' ? ['3'] : []);
  });

  test('a group without a free place is found by that', async () => {
    await catalog.tell({
      type: 'application-submitted',
      data: {
        contract: newId(),
        holder: newId(),
        on: '2020-09-01',
        financingProgramme: 'p',
        certificateGroup: 'general',
        group: '3',
        module: '2',
        provider: '10',
        direction: 'technical',
        start: '2020-10-02',
        lastDay: '2020-12-30',
      },
    });
    expect((await search('free=false')).map(({ groupId }) => groupId)).toEqual(['3']);
    expect(await search('free=true')).toHaveLength(58);
  });

  test('pages show every group once', async () => {
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const page: { items: GroupCard[]; next?: string } = (
        await catalog.get(`/groups?limit=7${next === '' ? '' : `&cursor=${next}`}`)
      ).json();
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(...page.items.map(({ groupId }) => groupId));
      next = page.next;
    }
    expect(seen).toEqual((await all()).map(({ groupId }) => groupId));
  });

  // The order followed the first day, which an import changes: one group was skipped, another shown twice.
  test('pages show every group once, whatever is imported between them', async () => {
    const groups = (date: string) =>
      [41, 42, 43, 44].map((id) =>
        anAnswer({ id, mun: 5000, full_name: 'Клуб' }, [aModule({ id }, [aGroup({ id, date_start: date })])]),
      );
    await catalog.import(groups('2020-10-10'));
    const page = async (cursor?: string) =>
      (await catalog.get(`/groups?municipality=5000&limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`)).json<{
        items: GroupCard[];
        next?: string;
      }>();
    const first = await page();
    const seen = first.items.map(({ groupId }) => groupId);
    await catalog.import([
      ...groups('2020-10-01').filter(({ data }) => !seen.includes(String(data.program.id))),
      ...groups('2020-11-01').filter(({ data }) => seen.includes(String(data.program.id))),
    ]);
    const second = await page(first.next);
    expect([...seen, ...second.items.map(({ groupId }) => groupId)].toSorted()).toEqual(['41', '42', '43', '44']);
    expect(second.next).toBeUndefined();
    await forget(['41', '42', '43', '44']);
  });

  test.each([
    ['direction=sport', '?direction'],
    ['age=-1', '?age'],
    ['age=eight', '?age'],
    ['municipality=1.5', '?municipality'],
    ['free=yes', '?free'],
    ['limit=501', '?limit'],
    ['limit=0', '?limit'],
    ['name=', '?name'],
    ['nmae=x', '?nmae'],
  ])('%s is a fault', async (query, pointer) => {
    const response = await catalog.get(`/groups?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: '/problems/invalid-request', errors: [{ pointer }] });
  });

  // The second is one of a list that was ordered by the first day.
  test.each([['x', 'y'], ['2020-01-01', '700000'], [], [1, 2], [1]])(
    'cursor %j, %j is not one of ours',
    async (...position) => {
      const cursor = Buffer.from(JSON.stringify(position.filter((part) => part !== undefined))).toString('base64url');
      const response = await catalog.get(`/groups?cursor=${cursor}`);
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ type: '/problems/invalid-cursor' });
    },
  );
});

describe('a card', () => {
  test('shows the group with its module, programme and provider', async () => {
    expect((await catalog.get('/groups/700000')).json()).toEqual({
      groupId: '700000',
      name: 'Группа 1',
      firstDay: '2020-10-02',
      lastDay: '2020-12-30',
      places: 15,
      freePlaces: 15,
      priceKopecks: 502800,
      normativeCostKopecks: 402240,
      payable: true,
      closed: false,
      module: { moduleId: '900000', name: 'Модуль 1', hours: 48 },
      programme: {
        programmeId: '1067100',
        name: 'Дополнительная общеразвивающая программа «Радиоэлектроника»',
        shortName: 'Радиоэлектроника',
        direction: 'technical',
        municipality: 2442,
        ageMinMonths: 132,
        ageMaxMonths: 216,
      },
      provider: {
        providerId: '22003',
        name: 'Центр «Квант» 4',
        inn: '7757961674',
        address: 'Красноярский край, г. Минусинск, ул. Ленина, д 56',
      },
    });
  });

  test('of an unknown group is a problem', async () => {
    const response = await catalog.get('/groups/1');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({
      type: '/problems/unknown-group',
      title: 'The catalogue has no such study group',
      groupId: '1',
    });
  });
});
