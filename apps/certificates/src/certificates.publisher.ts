import { certificatesAccounts, certificatesProgrammes } from '@lib/contracts';
import type { EventStore } from '@lib/event-store';
import { EventStoreLog } from '@lib/messaging';
import { accountMessage } from './account/account.publisher.js';
import { Standings } from './account/standing.publisher.js';
import { ACCOUNT_PREFIX, PROGRAMME_PREFIX } from './ledger/streams.js';
import { programmeMessage } from './programme/programme.publisher.js';

/** The event log as messages: nothing is published that is not in the store, and everything in the store is published. */
export const certificatesLog = (store: EventStore): EventStoreLog => {
  const standings = new Standings(store);
  return new EventStoreLog({
    name: 'certificates.events',
    store,
    filter: { streamPrefixes: [ACCOUNT_PREFIX, PROGRAMME_PREFIX] },
    topics: [certificatesAccounts, certificatesProgrammes],
    toMessages: async (event) => [
      event.stream.startsWith(ACCOUNT_PREFIX)
        ? accountMessage(event, await standings.after(event))
        : programmeMessage(event),
    ],
    count: () => 1,
  });
};
