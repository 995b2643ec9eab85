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
import { Clock } from '@lib/kernel';
import { CopyLevel, Inbox, Outbox } from '@lib/messaging';
import type { FastifyInstance } from 'fastify';
import { AccountsConsumer } from './application/accounts.consumer.js';
import { ApplicationCommands } from './application/application.commands.js';
import { ApplicationHttp } from './application/application.http.js';
import { applicationJobs } from './application/application.jobs.js';
import { FundsWatch } from './application/funds-watch.js';
import { ChildHttp } from './child/child.http.js';
import { readCsvBodies } from './child/csv-body.http.js';
import { Vault } from './child/vault.js';
import { GroupConsumer } from './group/group.consumer.js';
import { LessonsHttp } from './lessons/lessons.http.js';
import { ProgrammeConsumer } from './programme/programme.consumer.js';

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
  ) {}

  static register({ database, clock, outbox, vaultKey, copyLevel }: EnrollmentOptions): DynamicModule {
    const logger = new Logger('enrollment');
    return {
      module: EnrollmentModule,
      controllers: [ChildHttp, ApplicationHttp, LessonsHttp, GroupConsumer, ProgrammeConsumer, AccountsConsumer],
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Outbox, useValue: outbox },
        { provide: Inbox, useValue: new Inbox('enrollment') },
        { provide: CopyLevel, useValue: copyLevel },
        { provide: Vault, useValue: new Vault(vaultKey) },
        { provide: FundsWatch, useValue: new FundsWatch(database) },
        {
          provide: ApplicationCommands,
          useFactory: (vault: Vault) => new ApplicationCommands(outbox, vault),
          inject: [Vault],
        },
        {
          provide: DayRunner,
          useValue: new DayRunner(database, clock, applicationJobs(database, clock, outbox), (error) =>
            logger.error(error),
          ),
        },
      ],
      exports: [DayRunner],
    };
  }

  onModuleInit(): void {
    readCsvBodies(this.host.httpAdapter.getInstance<FastifyInstance>());
  }

  onApplicationBootstrap(): void {
    this.days.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.watch.close();
    await this.days.stop();
  }
}
