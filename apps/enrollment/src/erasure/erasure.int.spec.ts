import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actFor } from '@lib/actor';
import type { Database } from '@lib/database';
import { calendarDate, instant, newId, type Clock } from '@lib/kernel';
import { beginGuardianship } from '../child/guardianship.commands.js';
import { foundBy } from '../child/found-by.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { insertParent, parentsOf } from '../parent/parent.store.js';
import { confirmNew, register } from '../registration/registration.commands.js';
import { Vault } from '../vault/vault.js';
import { approveErasure, askErasure, dropErasure } from './erasure.commands.js';
import { retain } from './retention.jobs.js';

let database: Database;
let service: RunningEnrollment;
beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database);
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const NOW = instant('2020-09-21T05:00:00Z');
const holderOf = async (childId: string): Promise<string> => (await service.get(`/children/${childId}`)).body.holderId!;
const ask = async (childId: string, by = 'vera') => {
  const holderId = await holderOf(childId);
  return database.transaction((tx) => askErasure(tx, { holderId, reason: 'request', by }, NOW));
};
const approve = (id: string, by: string) => database.transaction((tx) => approveErasure(tx, { id, by }, NOW));
const all = (): Promise<string> =>
  Promise.all(
    [
      'people',
      'children',
      'applications',
      'provider_words',
      'idempotency_keys',
      'guardianships',
      'registrations',
      'outbox',
      'erasures',
    ].map((table) => database.query(`SELECT t::text FROM enrollment.${table} t`)),
  ).then((tables) => JSON.stringify(tables));

