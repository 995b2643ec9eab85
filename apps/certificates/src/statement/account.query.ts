import type { EventStore } from '@lib/event-store';
import { dateAt, type CalendarDate, type Clock } from '@lib/kernel';
import { accountCodec } from '../account/event-catalogue.js';
import { streams } from '../ledger/streams.js';
import type { Programmes } from '../programme/programme.commands.js';
import type { Recorded } from './domain/history.js';

/** Reads of one account come from its events, not from a read model: they are never behind. */
export class AccountReader {
  constructor(
    private readonly store: EventStore,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** Everything recorded about a holder, and today's date in the region; undefined when nothing is. */
  async read(holder: string): Promise<{ readonly log: readonly Recorded[]; readonly today: CalendarDate } | undefined> {
    const stored = await this.store.read(streams.account(holder));
    const log = stored.map((event): Recorded => ({
      event: accountCodec.decode(event),
      revision: event.revision,
      recordedAt: event.recordedAt,
    }));
    const programme = log[0] && (await this.programmes.find(log[0].event.financingProgramme));
    return programme && { log, today: dateAt(this.clock.now(), programme.timeZone) };
  }
}
