import type { EventStore, StoredEvent } from '@lib/event-store';
import { dateAt, type CalendarDate, type Clock } from '@lib/kernel';
import { accountCodec } from '../account/event-catalogue.js';
import { streams } from '../ledger/streams.js';
import type { Programmes } from '../programme/programme.commands.js';
import type { Recorded } from './domain/history.js';

/** What was read of an account, up to its last event then. */
type Known = { readonly log: readonly Recorded[]; readonly hash: string };

/** Some twenty megabytes. */
const EVENTS_KEPT_MAX = 50_000;

/**
 * Reads of one account come from its events, not from a read model: they are never behind. Those of accounts that were read
 * lately are kept: of them the store is asked for the last one, which must be that very one, and for what came behind it.
 */
export class AccountReader {
  private readonly known = new Map<string, Known>();
  private eventsKept = 0;

  constructor(
    private readonly store: EventStore,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** Everything recorded about a holder, and today's date in the region; undefined when nothing is. */
  async read(holder: string): Promise<{ readonly log: readonly Recorded[]; readonly today: CalendarDate } | undefined> {
    const log = (await this.goOn(holder)) ?? (await this.readAnew(holder));
    const programme = log[0] && (await this.programmes.find(log[0].event.financingProgramme));
    return programme && { log, today: dateAt(this.clock.now(), programme.timeZone) };
  }

  /** From what is known of the account; undefined where nothing is, or the store has another event in its place. */
  private async goOn(holder: string): Promise<readonly Recorded[] | undefined> {
    const known = this.known.get(holder);
    const last = known?.log.at(-1);
    if (!known || !last) return undefined;
    const [there, ...news] = await this.store.read(streams.account(holder), last.revision);
    if (there?.hash !== known.hash) return undefined;
    return this.keep(holder, news.length === 0 ? known.log : [...known.log, ...news.map(recordedOf)], [there, ...news]);
  }

  private async readAnew(holder: string): Promise<readonly Recorded[]> {
    const stored = await this.store.read(streams.account(holder));
    return this.keep(holder, stored.map(recordedOf), stored);
  }

  private keep(holder: string, log: readonly Recorded[], stored: readonly StoredEvent[]): readonly Recorded[] {
    this.forget(holder);
    const hash = stored.at(-1)?.hash;
    if (hash === undefined || log.length > EVENTS_KEPT_MAX) return log;
    this.known.set(holder, { log, hash });
    this.eventsKept += log.length;
    for (const [longest] of this.known) {
      if (this.eventsKept <= EVENTS_KEPT_MAX) break;
      this.forget(longest);
    }
    return log;
  }

  private forget(holder: string): void {
    this.eventsKept -= this.known.get(holder)?.log.length ?? 0;
    this.known.delete(holder);
  }
}

const recordedOf = (event: StoredEvent): Recorded => ({
  event: accountCodec.decode(event),
  revision: event.revision,
  recordedAt: event.recordedAt,
});
