import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrate, type Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { freshPglite } from '../../../test/support/fresh-store.js';
import { enrollmentMigrations } from './enrollment.migrations.js';

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
});
afterAll(() => database.close());

const before = (name: string) =>
  enrollmentMigrations.slice(
    0,
    enrollmentMigrations.findIndex((m) => m.name === name),
  );

// An id that was imported with a blank, or in another form of the same letters, could never apply, and the next import
// would have made a second child of it.
it('the ids of children that were imported before are plain, unless two of them are one by now', async () => {
  await migrate(database, 'enrollment', before('0003-plain-child-ids'));
  const ids = ['24-1', ' 24-2 ', '２４-3', 'Юлии\u0306', '24-5', '24-5 ', '24\u200b6'];
  for (const id of ids) {
    const holder = newId();
    await database.query(`INSERT INTO enrollment.people (holder_id, key) VALUES ($1, '')`, [holder]);
    await database.query(
      `INSERT INTO enrollment.children (holder_id, child_id, municipality, sealed) VALUES ($1, $2, 1, '')`,
      [holder, id],
    );
    await database.query(
      `INSERT INTO enrollment.applications (id, child_id, holder_id, group_id, start, submitted_on, state)
       VALUES ($1, $2, $3, '1', '2020-10-02', '2020-10-01', 'requested')`,
      [newId(), id, holder],
    );
  }
  await migrate(database, 'enrollment', enrollmentMigrations);
  const rows = await database.query<{ child: string; applied: string }>(
    `SELECT c.child_id AS child, a.child_id AS applied
     FROM enrollment.children c JOIN enrollment.applications a USING (holder_id) ORDER BY a.id`,
  );
  const plain = ['24-1', '24-2', '24-3', 'Юлий', '24-5', '24-5 ', '24\u200b6'];
  expect(rows).toEqual(plain.map((id) => ({ child: id, applied: id })));
});
