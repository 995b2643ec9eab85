import { describe, it } from '@jest/globals';
import { realEventStore } from '../../../test/esdb/server.js';
import { openEsdbEventStore } from './esdb/esdb.open.js';
import { eventStoreContract } from './testing.js';

const server = await realEventStore();

// Where Docker answered without the image, the whole suite was red.
if ('missing' in server)
  describe('EsdbEventStore on a server', () => {
    it.skip(`needs EVENT_STORE_URL or Docker: ${server.missing}`, () => undefined);
  });
else
  eventStoreContract('EsdbEventStore on a server', async () => ({
    store: await openEsdbEventStore(server.url),
    another: () => openEsdbEventStore(server.url),
    close: () => server.stop(),
  }));
