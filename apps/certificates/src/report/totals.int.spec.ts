import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clockMigrations } from '@lib/clock';
import { PgDatabase, migrate, type Database } from '@lib/database';
import { eventStoreMigrations } from '@lib/event-store';
import { SystemClock, calendarDate, derivedId, instant, kopecks, month, timeZone } from '@lib/kernel';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { accountCodec } from '../account/event-catalogue.js';
import { AccountCommands } from '../account/account.commands.js';
import type { AccountEvent } from '../account/domain/events.js';
import { certificatesMigrations } from '../certificates.migrations.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';
import { streams } from '../ledger/streams.js';
import { programmeId } from '../programme/domain/programme.js';
import { ProgrammeReports } from './report.query.js';

let postgres: RealPostgres;
beforeAll(async () => {
  postgres = await realPostgres();
});
afterAll(() => postgres.stop());

type Totals = {
  readonly issued: number;
  readonly balanced: boolean;
  readonly grantedKopecks: number;
  readonly availableKopecks: number;
  readonly reservedKopecks: number;
  readonly debitedKopecks: number;
  readonly expiredKopecks: number;
  readonly coPaymentKopecks: number;
  readonly debitedByMonth: readonly { month: string; debitedKopecks: number }[];
  readonly trialBalance: Readonly<Record<string, number>>;
};
const totalsOf = async (service: RunningCertificates, programme: string, query = ''): Promise<Totals> => {
  const { status, body } = await service.get(`/financing-programmes/${programme}/totals${query}`);
  expect([status, body]).toStrictEqual([200, body]);
  // What parents owe grows with the day; co-payments.int.spec.ts has it.
  const { coPaymentDueKopecks: _, ...totals } = body;
  return totals as unknown as Totals;
};

