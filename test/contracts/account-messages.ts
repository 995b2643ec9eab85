import { readFileSync } from 'node:fs';
import { certificatesAccounts, type WireMessage } from '@lib/contracts';
import { MemoryEventStore, type NewEvent, type NonEmpty, type StoredEvent } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { accountMessage } from '../../apps/certificates/src/account/account.publisher.js';
import { streams } from '../../apps/certificates/src/ledger/streams.js';
import { samplesOf, typeOf } from './samples.js';

/** An event as it is stored. */
export type Sample = Pick<NewEvent, 'type' | 'version' | 'data'>;

/** The message of a stored event of an account, the only event of its holder. Samples have short ids; it has UUIDs. */
export const messageOfSample = async ({ type, version, data }: Sample): Promise<WireMessage> => {
  const ids = Object.keys(data).filter((name) => name === 'contract' || name === 'correction');
  const event = {
    id: derivedId('a sample', type),
    type,
    version,
    data: { ...data, ...Object.fromEntries(ids.map((name) => [name, derivedId(name, type)])) },
    meta: {},
    recordedAt: instant('2019-09-06T09:00:00Z'),
  };
  const stream = streams.account(derivedId('a child', type));
  const [stored] = await new MemoryEventStore().append(stream, 'no-stream', [event] as NonEmpty<NewEvent>);
  return accountMessage(stored as StoredEvent, { number: undefined, after: undefined, terms: undefined });
};

/** The samples of the accounts' topic, with one for each event whose message has none. */
export const accountSamples = async (): Promise<readonly object[]> => {
  const path = new URL('../../apps/certificates/src/account/samples/account-events.json', import.meta.url);
  const events = JSON.parse(readFileSync(path, 'utf8')) as readonly Sample[];
  const known = samplesOf([certificatesAccounts]);
  const types = new Set(known.map(typeOf));
  const added: object[] = [];
  for (const sample of events) {
    const { key, headers, value } = await messageOfSample(sample);
    if (types.has(headers['ce_type'] ?? '')) continue;
    types.add(headers['ce_type'] ?? '');
    added.push({ key, headers, value: JSON.parse(value ?? 'null') as unknown });
  }
  return [...known.map(({ key, headers, value }) => ({ key, headers, value })), ...added];
};
