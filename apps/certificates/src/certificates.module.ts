import { DayRunner } from '@lib/clock';
import { Database } from '@lib/database';
import { EventStore } from '@lib/event-store';
import type { Peer } from '@lib/http';
import { Clock } from '@lib/kernel';
import type { Metrics } from '@lib/telemetry';
import type { CheckpointSettings } from '@lib/operations';
import {
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { accountCodec } from './account/event-catalogue.js';
import { AccountCommands } from './account/account.commands.js';
import { AccountConsumer } from './account/account.consumer.js';
import { emptyAccount, evolve, evolveAll, type Account } from './account/domain/account.js';
import type { AccountEvent } from './account/domain/events.js';
import { BalanceProjection } from './balance/balance.projection.js';
import { HolderReach } from './balance/holder-reach.http.js';
import { CertificateController } from './certificate/certificate.http.js';
import { certificatesExamples } from './certificates.examples.js';
import { Closings } from './closing/closing.commands.js';
import { CheckpointRun, type CheckpointParts } from './checkpoint/checkpoint.run.js';
import { ClosingController } from './closing/closing.http.js';
import { DueRun } from './due/due.run.js';
import { EventsController } from './events/events.http.js';
import { EventReader } from './events/events.query.js';
import { ExportedEntries } from './export/entries.query.js';
import { ExportController } from './export/export.http.js';
import { GroupConsumer } from './group/group.consumer.js';
import { StudyGroups } from './group/group.store.js';
import { Ledger } from './ledger/ledger.js';
import { MeasuredStore } from './ledger/measured.store.js';
import { StoredStreamCache } from './ledger/stream-cache.store.js';
import { LimitChanges } from './limit/limit-change.commands.js';
import { LimitChangeController } from './limit/limit-change.http.js';
import { limitKind } from './limit/limit.codec.js';
import { CertificateNumbers } from './number/number.commands.js';
import { PayableController } from './payable/payable.http.js';
import { Payables } from './payable/payable.query.js';
import { Programmes } from './programme/programme.commands.js';
import { ProgrammeController } from './programme/programme.http.js';
import { QuoteController, Quotes } from './quote/quote.http.js';
import { ReportController } from './report/report.http.js';
import { ProgrammeReports } from './report/report.query.js';
import { AccountController } from './statement/account.http.js';
import { AccountReader } from './statement/account.query.js';

export type CertificatesParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly store: EventStore;
  /** Knows who acts for a child. */
  readonly enrollment: Peer;
  /** Undefined: the log is not signed. */
  readonly checkpoints?: CheckpointSettings | undefined;
  /** Told when this process has signed the log to its end. */
  readonly onSigned?: () => void;
};

const CHECKPOINTS = Symbol('what signs the log');

/** Certificate accounting. The only place that knows which adapter is which. */
@Module({})
export class CertificatesModule implements OnApplicationBootstrap, OnModuleDestroy {
  static readonly about = {
    title: 'Certificates',
    description: 'Financing programmes, certificate accounts, statements and quotes.',
    examples: certificatesExamples,
  };

  constructor(
    private readonly projection: BalanceProjection,
    private readonly days: DayRunner,
    @Inject(CHECKPOINTS) private readonly checkpoints: Pick<CheckpointRun, 'start' | 'close'>,
  ) {}

  /** The store, with its appends timed and counted where numbers are told. */
  static measured(store: EventStore, metrics: Metrics | undefined): EventStore {
    return metrics ? new MeasuredStore(store, metrics) : store;
  }

  static register({ database, clock, store, enrollment, checkpoints, onSigned }: CertificatesParts): DynamicModule {
    const logger = new Logger('certificates');
    const onError = (error: unknown): void => logger.error(error);
    const accounts = new Ledger<Account, AccountEvent>(store, clock, {
      codec: accountCodec,
      initial: emptyAccount,
      evolve,
      evolveAll,
    });
    const cache = new StoredStreamCache(database);
    const limits = new Ledger(store, clock, limitKind, cache);
    const programmes = new Programmes(store, clock);
    const numbers = new CertificateNumbers(store, clock, limits, programmes, cache);
    const groups = new StudyGroups(database);
    const reader = new AccountReader(store, programmes, clock);
    const reports = new ProgrammeReports(database, clock);
    const projection = new BalanceProjection(database, store, onError);
    const due = new DueRun(database, projection, accounts, onError);
    const days = new DayRunner(
      database,
      clock,
      {
        service: 'certificates',
        programmes: () => reports.calendars(),
        run: (programme, date) => due.run(programme, date),
      },
      onError,
    );
    return {
      module: CertificatesModule,
      controllers: [
        AccountController,
        CertificateController,
        ClosingController,
        EventsController,
        ExportController,
        QuoteController,
        ProgrammeController,
        LimitChangeController,
        PayableController,
        ReportController,
        AccountConsumer,
        GroupConsumer,
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: CHECKPOINTS, useValue: checkpointRun(checkpoints, { database, clock, store, onSigned }, logger) },
        { provide: AccountCommands, useValue: new AccountCommands(accounts, limits, numbers) },
        { provide: Closings, useValue: new Closings(store, accounts, programmes, clock) },
        { provide: EventReader, useValue: new EventReader(store) },
        { provide: AccountReader, useValue: reader },
        { provide: ExportedEntries, useValue: new ExportedEntries(reader, programmes, groups) },
        { provide: Payables, useValue: new Payables(database, clock, reader, groups) },
        { provide: Quotes, useValue: new Quotes(accounts, limits, numbers, programmes, clock) },
        { provide: Programmes, useValue: programmes },
        { provide: LimitChanges, useValue: new LimitChanges(limits, clock) },
        { provide: ProgrammeReports, useValue: reports },
        { provide: StudyGroups, useValue: groups },
        { provide: BalanceProjection, useValue: projection },
        { provide: HolderReach, useValue: new HolderReach(database, enrollment) },
        { provide: DayRunner, useValue: days },
      ],
    };
  }

  /** Events that the read models do not show yet. */
  lag(): Promise<number> {
    return this.projection.lag();
  }

  onApplicationBootstrap(): void {
    this.projection.start();
    this.days.start();
    this.checkpoints.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.days.stop();
    await this.projection.stop();
    await this.checkpoints.close();
  }
}

const checkpointRun = (
  settings: CheckpointSettings | undefined,
  parts: Omit<CheckpointParts, 'settings' | 'say'>,
  logger: Logger,
): Pick<CheckpointRun, 'start' | 'close'> => {
  const say = (text: string, isFault: boolean): void => (isFault ? logger.error(text) : logger.log(text));
  if (settings) return new CheckpointRun({ ...parts, settings, say });
  return {
    start: () => say('no checkpoints are signed: CHECKPOINT_FILE is not set', false),
    close: async () => undefined,
  };
};
