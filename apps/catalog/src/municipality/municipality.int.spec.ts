import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openCatalog, type Catalog } from '../catalog.testing.js';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog();
});
afterAll(() => catalog.close());

// A message had its effect once by its id; an older state under an id that was not seen yet, late on its topic, replaced a
// newer one. The tests before sent one state of each programme.
it('an older state of a programme that comes after a newer one does not move its municipality', async () => {
  await catalog.lives(4705, 'Europe/Moscow', 1);
  await catalog.lives(4705, 'Europe/Samara', 0);
  expect(await catalog.database.query('SELECT municipality, time_zone FROM catalog.municipalities')).toEqual([
    { municipality: 4705, time_zone: 'Europe/Moscow' },
  ]);
});
