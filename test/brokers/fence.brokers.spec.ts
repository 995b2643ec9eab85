import { catalogGroups, type CatalogGroupsOutgoing } from '@lib/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { PgDatabase } from '@lib/database';
import { newId } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { Program, endAll } from './program.js';
import { Reader } from './reader.js';
import { SCHEMA, brokersOfThisRun, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

let database: PgDatabase;
let url: string;
let close: () => Promise<void>;
let prefix: string;
let reader: Reader;
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, url, close } = await openTables());
});
afterAll(() => close());
beforeEach(async () => {
  await freshTables(database);
  prefix = freshPrefix();
  const cluster = clusterOf(prefix);
  await freshTopics(cluster, 1);
  reader = await Reader.start(cluster, catalogGroups.name);
});
afterEach(async () => {
  await endAll();
  await reader.close();
});

const start = (settings: Readonly<Record<string, string>> = {}): Program =>
  new Program('relay', { DATABASE: url, BROKERS: brokersOfThisRun().join(','), PREFIX: prefix, ...settings });

const group = (groupId: string, places: number): CatalogGroupsOutgoing => ({
  id: newId(),
  type: 'group-changed',
  key: groupId,
  time: '2026-09-01T06:00:00Z',
  recordedTime: '2026-09-01T06:00:00Z',
  data: {
    groupId,
    moduleId: 'chess-first-year',
    programmeId: 'chess',
    providerId: 'palace-of-children',
    municipality: 4_701_000,
    direction: 'technical',
    unit: 'kopeck',
    price: 1_800_000,
    normativeCost: 1_620_000,
    firstDay: '2026-09-01',
    lastDay: '2027-05-31',
    places,
    payable: true,
    ageMinMonths: 84,
    ageMaxMonths: 132,
  },
});

const tell = async (groupId: string, places: number): Promise<void> => {
  const outbox = new Outbox(database, SCHEMA, [catalogGroups]);
  await database.transaction((tx) => outbox.enqueue(tx, catalogGroups, [group(groupId, places)]));
};

/** The places of a group, in the order in which they lie on the topic. */
const told = (groupId: string): readonly number[] =>
  reader.seen
    .filter(({ key }) => key === groupId)
    .map(({ value }) => (JSON.parse(value ?? '') as { places: number }).places);

// The last message of a key is all that compaction leaves. A relay that was stopped between its question whether it may
// and the request that it had in hand sent that request when it went on, after another had taken over: an old state lay
// behind a newer one, for ever. The tests before looked at the order of first occurrences, on a topic that keeps all.
it.each([
  ['before its request to send', '0'],
  ['before it asks to be a sender', '22'],
])('a relay that stands still %s puts no old state behind a newer one', async (_, request) => {
  await tell('chess', 10);
  const deposed = start({ STANDS_STILL_AT: request });
  await deposed.says('stands still');
  start();
  await tell('chess', 20);
  await until(() => told('chess').at(-1) === 20);
  deposed.signal('SIGCONT');
  await deposed.end('SIGTERM');
  await tell('dance', 1);
  await until(() => told('dance').length > 0);
  expect(told('chess').at(-1)).toBe(20);
});
