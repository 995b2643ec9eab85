import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Content, type Urls } from '@lib/client';
import { PgDatabase } from '@lib/database';
import { canonicalJson, type JsonObject } from '@lib/event-store';
import { until } from '@lib/messaging/testing';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { endAll, run, startLedger, urlsOf, type Ended, type Program } from '../support/built-program.js';
import { approverOf, auditorOf, ledgerOf } from '../support/login.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { playThrough } from '../support/season.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { tinyFolder, tinyRegion } from '../support/tiny-region.js';

/** An event of the tampered stream, as its row says it. */
type Row = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: any;
  readonly meta: JsonObject;
  readonly recordedAt: string;
  readonly hash: string;
};
/** Whose hashes the administrator has computed anew. */
type Rehashed = 'nothing' | 'what was changed' | 'the stream';

let postgres: RealPostgres;
let database: PgDatabase;
let environment: Readonly<Record<string, string>>;
let program: Program;
let urls: Urls;
let stream: string;
let anchor: string;
let checkpoints: string;
let publicKey: string;

const start = async (): Promise<void> => {
  program = startLedger(environment);
  urls = await urlsOf(program);
};
const audit = (...args: readonly string[]): Promise<Ended> =>
  run('audit', ['--certificates', urls.certificates, '--json', ...args], auditorOf(urls));
/** With what the service has signed, and nothing else from before. */
const auditSigned = (file = checkpoints): Promise<Ended> =>
  audit('--enrollment', urls.enrollment, '--checkpoints', file, '--checkpoint-key', publicKey);
const differencesIn = ({ stdout }: Ended): readonly string[] =>
  (JSON.parse(stdout) as { differences: readonly string[] }).differences;

