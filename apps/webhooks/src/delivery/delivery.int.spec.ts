import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import {
  fact,
  isVerified,
  openDatabase,
  openWebhooks,
  startReceiver,
  type Receiver,
  type Webhooks,
} from '../webhooks.testing.js';

let database: Database;
let service: Webhooks;
let receiver: Receiver;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query(
    'TRUNCATE webhooks.endpoints, webhooks.messages, webhooks.deliveries, webhooks.lanes, webhooks.attempts, webhooks.requests, webhooks.inbox',
  );
  receiver = await startReceiver();
  service = await openWebhooks(database, { settings: { internal: [receiver.host] } });
});
afterEach(async () => {
  await service.close();
  await receiver.close();
});

describe('a message', () => {
  it('arrives at a foreign server, signed as Standard Webhooks says', async () => {
    const { secret } = await service.endpoint(receiver.url);
    await service.tell(fact('anna', 0));
    await receiver.until(() => receiver.received.length === 1);
    const [one] = receiver.received;
    expect(isVerified(secret, one!)).toBe(true);
    expect(isVerified(`whsec_${'A'.repeat(43)}=`, one!)).toBe(false);
    expect(isVerified(secret, { ...one!, body: `${one!.body} ` })).toBe(false);
    expect(JSON.parse(one!.body)).toMatchObject({
      type: 'certificates.reservation-refused.v2',
      timestamp: '2020-10-01T05:00:00.000Z',
      topic: 'certificates.accounts.v1',
      source: '/certificates',
      holder: derivedId('anna'),
      sequence: 0,
      causationId: 'a command',
      data: { reason: 'insufficient-funds' },
    });
    expect(one!.id).toBe(derivedId('anna', 0));
  });
});
