import { isIPv6 } from 'node:net';
import { KnownUntil, type Caller } from '@lib/access';
import type { FastifyReply } from 'fastify';
import { ProblemError } from './problem.js';

/** How many requests are taken within a minute; 0: any number. */
export type RateSettings = {
  /** Of one login. */
  readonly perMinute: number;
  /** Of one address, without a login or with one that does not hold. */
  readonly anonymousPerMinute: number;
  /** Of the logins of these programs and people, by the names they are recorded under. */
  readonly clients: ReadonlyMap<string, number>;
};

export const RATE_SETTINGS: RateSettings = { perMinute: 6_000, anonymousPerMinute: 6_000, clients: new Map() };

const MINUTE_MS = 60_000;
/** So many logins and as many addresses are counted at once. */
const COUNTED_MAX = 10_000;

type Count = { taken: number; readonly until: number };

/**
 * Counts what each login and each address asks of this process, in minutes that begin with its first request. Logins and
 * addresses apart: whoever comes from ever new addresses makes no login forgotten. Of too many those are forgotten that
 * have not asked for longest.
 */
export class RequestRates {
  private readonly logins: Counts;
  private readonly addresses: Counts;

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly settings: RateSettings,
    now: () => number = () => performance.now(),
    max = COUNTED_MAX,
  ) {
    this.logins = new Counts('login', now, max);
    this.addresses = new Counts('address', now, max);
  }

  /** @throws ProblemError 429 `too-many-requests` */
  takeOfLogin({ kind, name }: Caller, reply: FastifyReply): void {
    const { clients, perMinute } = this.settings;
    this.logins.take(`${kind} ${name}`, clients.get(name) ?? perMinute, reply);
  }

  /** @throws ProblemError 429 `too-many-requests` */
  takeOfAddress(address: string, reply: FastifyReply): void {
    this.addresses.take(networkOf(address), this.settings.anonymousPerMinute, reply);
  }

  /** How many of each are counted. */
  get counted(): { readonly logins: number; readonly addresses: number } {
    return { logins: this.logins.size, addresses: this.addresses.size };
  }

  /** What came from an address has turned out to be of a login. */
  giveBack(address: string): void {
    this.addresses.giveBack(networkOf(address));
  }
}

class Counts {
  private readonly counts: KnownUntil<Count>;

  constructor(
    private readonly of: 'login' | 'address',
    private readonly now: () => number,
    max: number,
  ) {
    this.counts = new KnownUntil(max);
  }

  get size(): number {
    return this.counts.size;
  }

  /** The headers are those of draft-ietf-httpapi-ratelimit-headers-11. */
  take(key: string, perMinute: number, reply: FastifyReply): void {
    if (perMinute === 0) return void reply.removeHeader('ratelimit').removeHeader('ratelimit-policy');
    const now = this.now();
    const count = this.counts.get(key, now) ?? { taken: 0, until: now + MINUTE_MS };
    const isOver = count.taken >= perMinute;
    if (!isOver) count.taken += 1;
    // Anew, and so as the last to be forgotten.
    this.counts.keep(key, count, count.until);
    const seconds = Math.ceil((count.until - now) / 1000);
    void reply.header('ratelimit-policy', `"${this.of}";q=${perMinute};w=${MINUTE_MS / 1000}`);
    void reply.header('ratelimit', `"${this.of}";r=${perMinute - count.taken};t=${seconds}`);
    if (isOver) throw tooManyRequests(seconds);
  }

  giveBack(key: string): void {
    const count = this.counts.get(key, this.now());
    if (count && count.taken > 0) count.taken -= 1;
  }
}

/** @param retryAfterSeconds when it may be asked again */
export const tooManyRequests = (retryAfterSeconds: number): ProblemError =>
  new ProblemError(429, 'too-many-requests', { retryAfterSeconds });

/** What counts as one address: of IPv6 a network of 64 bits, which one machine may have for itself. */
const networkOf = (address: string): string => {
  const version4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (version4 !== undefined) return version4;
  if (!isIPv6(address)) return address;
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
};