describe.each([
  ['PGlite', async (): Promise<Database> => openDatabase(await freshPglite())],
  ['PostgreSQL', async (): Promise<Database> => openDatabase()],
] as const)('the totals of a programme on %s', (_, open) => {
  let database: Database;
  let service: RunningCertificates;
  const region = aRegion();
  const programme = programmeId(region);
  beforeAll(async () => {
    database = await open();
    service = await RunningCertificates.open(database);
    await service.register(region);
  });
  afterAll(async () => {
    await service.close();
    await service.store.close();
    await database.close();
  });

  // They were four statements at four moments, over accounts that ran ahead of their entries: some answers of a hundred
  // said `balanced: false`, and no test asked while somebody wrote.
  it('balance at every moment while eight writers work', async () => {
    let isWriting = true;
    const writer = async (number: number): Promise<void> => {
      for (let turn = 0; turn < 6; turn++) {
        const child = `${number} ${turn % 3}`;
        const contract = await service.enrol(child, region);
        const command = { type: 'Terminate', on: calendarDate('2020-10-05'), contract, by: 'family' } as const;
        if (turn % 3 === 0)
          await service.app
            .get(AccountCommands)
            .handle(
              holderOf(child),
              { ...command, lastDay: calendarDate('2020-10-31') },
              { commandId: `end ${contract}` },
            );
      }
    };
    const reader = async (): Promise<readonly Totals[]> => {
      const seen: Totals[] = [];
      while (isWriting) {
        seen.push(await totalsOf(service, programme));
        // An answer of the embedded database needs no turn of anybody else.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return seen;
    };
    // Two processes keep the read models; one of them is behind the other's back.
    const other = await RunningCertificates.open(database);
    const keeper = async (instance: RunningCertificates): Promise<void> => {
      while (isWriting) await instance.caughtUp();
    };
    const reading = reader();
    const keeping = [keeper(service), keeper(other)];
    await Promise.all(Array.from({ length: 8 }, (__, number) => writer(number)));
    isWriting = false;
    await Promise.all(keeping);
    const seen = [...(await reading)];
    await other.close();
    await service.caughtUp();
    seen.push(await totalsOf(service, programme));
    const moving = seen.filter(({ issued }, index) => issued !== seen[index - 1]?.issued);
    expect(moving.length).toBeGreaterThan(3);
    expect(seen.filter(({ balanced }) => !balanced)).toStrictEqual([]);
    expect(seen.at(-1)).toMatchObject({ issued: 24, grantedKopecks: 24 * 190_000, balanced: true });
  });

  it('balance whatever is written between two of their statements', async () => {
    let children = 0;
    const busy: Pick<Database, 'query'> = {
      query: async (text, values) => {
        await service.enrol(`in between ${children++}`, region);
        await service.caughtUp();
        return database.query(text, values);
      },
    };
    const reports = new ProgrammeReports(busy as Database, new SystemClock());
    expect(await reports.totals(programme, timeZone('Asia/Krasnoyarsk'), {})).toMatchObject({ balanced: true });
    expect(children).toBeGreaterThan(0);
  });

  it('of a day, and as they were known, are what the entries said', async () => {
    const before = await totalsOf(service, programme);
    service.clock.at = '2020-11-02T05:00:00.000Z';
    const contract = await service.enrol('late', region, { on: calendarDate('2020-11-02') });
    service.clock.at = '2020-11-09T05:00:00.000Z';
    await service.app.get(AccountCommands).handle(
      holderOf('late'),
      {
        type: 'ReportLessons',
        on: calendarDate('2020-11-03'),
        contract,
        month: month('2020-10'),
        held: 1,
        planned: 2,
      },
      { commandId: 'lessons' },
    );
    await service.caughtUp();
    const now = await totalsOf(service, programme);
    expect(await totalsOf(service, programme, '?knownAt=2020-11-01T00:00:00Z')).toStrictEqual({
      ...before,
      knownAt: '2020-11-01T00:00:00.000Z',
    });
    expect(await totalsOf(service, programme, '?asOf=2020-10-31')).toStrictEqual({ ...before, asOf: '2020-10-31' });
    expect(await totalsOf(service, programme, '?asOf=2020-11-09&knownAt=2020-12-31T00:00:00%2B07:00')).toStrictEqual({
      ...now,
      asOf: '2020-11-09',
      knownAt: '2020-12-30T17:00:00.000Z',
    });
    const reserve = await totalsOf(service, programme, '?asOf=2020-11-02');
    expect(await totalsOf(service, programme, '?knownAt=2020-11-08T00:00:00Z')).toMatchObject({
      debitedByMonth: reserve.debitedByMonth,
      issued: now.issued,
      balanced: true,
    });
    expect(reserve.debitedKopecks).toBeGreaterThan(now.debitedKopecks);
    expect(now.coPaymentKopecks).toBe(before.coPaymentKopecks + 10_000);
  });

  it('take what was known as a prefix of each account, though a clock went back between two entries', async () => {
    service.clock.at = '2020-11-10T05:00:00.000Z';
    const contract = await service.enrol('set back', region, { on: calendarDate('2020-11-09') });
    service.clock.at = '2020-11-09T23:00:00.000Z';
    await service.app
      .get(AccountCommands)
      .handle(
        holderOf('set back'),
        { type: 'Release', on: calendarDate('2020-11-09'), contract, reason: 'withdrawn' },
        { commandId: 'release' },
      );
    await service.caughtUp();
    const known = await totalsOf(service, programme, '?knownAt=2020-11-10T00:00:00Z');
    const earlier = await totalsOf(service, programme, '?knownAt=2020-11-09T12:00:00Z');
    expect(known.reservedKopecks).toBe(earlier.reservedKopecks);
    expect(known.balanced).toBe(true);
  });

  it.each(['asOf=2020-02-30', 'knownAt=yesterday', 'from=2020-10-01', 'asof=2020-10-01'])(
    'refuse %s, which they cannot answer',
    async (query) => {
      const [name] = query.split('=');
      expect(await service.get(`/financing-programmes/${programme}/totals?${query}`)).toMatchObject({
        status: 400,
        body: { type: '/problems/invalid-request', errors: [{ pointer: `?${name}` }] },
      });
    },
  );

  it.each(['asOf=2020-10-31', 'knownAt=2020-10-31T00:00:00Z'])(
    'and the list of certificates, which is of now, refuses %s',
    async (query) => {
      expect(await service.get(`/financing-programmes/${programme}/certificates?${query}`)).toMatchObject({
        status: 400,
        body: { errors: [{ code: 'unknown-field' }] },
      });
    },
  );

  // Amounts of an earlier version add up beyond what JSON carries: every question was a 500 from the second certificate on.
  it('are told also where earlier amounts add up to more than JSON carries', async () => {
    const vast = { ...aRegion(), municipality: { id: 2443, name: 'Тогда' } };
    await service.register(vast);
    const nominal = kopecks(Number.MAX_SAFE_INTEGER);
    for (const child of ['vast 1', 'vast 2']) {
      const event: AccountEvent = {
        type: 'CertificateIssued',
        on: calendarDate('2020-10-05'),
        financingProgramme: programmeId(vast),
        certificateGroup: 'general',
        number: '2400000001',
        unit: 'kopeck',
        nominal,
        from: vast.period.from,
        toExclusive: vast.period.toExclusive,
      };
      await service.store.append(streams.account(holderOf(child)), 'no-stream', [
        {
          ...accountCodec.encode(event),
          id: derivedId(child),
          meta: {},
          recordedAt: instant('2020-10-05T00:00:00Z'),
        },
      ]);
    }
    await service.caughtUp();
    expect(await totalsOf(service, programmeId(vast))).toMatchObject({
      issued: 2,
      grantedKopecks: Number.MAX_SAFE_INTEGER,
      trialBalance: { budget: Number.MIN_SAFE_INTEGER, available: Number.MAX_SAFE_INTEGER },
      balanced: true,
    });
  });

  it('show two children of one old number as two certificates, page by page', async () => {
    const url = '/financing-programmes/2443-2020-autumn/certificates?limit=1';
    const first = await service.get(url);
    const second = await service.get(`${url}&cursor=${String(first.body['next'])}`);
    const rows = [first, second].flatMap(({ body }) => body['items'] as { holder: string; number: string }[]);
    expect(rows.map(({ holder }) => holder).sort()).toStrictEqual([holderOf('vast 1'), holderOf('vast 2')].sort());
    expect(rows.map(({ number }) => number)).toStrictEqual(['2400000001', '2400000001']);
    expect(second.body['next']).toBeUndefined();
    const ofBefore = Buffer.from('["2400000001"]').toString('base64url');
    expect(await service.get(`${url}&cursor=${ofBefore}`)).toMatchObject({ status: 400 });
  });

  it('stand beside a list of the programmes, of all or of a municipality', async () => {
    const { body } = await service.get('/financing-programmes?limit=1');
    expect(body['items']).toStrictEqual([
      {
        programme,
        municipality: 2442,
        municipalityName: 'г. Минусинск',
        region: '24',
        regionName: 'Край',
        timeZone: 'Asia/Krasnoyarsk',
        from: '2020-10-01',
        toExclusive: '2021-01-01',
      },
    ]);
    const next = await service.get(`/financing-programmes?cursor=${String(body['next'])}`);
    expect(next.body).toMatchObject({ items: [{ municipality: 2443 }] });
    const one = await service.get('/financing-programmes?municipality=2443');
    expect(one.body).toMatchObject({ items: [{ programme: '2443-2020-autumn' }] });
    expect((await service.get('/financing-programmes?municipality=1')).body).toStrictEqual({ items: [] });
  });
});

describe('read models of an earlier version', () => {
  it('are built anew from the log, and keep what is not in it', async () => {
    const database = await freshPglite();
    await migrate(database, 'clock', clockMigrations);
    await migrate(database, 'event_store', eventStoreMigrations);
    const grown = certificatesMigrations.findIndex(({ name }) => name === '0002-what-was-known-when');
    await migrate(database, 'certificates', certificatesMigrations.slice(0, grown));
    await database.query(
      `INSERT INTO certificates.study_groups (id, sequence, state) VALUES ('700000', 0, '{}');
       INSERT INTO certificates.projection_position (position) VALUES ('7');
       INSERT INTO certificates.entries VALUES ('${holderOf('a')}', 0, 0, 'p', '2020-10-05', 'budget', -1);
       INSERT INTO certificates.certificates
         VALUES ('${holderOf('a')}', 'p', '2400000001', 'general', 1, 1, 0, 0, 0, false)`,
    );
    await migrate(database, 'certificates', certificatesMigrations);
    const service = await RunningCertificates.open(database);
    const region = aRegion();
    await service.register(region);
    await service.enrol('b', region);
    await service.caughtUp();
    expect(await totalsOf(service, programmeId(region))).toMatchObject({ issued: 1, balanced: true });
    expect(await database.query('SELECT holder FROM certificates.certificates')).toHaveLength(1);
    expect(await database.query('SELECT id FROM certificates.study_groups')).toHaveLength(1);
    await service.close();
    await service.store.close();
    await database.close();
  });

  it('are written whole by whichever of two instances comes first', async () => {
    const url = await postgres.createDatabase();
    const database = await openDatabase(new PgDatabase(url));
    const [one, two] = [await RunningCertificates.open(database), await RunningCertificates.open(new PgDatabase(url))];
    const region = aRegion();
    await one.register(region);
    for (let child = 0; child < 30; child++) await one.enrol(`child ${child}`, region);
    await Promise.all([one.caughtUp(), two.caughtUp(), one.caughtUp(), two.caughtUp()]);
    for (const instance of [one, two])
      expect(await totalsOf(instance, programmeId(region))).toMatchObject({ issued: 30, balanced: true });
    await one.close();
    await two.close();
    await one.store.close();
    await two.store.close();
    await two.database.close();
    await database.close();
  });
});
