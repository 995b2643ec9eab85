import { clockMigrations } from '@lib/clock';
import { migrate, type Database } from '@lib/database';
import { PostgresEventStore, eventStoreMigrations, type EventStore } from '@lib/event-store';
import { HTTP_SETTINGS, Peer, createHttpApp, type HttpAccess, type HttpSettings } from '@lib/http';
import { calendarDate, derivedId, kopecks, newId } from '@lib/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { freshPglite, freshPostgres } from '../../../test/support/fresh-store.js';
import { AccountCommands, type ReserveRequest } from './account/account.commands.js';
import { BalanceProjection } from './balance/balance.projection.js';
import { certificatesMigrations } from './certificates.migrations.js';
import { CertificatesModule } from './certificates.module.js';
import { FixedClock } from './ledger/store.testing.js';
import { programmeId, type FinancingProgramme } from './programme/domain/programme.js';
import { Programmes } from './programme/programme.commands.js';
import { regionFile } from './programme/region-file.js';

type Answered = { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: Body };
// Whatever the service answered: the specs compare it whole.
type Body = Readonly<Record<string, unknown>>;

/** The season of a town, with as many changes as a test needs. */
export const aRegion = (more: Partial<FinancingProgramme> = {}): FinancingProgramme => ({
  ...regionFile.parse({
    region: '24',
    name: 'Край',
    timeZone: 'Asia/Krasnoyarsk',
    municipality: { id: 2442, name: 'г. Минусинск' },
    certificateNumber: { prefix: '24', length: 10 },
    period: { id: '2020-autumn', from: '2020-10-01', toExclusive: '2021-01-01' },
    rules: {},
    groups: [{ id: 'general', name: 'Дети', nominalKopecks: 190_000 }],
  }),
  ...more,
});

/** A database with the service's schemas: the given one, or a fresh one on the server of the run. */
export const openDatabase = async (empty?: Database): Promise<Database> => {
  const database = empty ?? (await freshPostgres());
  await migrate(database, 'clock', clockMigrations);
  await migrate(database, 'event_store', eventStoreMigrations);
  await migrate(database, 'certificates', certificatesMigrations);
  return database;
};

/** One instance of the service at noon of 2020-10-05 in Krasnoyarsk. The database and a store of one's own stay open. */
export class RunningCertificates {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: FixedClock,
    readonly store: EventStore,
    readonly database: Database,
  ) {}

  static async open(
    database: Database,
    store: EventStore = new PostgresEventStore(database),
    access: HttpAccess = 'open',
    settings: HttpSettings = HTTP_SETTINGS,
  ): Promise<RunningCertificates> {
    const clock = new FixedClock('2020-10-05T05:00:00.000Z');
    const module = CertificatesModule.register({
      database,
      clock,
      store,
      enrollment: new Peer('http://127.0.0.1:9'),
    });
    const app = await createHttpApp(module, {
      title: 'certificates',
      description: '',
      access,
      settings,
      logger: false,
    });
    return new RunningCertificates(app, clock, store, database);
  }

  post(path: string, body: unknown, key: string = newId()): Promise<Answered> {
    return this.ask('POST', path, { 'idempotency-key': key }, body);
  }

  /** Somebody posts who gives himself this name. */
  postAs(name: string, path: string, body: unknown = {}, key: string = newId()): Promise<Answered> {
    return this.ask('POST', path, { 'idempotency-key': key, 'client-name': name }, body);
  }

  get(path: string): Promise<Answered> {
    return this.ask('GET', path, {});
  }

  /** The read models, level with the log. */
  caughtUp(): Promise<void> {
    return this.app.get(BalanceProjection).caughtUp();
  }

  async register(settings: FinancingProgramme): Promise<string> {
    const registered = await this.app.get(Programmes).register(settings);
    if (!registered.ok) throw new Error(registered.error.reason);
    return registered.value.programme;
  }

  /** A place of a child is asked for and, if the money is there, the contract is concluded. Resolves to the contract's id. */
  async enrol(child: string, settings: FinancingProgramme, more: Partial<ReserveRequest> = {}): Promise<string> {
    const { from, toExclusive } = settings.period;
    const contract = more.contract ?? newId();
    const request: ReserveRequest = {
      holder: holderOf(child),
      contract,
      on: calendarDate('2020-10-05'),
      category: 'general',
      terms: {
        financingProgramme: programmeId(settings),
        group: '700000',
        module: '900000',
        provider: '22003',
        direction: 'technical',
        start: from,
        groupFirstDay: from,
        groupLastDay: calendarDate(toExclusive > '2020-12-31' ? '2020-12-31' : toExclusive),
        price: kopecks(60_000),
        normativeCost: kopecks(50_000),
      },
      ...more,
    };
    const commands = this.app.get(AccountCommands);
    const reserved = await commands.reserve(request, settings, { commandId: `reserve ${contract}` });
    if (!reserved.ok) throw new Error(JSON.stringify(reserved.error));
    await commands
      .handle(
        request.holder,
        { type: 'Conclude', on: request.on, contract, completeness: [] },
        { commandId: `open ${contract}` },
      )
      .catch(() => undefined);
    return contract;
  }

  close(): Promise<void> {
    return this.app.close();
  }

  async ask(method: 'GET' | 'POST', url: string, headers: Record<string, string>, body?: unknown): Promise<Answered> {
    const payload = body === undefined ? {} : { payload: body as object };
    const answer = await this.app.inject({ method, url, headers: { 'accept-language': 'en', ...headers }, ...payload });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Body>() };
  }
}

/** The surrogate id of a child. */
export const holderOf = (child: string): string => derivedId('holder', child);

/**
 * One instance of the service in Vyborg's autumn of 2019, embedded, on a store into which the spec writes what it wants. Its
 * database is its own, to be closed behind it.
 */
export const inVyborg = async (
  store: EventStore,
  { now, nominalKopecks }: { readonly now: string; readonly nominalKopecks: number },
): Promise<RunningCertificates> => {
  const service = await RunningCertificates.open(await openDatabase(await freshPglite()), store);
  service.clock.at = now;
  await service.register(
    regionFile.parse({
      region: '47',
      name: 'Ленинградская область',
      timeZone: 'Europe/Moscow',
      municipality: { id: 4705, name: 'Выборгский район' },
      certificateNumber: { prefix: '47', length: 10 },
      period: { id: '2019-autumn', from: '2019-09-01', toExclusive: '2020-01-01' },
      rules: { reserveAt: 'application' },
      groups: [{ id: 'general', name: 'Дети', nominalKopecks }],
    }),
  );
  return service;
};
