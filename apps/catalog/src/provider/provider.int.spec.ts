import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCatalog, sample, type Catalog } from '../catalog.testing.js';

type ProviderRow = { providerId: string; name: string; inn: string | null; payable: boolean };
type Page = { items: ProviderRow[]; next?: string };

// An operator who had a name or a taxpayer number on paper could find the provider's groups, but not the provider.
describe('the providers of the catalogue', () => {
  let catalog: Catalog;
  let all: readonly ProviderRow[];
  beforeAll(async () => {
    catalog = await openCatalog();
    await catalog.import(await sample('minusinsk-2020'));
    all = (await list('limit=500')).items;
  });
  afterAll(() => catalog.close());

  const list = async (query: string): Promise<Page> => (await catalog.get(`/providers?${query}`)).json<Page>();

  it('are listed by id, page by page, each once', async () => {
    expect(all.length).toBeGreaterThan(3);
    const ids = all.map(({ providerId }) => providerId);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1)));
    const paged: ProviderRow[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`limit=2${cursor}`);
      paged.push(...page.items);
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(paged).toEqual(all);
  });

  it('are found by a part of the name in any case, by the whole taxpayer number, and by whether they may be paid', async () => {
    const { name, inn } = all[0]!;
    const part = name.slice(2, 8).toUpperCase();
    const named = (await list(`name=${encodeURIComponent(part)}`)).items;
    expect(named).toContainEqual(all[0]);
    expect(named.every((row) => row.name.toUpperCase().includes(part))).toBe(true);
    expect((await list(`inn=${inn}`)).items).toEqual(all.filter((row) => row.inn === inn));
    expect((await list(`inn=${inn?.slice(1)}`)).items).toEqual([]);
    expect((await list('payable=false')).items).toEqual(all.filter(({ payable }) => !payable));
  });

  it('are not there for a cursor of another list', async () => {
    expect((await catalog.get('/providers?cursor=x')).json()).toMatchObject({ type: '/problems/invalid-cursor' });
  });
});
