import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Sql } from '@lib/database';
import { backoffMs, type Clock, type Instant } from '@lib/kernel';
import { Leases, News, causeOf } from '@lib/messaging';
import type { Addresses } from '../address/addresses.js';
import { PAUSE_MAX_MS, delayMs } from '../endpoint/domain/delays.js';
import { isAway, later } from '../endpoint/domain/health.js';
import { noteFailed, noteTaken } from '../endpoint/endpoint.store.js';
import { keepRequest } from '../inbox/inbox.store.js';
import { rotatingUntil, signatureHeaders, type Secrets } from '../secret/secrets.js';
import {
  WAITING,
  dueLanes,
  endTurn,
  holdLane,
  nextDelivery,
  noteAttempt,
  noteDelivered,
  releaseLanes,
  type DueLane,
  type Lane,
  type NextDelivery,
} from './delivery.store.js';
import { outcomeOf, retryAfterMs, saysGone, type Outcome, type Sent } from './domain/outcome.js';
import type { Posted } from './post.js';

/** News may be lost, and time passes without any. */
const LOOK_EVERY_MS = 1_000;
/** While the database is away. */
const OUTAGE = { firstMs: 200, maxMs: 10_000 };
/** After an attempt that could not be recorded. */
const FAULT_MS = 3_000;
/** So long a process that ends waits for the answers to what it has sent. */
const GRACE_MS = 3_000;

/** Requests under way at once: of one endpoint, of one that is away, of all that have failed of late, and of all. */
const OF_ENDPOINT = 4;
const OF_ENDPOINT_AWAY = 1;
const OF_FAILING = 32;
const AT_ONCE = 64;
/** So many messages of a lane before the next one has its turn. */
const TURN = 20;

export type SenderParts = {
  readonly database: Database;
  /** The system's: receivers hold the time of a signature against theirs. */
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly addresses: Addresses;
  readonly post: (posted: Posted & { readonly endpointId: string }, signal: AbortSignal) => Promise<Sent>;
  readonly offAfterDays: number;
  readonly onAttempt: (outcome: Outcome) => void;
  readonly say: (text: string) => void;
};

type Right = Pick<NonNullable<Awaited<ReturnType<Leases['take']>>>, 'isHeld' | 'confirm'>;

/**
 * Sends what waits: of one holder to one endpoint one message after the other, different ones at the same time. One
 * process of the service sends, as long as it has the lease; the others wait. A message is recorded as taken after it was
 * sent: a process that dies in between has it sent again, under the same id.
 */