beforeAll(async () => {
  postgres = await realPostgres();
  const DATABASE_URL = await postgres.createDatabase();
  const folder = await tempFolder();
  [checkpoints, publicKey] = [join(folder, 'checkpoints'), join(folder, 'checkpoint.pub')];
  const keys = generateKeyPairSync('ed25519');
  await writeFile(publicKey, keys.publicKey.export({ format: 'pem', type: 'spki' }));
  await writeFile(join(folder, 'checkpoint.key'), keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  environment = {
    DATA_FOLDER: await tempFolder(),
    DATABASE_URL,
    CLOCK: 'settable',
    CHECKPOINT_FILE: checkpoints,
    CHECKPOINT_KEY_FILE: join(folder, 'checkpoint.key'),
    CHECKPOINT_EVERY_SECONDS: '1',
  };
  anchor = join(await tempFolder(), 'anchor.json');
  await start();
  const ledger = ledgerOf(() => urls);
  await playThrough(
    ledger,
    new Player(
      ledger,
      approverOf(() => urls),
      await readRegionFolder(await tinyFolder()),
      () => undefined,
    ),
  );
  database = new PgDatabase(DATABASE_URL);
  await signedToItsEnd();
  // So that there are two lines at least, however fast the season went.
  const nextYear = tinyRegion.region.replace('2020-autumn', '2021-spring');
  const dated = nextYear.replace('2021-01-01', '2021-06-01').replace('2020-10-01', '2021-01-01');
  const headers = { 'Idempotency-Key': 'next year' };
  const registered = await ledger.certificates.call('POST /financing-programmes', {
    headers,
    body: new Content(dated),
  });
  expect(registered.status).toBe(201);
  await signedToItsEnd();
  expect(await audit('--enrollment', urls.enrollment, '--anchor', anchor)).toMatchObject({ code: 0, stderr: '' });
  // Who owns the table may do this. The role of the services does not.
  await database.query('ALTER TABLE event_store.events DISABLE TRIGGER refuse_change');
  await database.query('CREATE TABLE public.kept AS SELECT * FROM event_store.events');
  const [longest] = await database.query<{ stream: string }>(
    `SELECT stream FROM event_store.events WHERE stream LIKE 'account-%' GROUP BY stream ORDER BY count(*) DESC LIMIT 1`,
  );
  stream = longest!.stream;
});
afterEach(async () => {
  await database.query('DELETE FROM event_store.events');
  await database.query(
    'INSERT INTO event_store.events OVERRIDING SYSTEM VALUE SELECT * FROM public.kept ORDER BY position',
  );
});
afterAll(async () => {
  await database?.close();
  await endAll();
  await postgres?.stop();
  await removeTempFolders();
});

const signedLines = async (): Promise<readonly string[]> =>
  (await readFile(checkpoints, 'utf8').catch(() => '')).split('\n').filter(Boolean);
const lastSigned = async (): Promise<number> =>
  (JSON.parse((await signedLines()).at(-1) ?? '{"events":0}') as { events: number }).events;

const signedToItsEnd = (): Promise<void> =>
  until(async () => (await lastSigned()) === (await database.query('SELECT FROM event_store.events')).length);

const rows = (): Promise<readonly Row[]> =>
  database.query(
    `SELECT id, type, version, data, meta, hash,
       to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt"
     FROM event_store.events WHERE stream = $1 ORDER BY revision`,
    [stream],
  ) as Promise<readonly any[]>;

/** Puts other events in the place of the stream's, at the positions that it had. */
const rewrite = async (change: (events: readonly Row[]) => readonly Row[], rehashed: Rehashed): Promise<void> => {
  const before = await rows();
  const after = change(before);
  const positions = await database.query<{ position: number }>(
    'SELECT position FROM event_store.events WHERE stream = $1 ORDER BY position',
    [stream],
  );
  await database.query('DELETE FROM event_store.events WHERE stream = $1', [stream]);
  let last = '0'.repeat(64);
  // Who drops an event and hides nothing leaves the revisions as they were.
  const gap = rehashed === 'nothing' ? before.findIndex((row, index) => row.id !== after[index]?.id) : before.length;
  const isShorter = after.length < before.length;
  for (const [index, row] of after.entries()) {
    const { hash: recorded, ...event } = row;
    const revision = isShorter && index >= gap ? index + 1 : index;
    const canonical = canonicalJson({ ...event, stream, revision });
    const computed = createHash('sha256').update(Buffer.from(last, 'hex')).update(canonical).digest('hex');
    const isRehashed = rehashed === 'the stream' || (rehashed === 'what was changed' && !before.includes(row));
    last = isRehashed ? computed : recorded;
    await database.query(
      `INSERT INTO event_store.events OVERRIDING SYSTEM VALUE
       VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8::json, $9::timestamptz, $10)`,
      [
        positions[index]!.position,
        stream,
        revision,
        event.id,
        event.type,
        event.version,
        canonicalJson(event.data as JsonObject),
        canonicalJson(event.meta),
        event.recordedAt,
        last,
      ],
    );
  }
};

const firstOf = (events: readonly Row[], type: string): number => {
  const index = events.findIndex((event) => event.type === type);
  expect([type, index]).not.toEqual([type, -1]);
  return index;
};
/** A month that cost a rouble more, and gave a rouble less back or left it in the reserve. */
const dearer = (events: readonly Row[]): readonly Row[] =>
  events.with(firstOf(events, 'MonthDebited'), dearerBy(100, events[firstOf(events, 'MonthDebited')]!));
const dearerBy = (kopecks: number, event: Row): Row => ({
  ...event,
  data: { ...event.data, debited: event.data.debited + kopecks },
});
const without = (type: string) => (events: readonly Row[]) => events.toSpliced(firstOf(events, type), 1);
const withoutTheLast = (events: readonly Row[]): readonly Row[] => events.slice(0, -1);
/** Two debits of months change places; when each was recorded stays. */
const exchanged = (events: readonly Row[]): readonly Row[] => {
  const [one, other] = [
    firstOf(events, 'MonthDebited'),
    events.findLastIndex(({ type }) => type === 'MonthDebited'),
  ] as const;
  expect(one).toBeLessThan(other);
  const at = (there: number, here: number): Row => ({ ...events[there]!, recordedAt: events[here]!.recordedAt });
  return events.with(one, at(other, one)).with(other, at(one, other));
};

describe('an installation whose log is signed, audited with no data from before', () => {
  it('agrees with what was signed', async () => {
    const ended = await auditSigned();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({ checkpoints: (await signedLines()).length, differences: [] });
  });

  it('shows that events changed places, though every sum and every hash is right', async () => {
    await rewrite(exchanged, 'the stream');
    expect((await audit('--enrollment', urls.enrollment)).code).toBe(0);
    const first = firstOf(await rows(), 'MonthDebited');
    expect(differencesIn(await auditSigned())[0]).toMatch(
      new RegExp(`^checkpoint \\d+ of \\S+: ${stream}#${first} at`),
    );
  });

  it('shows that the end of an account was cut off', async () => {
    await rewrite(withoutTheLast, 'nothing');
    expect(differencesIn(await auditSigned())).toContainEqual(
      expect.stringMatching(/^checkpoint \d+ of \S+: the log had \d+ events, and has \d+/),
    );
  });

  it('shows that an event was dropped', async () => {
    const gap = firstOf(await rows(), 'MonthDebited');
    await rewrite(without('MonthDebited'), 'the stream');
    const found = differencesIn(await auditSigned());
    expect(found[0]).toMatch(new RegExp(`^checkpoint \\d+ of \\S+: ${stream}#${gap} at`));
    expect(found).toContainEqual(expect.stringMatching(/^checkpoint \d+ of \S+: the log had \d+ events, and has \d+/));
  });

  it('shows that a line was forged, or taken out', async () => {
    const lines = await signedLines();
    const other = join(await tempFolder(), 'checkpoints');
    const after = async (changed: readonly string[]): Promise<readonly string[]> => {
      await writeFile(other, changed.map((line) => `${line}\n`).join(''));
      const ended = await auditSigned(other);
      expect(ended.code).toBe(1);
      return differencesIn(ended);
    };
    const forged = lines[0]!.replace(/"log":"[0-9a-f]{8}/, '"log":"00000000');
    expect(await after(lines.with(0, forged))).toEqual([
      'checkpoint 1: the signature does not fit',
      expect.stringMatching(/^checkpoint 2: does not follow checkpoint 1/),
    ]);
    expect(await after(lines.slice(1))).toEqual([expect.stringMatching(/^checkpoint 2: does not follow checkpoint 0/)]);
  });
});

describe('an installation with a hostile administrator, audited over HTTP alone', () => {
  it.each<[string, (events: readonly Row[]) => readonly Row[], Rehashed, RegExp]>([
    ['an amount was changed', dearer, 'nothing', /#\d+: the hash does not fit/],
    ['an amount was changed, and its hash', dearer, 'what was changed', /#\d+: the hash does not fit/],
    ['an amount was changed, and every hash', dearer, 'the stream', /spent \d+ in the read model, \d+ in the events/],
    ['an event was dropped', without('MonthDebited'), 'nothing', /#\d+: follows revision \d+/],
    ['an event was dropped, and every hash changed', without('MonthDebited'), 'the stream', /in the events/],
    ['the last event was dropped', withoutTheLast, 'nothing', /in the read model, \d+ in the events/],
    ['events were reordered', exchanged, 'nothing', /#\d+: the hash does not fit/],
    ['events were reordered, and their hashes', exchanged, 'what was changed', /#\d+: the hash does not fit/],
  ])('%s', async (_, change, rehashed, found) => {
    await rewrite(change, rehashed);
    const ended = await audit();
    expect([ended.code, ended.stderr]).toEqual([1, '']);
    expect(differencesIn(ended)).toContainEqual(expect.stringMatching(found));
  });

  it('a conclusion was dropped, which moves no money, and every hash changed: enrolment knows it', async () => {
    await rewrite(without('ContractConcluded'), 'the stream');
    const ended = await audit('--enrollment', urls.enrollment);
    expect(ended.code).toBe(1);
    expect(differencesIn(ended)).toContainEqual(
      expect.stringMatching(/^contract .*: concluded in enrolment, and not in the events$/),
    );
  });

  // What no audit finds by itself: every sum is right, and every hash.
  it('events were reordered, and every hash changed: only an anchor shows it', async () => {
    await rewrite(exchanged, 'the stream');
    expect((await audit('--enrollment', urls.enrollment)).code).toBe(0);
    const ended = await audit('--anchor', anchor);
    expect(ended.code).toBe(1);
    const found = differencesIn(ended);
    expect(found).toContainEqual(expect.stringMatching(/: the anchor has another hash/));
    expect(found).toContainEqual(expect.stringMatching(/first \d+ events of the log are not those of the anchor/));
  });

  it('the ledger is right again when what was taken is put back, also by the anchor', async () => {
    expect(await audit('--enrollment', urls.enrollment, '--anchor', anchor)).toMatchObject({ code: 0, stderr: '' });
  });

  it('an account was rewritten whole, and the read models with it: only what was kept from before or signed shows it', async () => {
    await rewrite((events) => {
      const [issued, expired] = [firstOf(events, 'CertificateIssued'), firstOf(events, 'PeriodExpired')];
      const more = (index: number, field: string): Row => {
        const event = events[index]!;
        return { ...event, data: { ...event.data, [field]: event.data[field] + 100 } };
      };
      return events.with(issued, more(issued, 'nominal')).with(expired, more(expired, 'expired'));
    }, 'the stream');
    await program.end('SIGTERM');
    await database.query(`TRUNCATE certificates.entries, certificates.accounts, certificates.certificates,
        certificates.contract_months, certificates.facts, certificates.month_debits, certificates.co_payments`);
    await database.query('DELETE FROM certificates.projection_position');
    await start();
    expect(differencesIn(await audit('--enrollment', urls.enrollment))).toEqual([]);
    expect((await audit('--anchor', anchor)).code).toBe(1);
    // Nothing from before is needed: what was signed at the time names the stream, the place and the line.
    const issued = firstOf(await rows(), 'CertificateIssued');
    const found = differencesIn(await auditSigned());
    expect(found[0]).toMatch(
      new RegExp(`^checkpoint \\d+ of \\S+: ${stream}#${issued} at position \\S+ is not what was signed at its place`),
    );
  });
});

describe('the program', () => {
  it('says what it found to a person', async () => {
    const { code, stdout } = await run('audit', ['--certificates', `${urls.certificates}/`], auditorOf(urls));
    expect(stdout).toMatch(/^Событий прочитано · Events read: \d+\n/);
    expect([0, 1]).toContain(code);
  });

  it('takes its secret from a file, and never from two places', async () => {
    const { OIDC_CLIENT_SECRET: secret = '', ...login } = auditorOf(urls);
    const file = join(await tempFolder(), 'secret');
    await writeFile(file, `${secret}\n`);
    const asked = ['--certificates', urls.certificates];
    const { code, stdout } = await run('audit', asked, { ...login, OIDC_CLIENT_SECRET_FILE: file });
    expect([[0, 1].includes(code ?? 2), stdout]).toEqual([true, expect.stringContaining('Events read')]);
    const both = await run('audit', asked, { ...auditorOf(urls), OIDC_CLIENT_SECRET_FILE: file });
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('both given') });
  });

  it.each([
    ['nobody is named', [], /--certificates is missing/],
    ['what is named is no address', ['--certificates', 'there'], /Invalid URL/],
    [
      'checkpoints come without a key',
      ['--certificates', 'http://127.0.0.1:1', '--checkpoints', 'there'],
      /--checkpoint-key need each other/,
    ],
    ['an option is misspelt', ['--certificate', 'http://127.0.0.1'], /--certificate/],
  ])('ends with 2 where %s', async (_, args, said) => {
    const { code, stdout, stderr } = await run('audit', args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
  });
});
