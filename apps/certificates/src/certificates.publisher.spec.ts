import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { MemoryEventStore, type NewEvent, type StreamId } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { certificatesLog } from './certificates.publisher.js';
import { streams } from './ledger/streams.js';

type Frozen = Pick<NewEvent, 'type' | 'version' | 'data'>;
const frozen = (path: string): readonly Frozen[] =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as readonly Frozen[];
const holder = '0199a1f0-0000-7000-8000-000000000001';

it('publishes the events of accounts and programmes in the order of the log, and the limits to nobody', async () => {
  const store = new MemoryEventStore();
  const record = (stream: StreamId, event: Frozen): Promise<unknown> =>
    store.append(stream, 'no-stream', [
      { ...event, id: derivedId(stream), meta: {}, recordedAt: instant('2020-10-01T00:00:00Z') },
    ]);
  await record(streams.programme('2442-2020-autumn'), frozen('./programme/samples/programme-events.v1.json')[0]!);
  await record(streams.limit('2442-2020-autumn'), frozen('./limit/samples/limit-events.v1.json')[0]!);
  await record(streams.account(holder), frozen('./account/samples/account-events.v1.json')[0]!);
  const published = await certificatesLog(store).read('start', 10);
  expect(published.map(({ message }) => [message.topic, message.key, message.headers['ce_type']])).toStrictEqual([
    ['certificates.programmes.v1', '2442-2020-autumn', 'certificates.programme-registered.v1'],
    ['certificates.accounts.v1', holder, 'certificates.certificate-issued.v2'],
  ]);
});
