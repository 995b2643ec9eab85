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
import { DayRunner, type DayJobs } from '@lib/clock';
import { Database } from '@lib/database';
import { Peer } from '@lib/http';
import { Clock } from '@lib/kernel';
import { CopyLevel, Inbox, Outbox, States } from '@lib/messaging';
import type { MailSettings, VaultKeys } from '@lib/operations';
import type { FastifyInstance } from 'fastify';
import { AccountConsumer } from './account/account.consumer.js';
import { Answers } from './application/answers.http.js';
import { ApplicationCommands } from './application/application.commands.js';
import { Applying } from './application/applying.commands.js';
import { ApplicationController } from './application/application.http.js';
import { applicationJobs } from './application/application.jobs.js';
import { sealNamedChildren } from './application/child-id-sealing.js';
import { FundsWatch } from './application/funds-watch.js';
import { KnownWorld } from './application/known-world.http.js';
import { Lookups } from './application/lookups.js';
import { LostAnswers } from './application/lost-answers.js';
import { ShownTerms } from './application/shown-terms.http.js';
import { Steps } from './application/taking-steps.http.js';
import { Telling } from './application/telling.js';
import { StepController } from './application/step.http.js';
import { BulkController } from './bulk/bulk.http.js';
import { BulkLines } from './bulk/bulk-lines.http.js';
import { BulkRunner } from './bulk/bulk.run.js';
import { forgetJobs } from './bulk/bulk.store.js';
import { Items } from './bulk/items.http.js';
import { CardController } from './card/card.http.js';
import { GuardiansController } from './card/guardians.http.js';
import { ParentCopyController } from './card/parent-copy.http.js';
import { ChildController } from './child/child.http.js';
import { ChildSearchController } from './child/search.http.js';
import { sealChildIds } from './child/child-id-sealing.js';
import { GuardianshipController } from './child/guardianship.http.js';
import { HolderController } from './child/holder.http.js';
import { ProcessingConsentController } from './child/processing-consent.http.js';
import { ConsentTextsController } from './consent/consent.http.js';
import { Consents } from './consent/consent.store.js';
import { enrollmentExamples } from './enrollment.examples.js';
import { ErasureController } from './erasure/erasure.http.js';
import { retain } from './erasure/retention.jobs.js';
import { ExportController } from './export/export.http.js';
import { GroupConsumer } from './group/group.consumer.js';
import { Vault } from './vault/vault.js';
import { openVault } from './vault/vault.store.js';
import { ImportController } from './import/import.http.js';
import { readRegisterBodies } from './import/register-body.http.js';
import { CorrectionWatch } from './lessons/correction-watch.js';
import { LessonsCorrections } from './lessons/corrections.commands.js';
import { CorrectionsController } from './lessons/corrections.http.js';
import { LessonsController } from './lessons/lessons.http.js';
import { reportedSoFar } from './lessons/lessons.query.js';
import { LostLoginController } from './lost-login/lost-login.http.js';
import { LessonsReports } from './lessons/reports.http.js';
import { MailRun } from './mail/mail.run.js';
import { News } from './mail/news.js';
import { SmtpMailer } from './mail/smtp.js';
import { MergeController } from './merge/merge.http.js';
import { MoneyQuotes } from './money/money.http.js';
import { Vouchers } from './money/vouchers.js';
import { MoveController } from './move/move.http.js';
import { ParentController } from './parent/parent.http.js';
import { ProgrammeConsumer } from './programme/programme.consumer.js';
import { QuoteController } from './quote/quote.http.js';
import { Quotes } from './quote/quotes.http.js';
import { ReadLog } from './reads/read-log.js';
import { RegistrationController } from './registration/registration.http.js';
import { refuseUndecided } from './registration/registration.jobs.js';
import { ProviderWords } from './refusal/provider-words.store.js';

import { enrollmentPolicy } from './enrollment.policy.js';

const bulkLines = new BulkLines({
  accept: enrollmentPolicy['POST /bulk-jobs/accept'],
  conclude: enrollmentPolicy['POST /bulk-jobs/conclude'],
  report: enrollmentPolicy['POST /bulk-jobs/report'],
  register: enrollmentPolicy['POST /bulk-jobs/register'],
});

export type EnrollmentOptions = {
  readonly database: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly vaultKeys: VaultKeys;
  /** Whether what is missing from the copies of groups and programmes is missing for good. */
  readonly copyLevel: CopyLevel;
  /** Where `certificates` answers; as `Peer` takes it. */
  readonly certificatesUrl: string;
  /** By which server parents are told that there is news; undefined: by none. */
  readonly mail?: MailSettings | undefined;
};

