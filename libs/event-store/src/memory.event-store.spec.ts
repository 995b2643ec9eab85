import { MemoryEventStore } from './memory.event-store.js';
import { eventStoreContract } from './testing.js';

eventStoreContract('MemoryEventStore', async () => ({ store: new MemoryEventStore(), close: async () => undefined }));
