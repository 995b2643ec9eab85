import {
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DayRunner } from '@lib/clock';
import { Database } from '@lib/database';
import { Peer } from '@lib/http';
import { Clock } from '@lib/kernel';
import { CopyLevel, Inbox, Outbox, States } from '@lib/messaging';
import type { FastifyInstance } from 'fastify';
import { AccountConsumer } from './account/account.consumer.js';
import { Answers } from './application/answers.http.js';
import { ApplicationCommands } from './application/application.commands.js';
import { ApplicationController } from './application/application.http.js';
import { applicationJobs } from './application/application.jobs.js';
import { FundsWatch } from './application/funds-watch.js';
import { KnownWorld } from './application/known-world.http.js';
import { LostAnswers } from './application/lost-answers.js';
import { ShownTerms } from './application/shown-terms.http.js';
import { StepController } from './application/step.http.js';
import { ChildController } from './child/child.http.js';
import { GuardianshipController } from './child/guardianship.http.js';
import { Vault } from './child/vault.js';
import { ExportController } from './export/export.http.js';
import { GroupConsumer } from './group/group.consumer.js';
import { HolderController } from './holder/holder.http.js';
import { ImportController } from './import/import.http.js';
import { readRegisterBodies } from './import/register-body.http.js';
import { CorrectionWatch } from './lessons/correction-watch.js';
import { LessonsCorrections } from './lessons/corrections.commands.js';
import { CorrectionsController } from './lessons/corrections.http.js';
import { LessonsController } from './lessons/lessons.http.js';
import { reportedSoFar } from './lessons/lessons.query.js';
import { MoneyQuotes } from './money/money.http.js';
import { ProgrammeConsumer } from './programme/programme.consumer.js';
import { QuoteController } from './quote/quote.http.js';
import { Quotes } from './quote/quotes.http.js';
import { ProviderWords } from './refusal/provider-words.store.js';

export type EnrollmentOptions = {
  readonly database: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  /** The installation's master key, 32 bytes: it wraps the key of every person. */
  readonly vaultKey: Buffer;
  /** Whether what is missing from the copies of groups and programmes is missing for good. */
  readonly copyLevel: CopyLevel;
  /** Where `certificates` answers; as `Peer` takes it. */
  readonly certificatesUrl: string;
};

/** Applications, contracts and reported lessons. `DayRunner` is exported: who composes the services asks it for `runAll`. */
@Module({})
export class EnrollmentModule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  static readonly about = {
    title: 'Enrollment',
    description: 'Children, applications, contracts and reported lessons.',
  };

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(DayRunner) private readonly days: DayRunner,
    @Inject(FundsWatch) private readonly watch: FundsWatch,
    @Inject(LostAnswers) private readonly lost: LostAnswers,
    @Inject(CorrectionWatch) private readonly corrections: CorrectionWatch,
  ) {}

  static register(options: EnrollmentOptions): DynamicModule {
    const { database, clock, outbox, copyLevel } = options;
    const logger = new Logger('enrollment');
    const vault = new Vault(options.vaultKey);
    const watch = new FundsWatch(database);
    const commands = new ApplicationCommands(outbox, vault, reportedSoFar);
    const known = new KnownWorld(database, copyLevel);
    const money = new MoneyQuotes(new Peer(options.certificatesUrl));
    const days = new DayRunner(database, clock, applicationJobs(database, clock, outbox, commands), (error) =>
      logger.error(error),
    );
    return {
      module: EnrollmentModule,
      controllers: [
        HolderController,
        ImportController,
        ChildController,
        GuardianshipController,
        ApplicationController,
        StepController,
        QuoteController,
        ExportController,
        LessonsController,
        CorrectionsController,
        GroupConsumer,
        ProgrammeConsumer,
        AccountConsumer,
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Outbox, useValue: outbox },
        { provide: Inbox, useValue: new Inbox('enrollment') },
        { provide: States, useValue: new States('enrollment') },
        { provide: CopyLevel, useValue: copyLevel },
        { provide: Vault, useValue: vault },
        { provide: ProviderWords, useValue: new ProviderWords(vault) },
        { provide: FundsWatch, useValue: watch },
        {
          provide: LostAnswers,
          useValue: new LostAnswers(database, clock, commands, (error) => logger.error(error)),
        },
        { provide: ApplicationCommands, useValue: commands },
        { provide: LessonsCorrections, useValue: new LessonsCorrections(outbox, vault) },
        { provide: CorrectionWatch, useValue: new CorrectionWatch(database) },
        { provide: KnownWorld, useValue: known },
        { provide: Answers, useValue: new Answers(clock, days, watch) },
        { provide: ShownTerms, useValue: new ShownTerms(database, vault, money) },
        { provide: Quotes, useValue: new Quotes(database, vault, known, money) },
        { provide: DayRunner, useValue: days },
      ],
      exports: [DayRunner],
    };
  }

  onModuleInit(): void {
    readRegisterBodies(this.host.httpAdapter.getInstance<FastifyInstance>());
  }

  onApplicationBootstrap(): void {
    this.days.start();
    this.lost.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.watch.close();
    this.corrections.close();
    await this.lost.stop();
    await this.days.stop();
  }
}
