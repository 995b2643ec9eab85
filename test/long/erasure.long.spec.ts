import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { PgDatabase, PgliteDatabase, type Database } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { endAll, startLedger, urlsOf, type Program } from '../support/built-program.js';
import { recordConsent } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock } from '../support/http-client.js';
import { approverOf, asPerson, ledgerOf } from '../support/login.js';
import { everything, openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

// What was lost: whoever was erased was still named by applications, kept answers, indexes, pages and the log of the
// database, and by every dump that was made after.

const CHILDREN = 1_000;
const ERASED = 100;
/** Nobody else has these. */
const MARK = 'z7q';
const BIRTH_DATE = '2009-02-27';
const WORDS = 'аллергия на арахис';

const childId = (index: number): string => `${index < ERASED ? MARK : 'kept'}-${index}`;
const row = (index: number): string =>
  index < ERASED
    ? `${childId(index)},${BIRTH_DATE},2442,категория-${MARK}-${index}`
    : `${childId(index)},2010-03-01,2442,general`;

/** In UTF-8 and in UTF-16, as a page of the database or a file may have it. */
const TRACES = [MARK, BIRTH_DATE, WORDS].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
const tracesIn = (bytes: Buffer, traces: readonly Buffer[] = TRACES): readonly string[] =>
  traces.filter((trace) => bytes.includes(trace)).map((trace) => trace.toString());

/** Every row of every table, as a dump has it. */
const dumpOf = async (database: Database): Promise<string> => {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(nspname) || '.' || quote_ident(relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    rows.push(...found.map((one) => `${name} ${one.row}`));
  }
  return rows.join('\n');
};

const filesOf = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** Applications in every state, refusals with words, guardians and reads of cards, for whom is erased and for others. */
const live = async (urls: Urls): Promise<void> => {
  const region = roomyRegion(0);
  const rows = Array.from({ length: CHILDREN }, (_, index) => row(index));
  await openSeason(urls, { ...region, children: `${region.children.trim()}\n${rows.join('\n')}\n` });
  const { enrollment } = urls as { enrollment: string };
  await post(`${enrollment}/applications`, `unknown ${MARK}`, {
    childId: `${MARK}-unknown`,
    groupId: '100',
    start: '2020-10-06',
  });
  for (let index = 0; index < ERASED * 2; index++) {
    const id = childId(index);
    const key = (what: string): string => `${what} ${id}`;
    const { json } = await post(`${enrollment}/applications`, key('apply'), {
      childId: id,
      groupId: '100',
      start: '2020-10-06',
    });
    const at = `${enrollment}/applications/${json.id}`;
    if (index % 4 === 0) await post(`${at}/withdraw`, key('withdraw'), {});
    if (index % 4 === 1) await post(`${at}/refuse`, key('refuse'), { reason: 'other', words: `${WORDS} ${id}` });
    if (index % 4 >= 2) {
      await post(`${at}/accept`, key('accept'), {});
      await recordConsent(at);
      await post(`${at}/conclude`, key('conclude'), {}, { prefer: 'wait=30' });
    }
    if (index % 10 === 0) {
      const code = await post(`${enrollment}/guardianships/codes`, key('code'), { childId: id, relation: 'guardian' });
      await post(
        `${enrollment}/guardianships`,
        key('claim'),
        { code: code.json.code },
        await asPerson(enrollment, 'parent'),
      );
      await registered(enrollment, index, 'confirm', { childId: id, as: 'existing' });
      await registered(enrollment, index, 'refuse', { reason: 'twice' });
      const card = await call(`${enrollment}/children/${id}/card?why=appeal`);
      expect([card.status, card.json.lastName]).toEqual([200, id]);
    }
  }
  await setClock(urls, '2020-11-05T05:00:00Z');
  await post(`${enrollment}/lessons`, 'lessons', { groupId: '100', month: '2020-10', held: 4, planned: 8 });
  await setClock(urls, '2021-02-01T05:00:00Z');
  await quiet(urls);
  await registeredByJobs(enrollment);
};

/** A register says who children are: in a job that is done, and in one that ends before its turn. */
const registeredByJobs = async (enrollment: string): Promise<void> => {
  const items = Array.from({ length: ERASED / 5 }, (_, index) => ({
    ...saidOf(index * 10 + 5),
    childId: childId(index * 10 + 5),
  }));
  const jobs = `${enrollment}/bulk-jobs`;
  const { json: job } = await post(`${jobs}/register`, 'a job', { items });
  await until(async () => (await call(`${jobs}/${job.id}`)).json.state === 'done');
  expect((await call(`${jobs}/${job.id}`)).json).toMatchObject({ ok: items.length });
  const { json: other } = await post(`${jobs}/register`, 'another job', { items });
  await post(`${jobs}/${other.id}/cancel`, 'no job', {});
  await until(async () => (await call(`${jobs}/${other.id}`)).json.endedAt !== null);
};

const saidOf = (index: number) => ({
  lastName: childId(index),
  firstName: 'Мария',
  birthDate: index < ERASED ? BIRTH_DATE : '2010-03-01',
  document: { kind: 'passport', number: childId(index) },
  address: index < ERASED ? WORDS : 'Минусинск',
  municipality: 2442,
  category: 'general',
});

/** A parent says who the child is, and the register decides. */
const registered = async (enrollment: string, index: number, decision: string, body: object): Promise<void> => {
  const url = `${enrollment}/registrations`;
  const key = `${decision} ${childId(index)}`;
  const { json } = await post(url, `register to ${key}`, saidOf(index), await asPerson(enrollment, 'parent'));
  expect((await post(`${url}/${json.id}/${decision}`, key, body)).status).toBe(200);
};

const erase = async (urls: Urls): Promise<void> => {
  const program = ledgerOf(() => urls).enrollment;
  const second = approverOf(() => urls).enrollment;
  for (let index = 0; index < ERASED; index++) {
    const asked = await program.call('POST /erasures', {
      headers: { 'Idempotency-Key': `erase ${childId(index)}` },
      body: { childId: childId(index), reason: 'request' },
    });
    expect([index, asked.status]).toEqual([index, 201]);
    const path = { id: (asked.body as { id: string }).id };
    const done = await second.call('POST /erasures/{id}/approve', {
      headers: { 'Idempotency-Key': `agree ${childId(index)}` },
      path,
    });
    expect([index, done.status]).toEqual([index, 200]);
  }
};

/** Nobody of those who were erased is known, everybody else is, and every account still verifies. */
const expectSound = async (urls: Urls): Promise<void> => {
  const { enrollment } = urls as { enrollment: string };
  expect((await call(`${enrollment}/children/${childId(0)}`)).status).toBe(404);
  expect((await call(`${enrollment}/children/${childId(ERASED)}`)).status).toBe(200);
  const applications = await everything(`${enrollment}/applications`);
  expect(applications.filter(({ childId: id }) => id === null)).toHaveLength(ERASED);
  expect(applications.filter(({ childId: id }) => String(id).startsWith('kept'))).toHaveLength(ERASED);
  const audit = await auditInstallation(
    ledgerOf(() => urls),
    { asksEnrollment: true },
  );
  expect(audit.differences).toEqual([]);
  expect(audit.accounts).toBeGreaterThanOrEqual(ERASED);
};

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe('a hundred of a thousand children, erased by two', () => {
  let postgres: RealPostgres;
  beforeAll(async () => {
    postgres = await realPostgres();
  });
  afterAll(() => postgres.stop());

  const started = async (environment: Readonly<Record<string, string>>): Promise<{ ledger: Program; urls: Urls }> => {
    const ledger = startLedger({ CLOCK: 'settable', ...environment });
    return { ledger, urls: await urlsOf(ledger) };
  };

  it('are in no table, file of the data folder, log, kept answer or dump of the embedded database', async () => {
    const folder = await freshStore();
    const { ledger, urls } = await started({ DATA_FOLDER: folder, LOG_LEVEL: 'debug' });
    await live(urls);
    await erase(urls);
    await expectSound(urls);
    const ended = await ledger.end('SIGTERM');
    expect(tracesIn(Buffer.from(`${ended.stdout}${ended.stderr}`))).toEqual([]);
    for (const file of await filesOf(folder)) expect([file, tracesIn(await readFile(file))]).toEqual([file, []]);
    const database = await PgliteDatabase.open(folder);
    const dump = await dumpOf(database);
    await database.close();
    expect(tracesIn(Buffer.from(dump))).toEqual([]);
    // The search finds what there is to find.
    expect(tracesIn(Buffer.from(dump), [Buffer.from('2442-2020-autumn')])).toHaveLength(1);
    const again = await started({ DATA_FOLDER: folder });
    await expectSound(again.urls);
    await again.ledger.end('SIGTERM');
  });

  it('nor can anybody find them again by what they were found by, on a PostgreSQL server', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const { ledger, urls } = await started({ DATA_FOLDER: await tempFolder(), DATABASE_URL });
    const database = new PgDatabase(DATABASE_URL);
    try {
      await live(urls);
      const found = await database.query<{ index: string; holder: string; key: string }>(
        `SELECT encode(child_index, 'hex') AS index, holder_id::text AS holder, encode(p.key, 'hex') AS key
         FROM enrollment.children JOIN enrollment.people p USING (holder_id)`,
      );
      const before = new Map<string, (typeof found)[number]>(found.map((one) => [one.holder, one]));
      await erase(urls);
      const kept = new Set(
        (await database.query<{ holder: string }>('SELECT holder_id::text AS holder FROM enrollment.children')).map(
          ({ holder }) => holder,
        ),
      );
      const dump = Buffer.from(await dumpOf(database));
      const gone = [...before.values()].filter(({ holder }) => !kept.has(holder));
      expect(gone).toHaveLength(ERASED);
      for (const { index, key } of gone) expect(tracesIn(dump, [Buffer.from(index), Buffer.from(key)])).toEqual([]);
      const [other] = [...before.values()].filter(({ holder }) => kept.has(holder));
      expect(tracesIn(dump, [Buffer.from(other?.index ?? '')])).toHaveLength(1);
      await expectSound(urls);
    } finally {
      await database.close();
    }
    await ledger.end('SIGTERM');
  });
});
