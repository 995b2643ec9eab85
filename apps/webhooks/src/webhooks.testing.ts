import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { certificatesAccounts, encode, type CertificatesAccountsOutgoing, type WireMessage } from '@lib/contracts';
import { migrate, type Database } from '@lib/database';
import { createHttpApp, type HttpAccess } from '@lib/http';
import { Clock, derivedId, instant, newId, type Instant } from '@lib/kernel';
import type { WebhookSettings } from '@lib/operations';
import { Webhook } from 'standardwebhooks';
import { freshPostgres } from '../../../test/support/fresh-store.js';
import type { Resolve } from './address/addresses.js';
import { Sender } from './delivery/sender.js';
import { IntakeConsumer } from './intake/intake.consumer.js';
import { webhooksMigrations } from './webhooks.migrations.js';
import { WebhooksModule } from './webhooks.module.js';

/** The system's time when it was made, moved on by hand alone: no pause ends because the machine is slow. */
class MovedClock extends Clock {
  private nowMs = Date.now();
  now(): Instant {
    return instant(new Date(this.nowMs));
  }
  onJump(): () => void {
    return () => undefined;
  }
  move(ms: number): void {
    this.nowMs += ms;
  }
}

export const openDatabase = async (empty?: Database): Promise<Database> => {
  const database = empty ?? (await freshPostgres());
  await migrate(database, 'webhooks', webhooksMigrations);
  return database;
};

type Answered = { readonly status: number; readonly body: any };
type Options = {
  readonly settings?: Partial<WebhookSettings>;
  readonly clock?: MovedClock;
  readonly key?: Buffer;
  readonly access?: HttpAccess;
  readonly resolve?: Resolve;
};

const SETTINGS: WebhookSettings = { ports: [443], internal: [], offAfterDays: 5, keepDays: 30, ca: undefined };

/** The service with nothing in it. A second one on the same database, with the same key, is another process of it. */
export const openWebhooks = async (
  database: Database,
  { settings, clock = new MovedClock(), key = randomBytes(32), access = 'open', resolve }: Options = {},
) => {
  const whole = { ...SETTINGS, ...settings };
  const module = WebhooksModule.register({ database, settings: whole, key, clock, ...(resolve && { resolve }) });
  const app = await createHttpApp(module, { title: 'webhooks', description: '', access, logger: false });
  const ask = async (method: 'GET' | 'POST', url: string, body?: object, by = 'program'): Promise<Answered> => {
    const headers = { authorization: `Bearer ${by}`, 'accept-language': 'en', 'client-name': by };
    const keyed = method === 'POST' ? { 'idempotency-key': newId() } : {};
    const payload = body === undefined ? {} : { payload: body };
    const answer = await app.inject({ method, url, headers: { ...headers, ...keyed }, ...payload });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  const get = (url: string, by?: string): Promise<Answered> => ask('GET', url, undefined, by);
  const post = (url: string, body?: object, by?: string): Promise<Answered> => ask('POST', url, body, by);
  return {
    app,
    clock,
    get,
    post,
    /** Registers an endpoint. */
    endpoint: async (url?: string, more: object = {}): Promise<{ id: string; secret: string }> => {
      const { status, body } = await post('/endpoints', { ...(url && { url }), ...more });
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body;
    },
    tell: (...messages: readonly WireMessage[]): Promise<void> => tellTo(app.get(IntakeConsumer), messages),
    /** Time passes, and the sender looks. */
    move: async (ms: number): Promise<void> => {
      clock.move(ms);
      await database.query(`SELECT pg_notify('webhooks_waiting', '')`);
    },
    /** Whatever waits for its next attempt is due. */
    passPauses: async (): Promise<void> => {
      await database.query(`UPDATE webhooks.lanes SET next_at = 'epoch'`);
      await database.query('UPDATE webhooks.endpoints SET next_at = NULL');
      await database.query(`SELECT pg_notify('webhooks_waiting', '')`);
    },
    /** The attempts of an endpoint, the oldest first. */
    attempts: async (id: string): Promise<readonly any[]> =>
      (await get(`/endpoints/${id}/attempts?limit=500`)).body.items.toReversed(),
    /** The sender ends, as when its process is told to; the rest goes on. */
    stopSending: (): Promise<void> => app.get(Sender).close(),
    close: () => app.close(),
  };
};

export type Webhooks = Awaited<ReturnType<typeof openWebhooks>>;

/** Nothing is left of what was before. */
export const emptied = async (database: Database): Promise<void> => {
  await database.query(
    `TRUNCATE webhooks.endpoints, webhooks.messages, webhooks.deliveries, webhooks.lanes, webhooks.attempts,
       webhooks.requests, webhooks.inbox, webhooks.settled_keys, webhooks.leases, webhooks.idempotency_keys`,
  );
};

const tellTo = async (consumer: IntakeConsumer, messages: readonly WireMessage[]): Promise<void> => {
  for (const message of messages) await consumer.takeOfCertificates(message);
};

/** What certificates tell of a holder: a place in its line, and whatever fits. */
export const fact = (holder: string, sequence: number): WireMessage => {
  const [key, at] = [derivedId(holder), '2020-10-01T05:00:00.000Z'];
  const data = {
    contract: derivedId(holder, 'contract'),
    holder: key,
    on: '2020-10-01',
    financingProgramme: 'minusinsk-2020',
    unit: 'kopeck',
    reason: 'insufficient-funds',
  };
  const message = { id: derivedId(holder, sequence), key, time: at, recordedTime: at, causationId: 'a command' };
  return encode(
    certificatesAccounts,
    { ...message, type: 'reservation-refused', data } as CertificatesAccountsOutgoing,
    sequence,
  );
};

export type Received = {
  readonly at: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly holder: string;
  readonly sequence: number;
  readonly id: string;
};

/** A foreign server: remembers what it was sent, and answers as it is told. */
export const startReceiver = async (
  answer: (received: Received, ...reply: Parameters<RequestListener>) => void = taken,
) => {
  const received: Received[] = [];
  const readers = new Set<() => void>();
  let how = answer;
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const { holder, sequence } = JSON.parse(body) as Pick<Received, 'holder' | 'sequence'>;
      const id = String(request.headers['webhook-id']);
      const one = {
        at: performance.now(),
        path: request.url ?? '',
        headers: request.headers,
        body,
        holder,
        sequence,
        id,
      };
      received.push(one);
      how(one, request, reply);
      for (const reader of readers) reader();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/webhooks`,
    received,
    answers: (next: typeof answer): void => void (how = next),
    /** Resolves when that holds; looked at after each request. */
    until: async (holds: () => boolean): Promise<void> => {
      for (;;) {
        if (holds()) return;
        const { promise, resolve } = Promise.withResolvers<void>();
        readers.add(resolve);
        await promise;
        readers.delete(resolve);
      }
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

const taken = (_: Received, ...[, reply]: Parameters<RequestListener>): void => void reply.writeHead(204).end();

/** An answer with a status. */
export const withStatus =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  (_: Received, ...[, reply]: Parameters<RequestListener>): void =>
    void reply.writeHead(status, headers).end(`status ${status}`);

/** Whether a foreign library takes the signature. */
export const isVerified = (secret: string, { headers, body }: Pick<Received, 'headers' | 'body'>): boolean => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};
