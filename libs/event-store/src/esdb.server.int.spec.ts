import { describe, it } from '@jest/globals';
import { realEventStore } from '../../../test/esdb/server.js';
import { openEsdbEventStore } from './esdb/esdb.open.js';
import { eventStoreContract } from './testing.js';

const server = await realEventStore();

if (server)
  eventStoreContract('EsdbEventStore on a server', async () => {
    const url = await server.start();
    return {
      store: await openEsdbEventStore(url),
      another: () => openEsdbEventStore(url),
      close: () => server.stop(),
    };
  });
else
  describe('EsdbEventStore on a server', () => {
    it.skip('needs EVENT_STORE_URL or Docker', () => undefined);
  });
