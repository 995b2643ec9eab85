import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { migrate, type PgliteDatabase } from '@lib/database';
import { EventStoreUnavailable } from '@lib/event-store';
import { Controller, Logger, Scope, type INestApplication, type OnModuleInit, type Type } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { defer, timer, type Observable } from 'rxjs';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { accepted, until } from '../contract/fixtures.testing.js';
import { LocalTransport, Outbox, connectTransport, messagingMigrations, outboxMigrations } from '../index.js';

const TOPIC = enrollmentContracts.name;
const SCHEMA = 'enrollment';

/** What all the handlers below do. */
const account = {
  handled: [] as string[],
  refusal: undefined as Error | undefined,
  starts: 0,
  calls: 0,
  take(message: WireMessage): void {
    this.calls += 1;
    if (this.refusal) throw this.refusal;
    this.handled.push(message.key);
  },
};

@Controller()
class WithPromise implements OnModuleInit {
  onModuleInit(): void {
    account.starts += 1;
  }

  @EventPattern(TOPIC)
  async on(@Payload() message: WireMessage): Promise<void> {
    account.take(message);
  }
}

@Controller()
class WithStream {
  @EventPattern(TOPIC)
  on(@Payload() message: WireMessage): Observable<unknown> {
    return defer(() => {
      account.take(message);
      return timer(1);
    });
  }
}

@Controller({ scope: Scope.REQUEST })
class PerMessage {
  @EventPattern(TOPIC)
  async on(@Payload() message: WireMessage): Promise<void> {
    account.take(message);
  }
}

@Controller()
class WithAnswer {
  @MessagePattern(TOPIC)
  on(): string {
    return 'an answer';
  }
}

describe('connectTransport', () => {
  let database: PgliteDatabase;
  let app: INestApplication;
  let outbox: Outbox;
  let transport: LocalTransport;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await freshPglite();
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    await migrate(database, SCHEMA, [...outboxMigrations(SCHEMA), ...messagingMigrations(SCHEMA)]);
    outbox = new Outbox(database, SCHEMA, [enrollmentContracts]);
    const pace = {
      attempts: { attemptsMax: 2, firstMs: 1, maxMs: 1 },
      outage: { firstMs: 1, maxMs: 2 },
      pollMs: 1_000,
    };
    transport = new LocalTransport({ consumer: 'account', database, schema: SCHEMA, logs: [outbox], pace });
    Object.assign(account, { handled: [], refusal: undefined, starts: 0, calls: 0 });
  });
  afterEach(() => app.close());

  const host = async (...controllers: Type[]): Promise<void> => {
    const module = await Test.createTestingModule({ controllers }).compile();
    app = module.createNestApplication(new FastifyAdapter(), { logger: false });
  };
  const run = async (controller: Type): Promise<void> => {
    await host(controller);
    connectTransport(app, transport);
    await app.init();
    await app.startAllMicroservices();
  };
  const send = (...keys: readonly string[]): Promise<void> =>
    database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, keys.map(accepted)));

  describe.each([WithPromise, WithStream, PerMessage])('takes messages to a handler $name', (controller) => {
    it('and awaits it', async () => {
      await run(controller);
      await send('anna', 'boris');
      await transport.idle();
      expect(account.handled.toSorted()).toEqual(['anna', 'boris']);
      expect(await transport.parking.list()).toEqual([]);
    });

    it('and parks with the cause that it threw', async () => {
      account.refusal = new RangeError('the month is closed', { cause: new Error('inner') });
      await run(controller);
      await send('anna');
      await transport.idle();
      const [parked] = await transport.parking.list();
      expect(parked?.cause).toBe('RangeError: the month is closed ← Error: inner');
    });

    it('and waits, parking nothing, while what the handler needs is away', async () => {
      account.refusal = new EventStoreUnavailable('away');
      await run(controller);
      await send('anna');
      await until(() => account.calls > 5);
      account.refusal = undefined;
      await transport.idle();
      expect(account.handled).toEqual(['anna']);
      expect(await transport.parking.list({ status: 'released' })).toEqual([]);
    });
  });

  it('runs the hooks of the modules once', async () => {
    await run(WithPromise);
    expect(account.starts).toBe(1);
  });

  it('lets the application end the transport', async () => {
    await run(WithPromise);
    await app.close();
    await send('anna');
    expect(await transport.lag()).toBe(1);
    expect(account.handled).toEqual([]);
  });

  it('refuses two handlers of one topic, and handlers that answer', async () => {
    await host(WithPromise, WithStream);
    connectTransport(app, transport);
    await expect(app.startAllMicroservices()).rejects.toThrow(`${TOPIC} has two handlers`);
    await app.close();
    await host(WithAnswer);
    connectTransport(app, transport);
    await expect(app.startAllMicroservices()).rejects.toThrow('messages have no answer');
  });

  it('must be used: where Nest hides the causes, everything waits and nothing is parked', async () => {
    account.refusal = new Error('any');
    await host(WithPromise);
    app.connectMicroservice({ strategy: transport });
    await app.startAllMicroservices();
    await send('anna');
    await until(() => account.calls > 5);
    account.refusal = undefined;
    await transport.idle();
    expect(account.handled).toEqual(['anna']);
  });
});