export class Sender {
  private readonly stopping = new AbortController();
  /** The time for answers is over. */
  private readonly leaving = new AbortController();
  private readonly news = new News();
  private readonly leases: Leases;
  /** By lane, what is under way. */
  private readonly busy = new Map<string, { readonly lane: DueLane; readonly work: Promise<void> }>();
  private running: Promise<void> | undefined;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(private readonly parts: SenderParts) {
    this.leases = new Leases(parts.database, 'webhooks');
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Waits for the requests in hand, for a moment: what is not answered by then is sent again by the next process. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.news.tell();
    const timer = setTimeout(() => this.leaving.abort(), GRACE_MS);
    await this.running;
    clearTimeout(timer);
    await this.stopListening?.().catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { database, say } = this.parts;
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        this.stopListening ??= await database.listen(WAITING, this.news.tell);
        await this.round();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1) say(`nothing is sent: ${causeOf(error)}`);
      }
      if (!this.stopping.signal.aborted)
        await this.news.wait(failures === 0 ? LOOK_EVERY_MS : backoffMs(failures, OUTAGE));
    }
  }

  /** As long as something is due, and the right to send is this process's. */
  private async round(): Promise<void> {
    if ((await this.due()).length === 0) return;
    const lease = await this.leases.take('send');
    if (!lease) return;
    try {
      while (lease.isHeld && !this.stopping.signal.aborted) {
        const found = await this.due();
        for (const lane of found) this.follow(lane, lease);
        if (this.busy.size === 0) return;
        await this.news.wait(LOOK_EVERY_MS);
      }
    } finally {
      await Promise.all([...this.busy.values()].map(({ work }) => work));
      await lease.release();
    }
  }

  /** Lanes that are due and not under way, as many as there is room for. */
  private async due(): Promise<readonly DueLane[]> {
    const { database, clock } = this.parts;
    const underWay = [...this.busy.values()].map(({ lane }) => lane);
    const chosen: DueLane[] = [];
    const count = (is: (lane: DueLane) => boolean): number => [...underWay, ...chosen].filter(is).length;
    for (const lane of await dueLanes(database, clock.now(), 2 * OF_ENDPOINT)) {
      if (this.busy.has(keyOf(lane))) continue;
      const ofEndpoint = count(({ endpointId }) => endpointId === lane.endpointId);
      const isFull =
        ofEndpoint >= (isAway(lane) ? OF_ENDPOINT_AWAY : OF_ENDPOINT) ||
        (lane.failures > 0 && count(({ failures }) => failures > 0) >= OF_FAILING) ||
        count(() => true) >= AT_ONCE;
      if (!isFull) chosen.push(lane);
    }
    return chosen;
  }

  private follow(lane: DueLane, right: Right): void {
    const { say } = this.parts;
    const work = this.turnOf(lane, right)
      .catch(async (error: unknown) => {
        say(`a webhook of endpoint ${lane.endpointId} was not recorded: ${causeOf(error)}`);
        // It is due again: a receiver must not be asked without pause because something is wrong here.
        await sleep(FAULT_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      })
      .finally(() => {
        this.busy.delete(keyOf(lane));
        this.news.tell();
      });
    this.busy.set(keyOf(lane), { lane, work });
  }

  private async turnOf(lane: Lane, right: Right): Promise<void> {
    const { database, clock } = this.parts;
    for (let sent = 0; sent < TURN && right.isHeld && !this.stopping.signal.aborted; sent += 1) {
      const next = await nextDelivery(database, lane, clock.now());
      if (!next) break;
      if (!(await this.deliver(lane, next, right))) return;
    }
    await database.transaction((tx) => endTurn(tx, lane, clock.now()));
  }

  /** True when the message was taken. */
  private async deliver(lane: Lane, next: NextDelivery, right: Right): Promise<boolean> {
    const { database, clock, onAttempt, say } = this.parts;
    const at = clock.now();
    const headers = this.headersOf(lane.endpointId, next, at);
    const since = performance.now();
    const sent = next.url === null ? TAKEN_HERE : await this.send(lane.endpointId, next.url, headers, next.body);
    // Cut off here, and nobody's failure.
    if ('failure' in sent && this.leaving.signal.aborted) return false;
    const outcome = outcomeOf(sent);
    const durationMs = Math.round(performance.now() - since);
    const [status, answer] = 'failure' in sent ? [null, null] : [sent.status, sent.text];
    const off = await database.transaction(async (tx) => {
      if (!(await right.confirm(tx))) throw new Error('another process sends by now');
      await noteAttempt(tx, lane, next, { at, outcome, status, durationMs, answer });
      if (outcome !== 'delivered') return this.hold(lane, next, sent, tx);
      if (next.url === null) await keepRequest(tx, lane.endpointId, { at, headers, body: next.body });
      // The endpoint is locked before any of its lanes, everywhere.
      const wasAway = await noteTaken(tx, lane.endpointId);
      await noteDelivered(tx, lane, next.id, clock.now());
      if (wasAway) await releaseLanes(tx, lane.endpointId, clock.now());
      return undefined;
    });
    onAttempt(outcome);
    if (off) say(`endpoint ${lane.endpointId} is switched off: ${off}`);
    return outcome === 'delivered';
  }

  /** Resolves to why the endpoint was switched off, if it was. */
  private async hold(lane: Lane, next: NextDelivery, sent: Sent, tx: Sql): Promise<string | undefined> {
    const { clock, offAfterDays } = this.parts;
    const now = clock.now();
    const chance = randomInt(1_000) / 1_000;
    const asked = retryAfterMs(sent, Date.parse(now));
    const failed = { now, chance, retryAfterMs: asked, isGone: saysGone(sent) };
    const endpoint = await noteFailed(tx, lane.endpointId, failed, offAfterDays);
    const ownMs = delayMs(next.failures + 1, chance);
    // Of an endpoint that is away any message may be the one that finds out that it is back.
    const mayWaitMs = endpoint && isAway(endpoint) ? Math.min(ownMs, PAUSE_MAX_MS) : ownMs;
    await holdLane(tx, lane, later(now, Math.max(mayWaitMs, Math.min(asked ?? 0, PAUSE_MAX_MS))));
    return endpoint?.off;
  }

  private async send(endpointId: string, text: string, headers: Posted['headers'], body: string): Promise<Sent> {
    const { addresses, post } = this.parts;
    // The settings may have changed since it was registered, and what its name leads to as well.
    const url = addresses.named(text);
    const reached = url && (await addresses.reached(url));
    return url && reached
      ? post({ endpointId, url, addresses: reached, headers, body }, this.leaving.signal)
      : { failure: 'address-forbidden' };
  }

  private headersOf(id: string, { messageId, body, generation, rotatedAt }: NextDelivery, at: Instant) {
    const { secrets } = this.parts;
    const isRotating = rotatingUntil(rotatedAt, at) !== undefined;
    const keys = (isRotating ? [generation, generation - 1] : [generation]).map((one) =>
      secrets.of({ id, generation: one }),
    );
    const timestamp = Math.floor(Date.parse(at) / 1_000);
    return {
      'content-type': 'application/json',
      'user-agent': 'certificate-ledger',
      ...signatureHeaders(keys, { id: messageId, timestamp, body }),
    };
  }
}

const keyOf = ({ endpointId, holder }: Lane): string => `${endpointId} ${holder}`;

/** An inbox takes everything. */
const TAKEN_HERE: Sent = { status: 200, retryAfter: undefined, text: '' };
