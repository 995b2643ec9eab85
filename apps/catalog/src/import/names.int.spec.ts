import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anAnswer } from '../catalog-api.testing.js';
import { openCatalog, type Catalog } from '../catalog.testing.js';

// A statement said "700000": the topic told ids alone, and whoever read it had no name to show to a family.
describe('the published state of a study group', () => {
  let catalog: Catalog;
  beforeEach(async () => {
    catalog = await openCatalog();
  });
  afterEach(() => catalog.close());

  const programme = (name: string): unknown => [anAnswer({ full_name: name })];

  it('names programme, module, group and provider', async () => {
    await catalog.import(programme('Радиоэлектроника'));
    expect(await catalog.news()).toMatchObject([
      {
        data: {
          groupId: '1000',
          programmeName: 'Радиоэлектроника',
          moduleName: 'Модуль 1',
          groupName: 'Группа 1',
          providerName: 'Центр «Квант»',
        },
      },
    ]);
  });

  it('is told again when a name changes', async () => {
    await catalog.import(programme('Радиоэлектроника'));
    await catalog.news();
    await catalog.import(programme('Радиотехника'));
    expect((await catalog.news()).map(({ data }) => data.programmeName)).toEqual(['Радиотехника']);
  });

  it('is told with its names by the next import where it was told without, and counts as unchanged', async () => {
    await catalog.import(programme('Радиоэлектроника'));
    await catalog.news();
    await catalog.database.query(`UPDATE catalog.fingerprints SET state = 'of ids alone'`);
    expect((await catalog.import(programme('Радиоэлектроника'))).changed).toEqual({
      created: 0,
      updated: 0,
      unchanged: 1,
    });
    expect((await catalog.news()).map(({ data }) => data.programmeName)).toEqual(['Радиоэлектроника']);
    await catalog.import(programme('Радиоэлектроника'));
    expect(await catalog.news()).toEqual([]);
  });
});
