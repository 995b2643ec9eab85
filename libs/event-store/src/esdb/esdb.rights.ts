import type { EsdbRights } from './esdb.access.js';

/**
 * Makes the users of the ledger and sets the access lists of a server that is the ledger's alone: the ledger's user appends and
 * reads, the auditor reads, nobody but an administrator deletes or changes metadata, and others do nothing. What is so already
 * stays. Then each of the two logs in and tries what it must not do, in a way that changes nothing where it may.
 * @returns what was done, for the operator
 * @throws EventStoreMisconfigured, EventStoreUnavailable, EventStoreRefusal; Error where the server lets a user do too much
 */
export const setEsdbRights = async (rights: EsdbRights): Promise<readonly string[]> => {
  // The client and its gRPC library take 0.1 s and 40 MB: who uses another store does not load them.
  const { setRights } = await import('./esdb.access.js');
  return setRights(rights);
};