const CONTROLLERS = [
  HolderController,
  ChildSearchController,
  ImportController,
  ChildController,
  CardController,
  GuardiansController,
  ParentCopyController,
  ParentController,
  ErasureController,
  GuardianshipController,
  LostLoginController,
  ProcessingConsentController,
  RegistrationController,
  MergeController,
  MoveController,
  ApplicationController,
  StepController,
  ConsentTextsController,
  QuoteController,
  ExportController,
  LessonsController,
  CorrectionsController,
  BulkController,
  GroupConsumer,
  ProgrammeConsumer,
  AccountConsumer,
];

/** Applications, contracts and reported lessons. `DayRunner` is exported: who composes the services asks it for `runAll`. */
@Module({})
export class EnrollmentModule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  static readonly about = {
    title: 'Enrollment',
    description: 'Children, applications, contracts and reported lessons.',
    examples: enrollmentExamples,
  };

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(DayRunner) private readonly days: DayRunner,
    @Inject(FundsWatch) private readonly watch: FundsWatch,
    @Inject(LostAnswers) private readonly lost: LostAnswers,
    @Inject(CorrectionWatch) private readonly corrections: CorrectionWatch,
    @Inject(BulkRunner) private readonly bulk: BulkRunner,
    @Inject(MailRun) private readonly mail: MailRun,
  ) {}

  /** @throws WrongVaultKey */
  static async register(options: EnrollmentOptions): Promise<DynamicModule> {
    const { database, clock, outbox, copyLevel } = options;
    const vault = await openVault(database, options.vaultKeys);
    const onError = (error: unknown): void => new Logger('enrollment').error(error);
    const watch = new FundsWatch(database);
    const consents = new Consents(vault);
    const mail = new MailRun(database, vault, options.mail && new SmtpMailer(options.mail), onError);
    const telling = new Telling(outbox, reportedSoFar, mail.news);
    const commands = new ApplicationCommands(telling, vault, consents);
    const known = new KnownWorld(database, copyLevel);
    const vouchers = new Vouchers(vault);
    const money = new MoneyQuotes(new Peer(options.certificatesUrl), vouchers);
    const ofApplications = applicationJobs(database, clock, outbox, commands, mail.news);
    const jobs: DayJobs = {
      ...ofApplications,
      run: async (programme, date) => {
        await ofApplications.run(programme, date);
        await retain(database, clock, date);
        await refuseUndecided({ database, vault, clock }, date);
        await forgetJobs(database, date);
      },
    };
    const days = new DayRunner(database, clock, jobs, onError);
    const lookups = new Lookups(database, vault);
    const answers = new Answers(lookups, clock, days, watch);
    const steps = new Steps(database, clock, commands, answers, lookups);
    const reports = new LessonsReports(database, clock, days, outbox);
    const items = new Items({ sql: database, clock, vault, steps, reports });
    return {
      module: EnrollmentModule,
      controllers: CONTROLLERS,
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Outbox, useValue: outbox },
        { provide: Inbox, useValue: new Inbox('enrollment') },
        { provide: States, useValue: new States('enrollment') },
        { provide: CopyLevel, useValue: copyLevel },
        { provide: Vault, useValue: vault },
        { provide: ProviderWords, useValue: new ProviderWords(vault) },
        { provide: ReadLog, useValue: new ReadLog(database, clock) },
        { provide: Consents, useValue: consents },
        { provide: FundsWatch, useValue: watch },
        { provide: LostAnswers, useValue: new LostAnswers(database, clock, commands, onError) },
        { provide: News, useValue: mail.news },
        { provide: MailRun, useValue: mail },
        { provide: Steps, useValue: steps },
        { provide: LessonsReports, useValue: reports },
        { provide: BulkLines, useValue: bulkLines },
        { provide: BulkRunner, useValue: new BulkRunner(database, clock, items, onError) },
        { provide: ApplicationCommands, useValue: commands },
        { provide: Applying, useValue: new Applying(telling, vault) },
        { provide: LessonsCorrections, useValue: new LessonsCorrections(outbox, vault) },
        { provide: CorrectionWatch, useValue: new CorrectionWatch(database) },
        { provide: KnownWorld, useValue: known },
        { provide: Answers, useValue: answers },
        { provide: Lookups, useValue: lookups },
        { provide: ShownTerms, useValue: new ShownTerms(database, vault, money, consents) },
        { provide: Vouchers, useValue: vouchers },
        { provide: Quotes, useValue: new Quotes(database, vault, known, money) },
        { provide: DayRunner, useValue: days },
      ],
      exports: [DayRunner],
    };
  }

  async onModuleInit(): Promise<void> {
    await sealChildIds(this.database, this.vault);
    await sealNamedChildren(this.database, this.vault);
    readRegisterBodies(this.host.httpAdapter.getInstance<FastifyInstance>());
  }

  onApplicationBootstrap(): void {
    this.days.start();
    this.lost.start();
    this.bulk.start();
    this.mail.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.watch.close();
    this.corrections.close();
    await this.lost.stop();
    await this.bulk.stop();
    await this.mail.stop();
    await this.days.stop();
  }
}
