import type { Database } from '@lib/database';
import type { Clock } from '@lib/kernel';
import type { PrunedTable } from '@lib/operations';
import { NOBODY_WAITS, giveUp, pruneAttempts, pruneDelivered, pruneLanes } from './delivery/delivery.jobs.js';
import { later } from './endpoint/domain/health.js';
import { pruneEndpoints } from './endpoint/endpoint.store.js';
import { pruneRequests } from './inbox/inbox.store.js';
import { pruneMessages } from './message/message.store.js';

const DAY_MS = 86_400_000;

/**
 * What goes after so many days, and at once what belongs to endpoints that are no more; an endpoint itself, and a message,
 * only when nothing can belong to it any more. @param clock the system's
 */
export const prunedTables = (database: Database, clock: Clock, keepDays: number): readonly PrunedTable[] => {
  const before = () => later(clock.now(), -keepDays * DAY_MS);
  return [
    { name: 'deliveries', prune: (rowsMax) => pruneDelivered(database, before(), rowsMax) },
    // A name of its own: an operator sees how many messages nobody will get.
    { name: 'deliveries_given_up', prune: (rowsMax) => giveUp(database, before(), rowsMax) },
    { name: 'attempts', prune: (rowsMax) => pruneAttempts(database, before(), rowsMax) },
    { name: 'lanes', prune: (rowsMax) => pruneLanes(database, rowsMax) },
    { name: 'requests', prune: (rowsMax) => pruneRequests(database, rowsMax) },
    { name: 'messages', prune: (rowsMax) => pruneMessages(database, before(), NOBODY_WAITS, rowsMax) },
    { name: 'endpoints', prune: (rowsMax) => pruneEndpoints(database, before(), rowsMax) },
  ];
};
