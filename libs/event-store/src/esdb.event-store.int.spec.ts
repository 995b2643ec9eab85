import { EsdbDouble } from '../../../test/esdb/double.js';
import { openEsdbEventStore } from './esdb/esdb.open.js';
import { eventStoreContract } from './testing.js';

eventStoreContract('EsdbEventStore on a double of the server', async () => {
  const double = await EsdbDouble.start();
  return {
    store: await openEsdbEventStore(double.url),
    another: () => openEsdbEventStore(double.url),
    close: async () => double.kill(),
  };
});
