import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import { prunedTables } from './webhooks.jobs.js';
import { fact, openDatabase, openWebhooks, type Webhooks } from './webhooks.testing.js';

const DAY_MS = 86_400_000;
const KEEP_DAYS = 30;

let database: Database;
let service: Webhooks;
beforeAll(async () => {
  database = await openDatabase();
  service = await openWebhooks(database);
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const counted = async (): Promise<Readonly<Record<string, number>>> => {
  const tables = ['endpoints', 'messages', 'deliveries', 'lanes', 'attempts', 'requests'];
  const rows = await Promise.all(
    tables.map((table) => database.query(`SELECT count(*) AS count FROM webhooks.${table}`)),
  );
  return Object.fromEntries(tables.map((table, index) => [table, Number(rows[index]?.[0]?.['count'])]));
};
const prune = async (): Promise<void> => {
  for (const { prune: one } of prunedTables(database, service.clock, KEEP_DAYS)) while ((await one(2)) === 2);
};

it('what was sent and what waited goes after its time, and with an endpoint what was its own', async () => {
  const inbox = await service.endpoint();
  const away = await service.endpoint();
  await database.query(`UPDATE webhooks.endpoints SET state = 'off', off_reason = 'failing' WHERE id = $1`, [away.id]);
  await service.tell(fact('anna', 0), fact('anna', 1), fact('boris', 0));
  await until(async () => (await service.get(`/endpoints/${inbox.id}/waiting`)).body.messages === 0);
  const all = { endpoints: 2, messages: 3, deliveries: 6, lanes: 2, attempts: 3, requests: 3 };
  await until(async () => (await counted())['lanes'] === 2);
  await prune();
  expect(await counted()).toEqual(all);
  // Before its time nothing goes, and a message that is to be sent again begins to wait anew.
  service.clock.move((KEEP_DAYS - 1) * DAY_MS);
  await prune();
  expect(await counted()).toEqual(all);
  await service.post(`/endpoints/${away.id}/remove`);
  await prune();
  expect(await counted()).toEqual({ ...all, deliveries: 3, lanes: 0 });
  await service.stopSending();
  await service.post(`/endpoints/${inbox.id}/replays`, { holder: derivedId('boris') });
  service.clock.move(2 * DAY_MS);
  await prune();
  // The one that waits again keeps its message.
  expect(await counted()).toEqual({ endpoints: 2, messages: 1, deliveries: 1, lanes: 1, attempts: 0, requests: 3 });
  await service.post(`/endpoints/${inbox.id}/remove`);
  service.clock.move((KEEP_DAYS + 1) * DAY_MS);
  await prune();
  expect(await counted()).toEqual({ endpoints: 0, messages: 0, deliveries: 0, lanes: 0, attempts: 0, requests: 0 });
});
