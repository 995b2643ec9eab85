import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PgDatabase, migrate, migrateFor } from '@lib/database';
import { newId } from '@lib/kernel';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { freshStreams, noted, notes, withData } from './contract/fixtures.js';
import type { StreamId } from './event-store.js';
import { headOf } from './hash-chain.js';
import { PostgresEventStore } from './postgres.event-store.js';
import { eventStoreMigrations, eventStoreSchema } from './postgres.schema.js';

describe('the table of events', () => {
  let server: RealPostgres;
  let url: string;
  let owner: PgDatabase;
  let store: PostgresEventStore;
  let stream: StreamId;
  beforeAll(async () => {
    server = await realPostgres();
    url = await server.createDatabase();
    owner = new PgDatabase(url);
    await migrate(owner, 'event_store', eventStoreMigrations);
    store = new PostgresEventStore(owner);
  });
  afterAll(async () => {
    await store.close();
    await owner.close();
    await server.stop();
  });
  beforeEach(async () => {
    stream = freshStreams().named('a');
    await store.append(stream, 'no-stream', notes(3));
  });

  describe('refuses, even to its owner and a superuser,', () => {
    it.each([
      `UPDATE event_store.events SET hash = ''`,
      `UPDATE event_store.events SET hash = '' WHERE false`,
      `DELETE FROM event_store.events`,
      `TRUNCATE event_store.events`,
      `SET LOCAL session_replication_role = replica; DELETE FROM event_store.events`,
      `INSERT INTO event_store.events (stream, revision, id, type, version, data, meta, recorded_at, hash)
       SELECT stream, revision, id, type, version, data, meta, recorded_at, hash FROM event_store.events
       ON CONFLICT (stream, revision) DO UPDATE SET hash = ''`,
    ])('%s', async (statement) => {
      const before = await store.read(stream);
      await expect(owner.query(statement)).rejects.toMatchObject({ code: '42501' });
      expect(await store.read(stream)).toEqual(before);
    });
  });

  describe('gives the role of the services', () => {
    const role = `services-${newId()}`;
    let services: PgDatabase;
    beforeAll(async () => {
      await owner.query(`CREATE ROLE "${role}" LOGIN PASSWORD 'secret'`);
      await migrateFor(role, owner, eventStoreSchema);
      services = new PgDatabase(Object.assign(new URL(url), { username: role, password: 'secret' }).href);
    });
    afterAll(async () => {
      await services.close();
      await owner.query(`DROP OWNED BY "${role}"; DROP ROLE "${role}"`);
    });

    it('reading and appending', async () => {
      const own = new PostgresEventStore(services);
      const history = await own.read(stream);
      const appended = await own.append(stream, headOf(history), notes(2));
      expect(await own.read(stream)).toEqual([...history, ...appended]);
    });

    it.each([
      `UPDATE event_store.events SET hash = ''`,
      `DELETE FROM event_store.events`,
      `TRUNCATE event_store.events`,
      `ALTER TABLE event_store.events DISABLE TRIGGER ALL`,
      `DROP TABLE event_store.events`,
      `CREATE OR REPLACE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
      `SET session_replication_role = replica`,
    ])('nothing else: %s', async (statement) => {
      await expect(services.query(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('keeps the bytes that were hashed', async () => {
    const name = freshStreams().named('a');
    await store.append(name, 'no-stream', [withData({ я: 1, b: [{ z: null, a: '\u0000' }], '10': 2 })]);
    const rows = await owner.query('SELECT data::text, meta::text FROM event_store.events WHERE stream = $1', [name]);
    expect(rows[0]?.data).toBe('{"10":2,"b":[{"a":"\\u0000","z":null}],"я":1}');
  });

  it('is checked by the query that docs/event-hashes.md gives to an auditor', async () => {
    const documentation = readFileSync(new URL('../../../docs/event-hashes.md', import.meta.url), 'utf8');
    const [, check = ''] = /```sql\n(.*?)```/su.exec(documentation) ?? [];
    const text = { text: '"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028🦔' };
    await store.append(freshStreams().named('"\\\n\u001f\u007f🦔'), 'no-stream', [
      noted(1, { type: 'тип "\\\t', data: text, meta: text }),
      noted(2),
    ]);
    expect(await owner.query(check)).toEqual([]);
    await owner
      .transaction(async (tx) => {
        await tx.query('ALTER TABLE event_store.events DISABLE TRIGGER refuse_change');
        await tx.query(`UPDATE event_store.events SET data = '{"note":9}' WHERE stream = $1 AND revision = 1`, [
          stream,
        ]);
        expect(await tx.query(check)).toEqual([{ stream, revision: 1 }]);
        await tx.query('DELETE FROM event_store.events WHERE stream = $1 AND revision = 1', [stream]);
        expect(await tx.query(check)).toEqual([{ stream, revision: 2 }]);
        throw new Error('nothing of this stays');
      })
      .catch((error: unknown) => expect(error).toEqual(new Error('nothing of this stays')));
    expect(await owner.query(check)).toEqual([]);
  });

  it('is read in small pages across a wide gap of positions', async () => {
    const [before] = await store.append(freshStreams().named('a'), 'no-stream', notes(1));
    await owner.query(`SELECT setval(pg_get_serial_sequence('event_store.events', 'position'), 1000000)`);
    const [behind] = await store.append(freshStreams().named('b'), 'no-stream', notes(1));
    expect(await Array.fromAsync(store.readAll(before!.position, undefined, 1))).toEqual([behind]);
  });

  it('is not appended to from a snapshot that is older than the lock', async () => {
    const none = `'{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'`;
    const appending = owner.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
      await tx.query(`SELECT event_store.append(${none})`);
    });
    await expect(appending).rejects.toThrow('read committed');
  });

  // On a database whose transactions are serializable unless they say otherwise, no event could be appended.
  it('is appended to whatever the isolation that the database begins with', async () => {
    const strict = new PgDatabase(`${url}?options=-c%20default_transaction_isolation%3Dserializable`);
    const written = await new PostgresEventStore(strict).append(freshStreams().named('a'), 'no-stream', notes(1));
    expect(written).toHaveLength(1);
    await strict.close();
  });
});