describe('a child', () => {
  it('is erased when a second person agrees, and not by one alone', async () => {
    await service.importChildren('24-777001,2008-06-26,2442,general');
    const asked = await ask('24-777001');
    if (!asked.ok) throw new Error(asked.error.reason);
    const { id } = asked.value;
    expect(await approve(id, 'vera')).toEqual({ ok: false, error: { reason: 'second-person-needed' } });
    expect((await service.get('/children/24-777001')).status).toBe(200);
    expect(await approve(id, 'boris')).toMatchObject({ ok: true, value: { state: 'done', decidedBy: 'boris' } });
    expect((await service.get('/children/24-777001')).status).toBe(404);
    expect(await approve(id, 'boris')).toEqual({ ok: false, error: { reason: 'erasure-decided' } });
  });

  it('is not erased while a contract runs or an application is open', async () => {
    const { id } = await service.apply('1');
    expect(await ask('1')).toEqual({ ok: false, error: { reason: 'contracts-live', contracts: 1 } });
    await service.act(id, 'withdraw');
    const asked = await ask('1');
    if (!asked.ok) throw new Error(asked.error.reason);
    await service.apply('1');
    expect(await approve(asked.value.id, 'boris')).toMatchObject({ error: { reason: 'contracts-live' } });
    expect(await database.transaction((tx) => dropErasure(tx, { id: asked.value.id, by: 'vera' }, NOW))).toMatchObject({
      ok: true,
      value: { state: 'dropped' },
    });
  });

  // A notice is revoked on the day of its entry: the contract of an erased child would have come back.
  it('is not erased on the day of a notice', async () => {
    await service.importChildren('24-778004,2008-06-26,2442,general');
    const application = await service.apply('24-778004');
    for (const step of ['accept', 'conclude']) await service.act(application.id, step);
    await service.deliver(service.fundsReserved(application));
    await service.act(application.id, 'terminate', { by: 'family' });
    expect((await service.application(application.id)).state).toBe('withdrawn');
    expect(await ask('24-778004')).toEqual({ ok: false, error: { reason: 'contracts-live', contracts: 1 } });
  });

  it('waits once', async () => {
    await service.importChildren('24-777002,2008-06-26,2442,general');
    const both = await Promise.all([ask('24-777002', 'vera'), ask('24-777002', 'boris')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await ask('24-777002')).toEqual({ ok: false, error: { reason: 'erasure-waiting' } });
  });

  // Its number stayed in kept answers, in applications that were refused, and in the reads of others.
  it('leaves its id, its index and its words nowhere', async () => {
    expect((await service.apply('24-777003')).reason).toBe('unknown-child');
    await service.importChildren('24-777003,2008-06-26,2442,general');
    const { id } = await service.apply('24-777003');
    await service.act(id, 'refuse', { words: 'аллергия' });
    const [row] = await database.query<{ index: string }>(
      `SELECT encode(child_index, 'hex') AS index FROM enrollment.applications WHERE child_index IS NOT NULL
       ORDER BY number DESC LIMIT 1`,
    );
    expect(await all()).toContain(row?.index);
    const asked = await ask('24-777003');
    if (!asked.ok) throw new Error(asked.error.reason);
    const person = { kind: 'person', name: 'boris', proven: true, occasion: 'POST /erasures/:id/approve' } as const;
    expect(await actFor(person, () => approve(asked.value.id, 'boris'))).toMatchObject({ ok: true });
    expect(await all()).not.toMatch(new RegExp(`777003|аллергия|${row?.index}`));
    expect((await service.application(id)).childId).toBeNull();
  });
});

describe('a child that its parent has registered', () => {
  it('leaves nothing of who it is, what it was found by, or who registered it', async () => {
    const vault = service.app.get(Vault);
    const said = {
      lastName: 'Кедрова',
      firstName: 'Мария',
      birthDate: calendarDate('2012-06-26'),
      document: { kind: 'snils' as const, number: '777-004' },
      address: 'Шушенское',
      municipality: 2442,
      category: 'general',
    };
    const person = newId();
    const asked = await database.transaction((tx) => register(tx, vault, { person, said }, NOW));
    if (!asked.ok) throw new Error(asked.error.reason);
    const { documentIndex, nameIndex } = foundBy(vault, said);
    const traces = [person, 'Кедрова', 'Шушенское', '777004', ...[documentIndex, nameIndex].map(hex)];
    const tracesLeft = async () => {
      const left = await all();
      return traces.filter((trace) => left.includes(trace));
    };
    const confirmed = { id: asked.value.id, childId: '24-777004', by: 'vera' };
    await database.transaction((tx) => confirmNew(tx, vault, confirmed, NOW));
    expect(await tracesLeft()).toEqual([person, ...[documentIndex, nameIndex].map(hex)]);
    const erasure = await ask('24-777004');
    if (!erasure.ok) throw new Error(erasure.error.reason);
    await approve(erasure.value.id, 'boris');
    expect(await tracesLeft()).toEqual([]);
  });
});

const hex = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('hex');

describe('the calendar of retention', () => {
  const standing = { now: () => NOW } as Clock;
  const isThere = async (childId: string): Promise<boolean> =>
    (await service.get(`/children/${childId}`)).status === 200;

  it('erases whom nothing has concerned for five whole years', async () => {
    await service.importChildren('24-1,2008-06-26,2442,general', '24-2,2008-06-26,2442,general');
    const { id } = await service.apply('24-2');
    await service.act(id, 'withdraw');
    await retain(database, standing, calendarDate('2025-12-31'));
    expect([await isThere('24-1'), await isThere('24-2')]).toEqual([true, true]);
    await database.query("UPDATE enrollment.applications SET last_day = '2021-05-31' WHERE id = $1", [id]);
    await retain(database, standing, calendarDate('2026-01-01'));
    expect([await isThere('24-1'), await isThere('24-2')]).toEqual([false, true]);
    await retain(database, standing, calendarDate('2027-01-01'));
    expect(await isThere('24-2')).toBe(false);
  });

  it('leaves who has an open application', async () => {
    await service.importChildren('24-3,2008-06-26,2442,general');
    await service.apply('24-3');
    await retain(database, standing, calendarDate('2030-01-01'));
    expect(await isThere('24-3')).toBe(true);
  });

  it('forgets what parents have said of themselves who have acted for nobody as long', async () => {
    await service.importChildren('24-5,2008-06-26,2442,general');
    const holderId = await holderOf('24-5');
    const vault = service.app.get(Vault);
    const [silent, acting, waiting] = [newId(), newId(), newId()];
    const said = {
      lastName: 'Кедров',
      firstName: 'Пётр',
      birthDate: calendarDate('2012-06-26'),
      document: { kind: 'snils' as const, number: '777-005' },
      address: 'Шушенское',
      municipality: 2442,
      category: 'general',
    };
    await database.transaction(async (tx) => {
      for (const person of [silent, acting, waiting])
        await insertParent(
          tx,
          vault,
          { person, said: { lastName: 'Кедрова', firstName: 'Анна' }, version: newId() },
          NOW,
        );
      await beginGuardianship(tx, { holderId, person: acting, relation: 'guardian' }, NOW);
      await register(tx, vault, { person: waiting, said }, NOW);
    });
    const left = async (date: string): Promise<readonly boolean[]> => {
      // The register goes on speaking of the child.
      await database.query(`UPDATE enrollment.children SET registered_at = $2 WHERE holder_id = $1`, [holderId, date]);
      await retain(database, standing, calendarDate(date));
      const known = await parentsOf(database, vault, [silent, acting, waiting]);
      const keys = await database.query<{ person: string }>('SELECT holder_id AS person FROM enrollment.people');
      expect(keys.filter(({ person }) => [silent, acting, waiting].includes(person))).toHaveLength(known.size);
      return [silent, acting, waiting].map((person) => known.has(person));
    };
    expect(await left('2025-12-31')).toEqual([true, true, true]);
    expect(await left('2026-01-01')).toEqual([false, true, true]);
    await database.query("UPDATE enrollment.guardianships SET ended_at = '2026-03-01' WHERE person = $1", [acting]);
    await database.query(
      "UPDATE enrollment.registrations SET state = 'refused', asked_at = '2025-12-31' WHERE person = $1",
      [waiting],
    );
    expect(await left('2031-12-31')).toEqual([false, true, false]);
    expect(await left('2032-01-01')).toEqual([false, false, false]);
  });

  it('forgets who looked as long ago', async () => {
    await database.query('TRUNCATE enrollment.reads');
    await service.get(`/children/24-3/card?why=appeal`);
    const count = async () => (await database.query('SELECT 1 FROM enrollment.reads')).length;
    await retain(database, standing, calendarDate('2025-06-01'));
    expect(await count()).toBe(1);
    await retain(database, standing, calendarDate('2026-01-01'));
    expect(await count()).toBe(0);
  });
});

describe('a read of what the vault holds', () => {
  it('is recorded before it is told, and shown with what for', async () => {
    await database.query('TRUNCATE enrollment.reads');
    await service.importChildren('24-4,2008-06-26,2442,general');
    expect((await service.get('/children/24-4/card')).body).toMatchObject({ type: '/problems/purpose-missing' });
    const { status, body } = await service.get('/children/24-4/card?why=appeal');
    expect([status, body]).toMatchObject([
      200,
      { childId: '24-4', birthDate: '2008-06-26', municipality: 2442, category: 'general' },
    ]);
    await Promise.all(Array.from({ length: 30 }, () => service.get('/children/24-4/copy?why=inspection')));
    const first = await service.get('/children/24-4/reads?limit=20');
    const second = await service.get(`/children/24-4/reads?limit=20&cursor=${String(first.body['next'])}`);
    const items = [...(first.body['items'] as unknown[]), ...(second.body['items'] as unknown[])];
    expect(items).toHaveLength(31);
    expect(items.at(-1)).toMatchObject({ what: 'card', why: 'appeal', by: { kind: 'integration' } });
  });

  it('is not told where it cannot be recorded', async () => {
    await database.query('ALTER TABLE enrollment.reads RENAME TO reads_away');
    const { status, body } = await service.get('/children/24-4/card?why=appeal');
    await database.query('ALTER TABLE enrollment.reads_away RENAME TO reads');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('2008');
    expect((await service.get('/children/24-4/card?why=appeal')).status).toBe(200);
  });
});
