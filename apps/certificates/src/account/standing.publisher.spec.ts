import { describe, expect, it } from '@jest/globals';
import { certificatesAccounts, decode, type CertificatesAccountsMessage } from '@lib/contracts';
import {
  EventStoreUnavailable,
  type MemoryEventStore,
  type NewEvent,
  type NonEmpty,
  type StoredEvent,
} from '@lib/event-store';
import { derivedId, instant, kopecks } from '@lib/kernel';
import { certificatesLog } from '../certificates.publisher.js';
import { TroubledStore } from '../ledger/store.testing.js';
import { streams } from '../ledger/streams.js';
import { accountCodec } from './event-catalogue.js';
import { accountMessage } from './account.publisher.js';
import { after } from './account.testing.js';
import type { AccountEvent } from './domain/events.js';
import { lessons, open, refused, report, reserve, reserved, rub, settle, terminate } from './account-events.testing.js';
import { Standings } from './standing.publisher.js';

const anna = '0199a1f0-0000-7000-8000-00000000000a';
const boris = '0199a1f0-0000-7000-8000-00000000000b';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';

/** The account of docs/examples.md §2, with a report of lessons and a notice. */
const history = after(
  reserve('2019-09-06', { contract }),
  open('2019-09-09', [], contract),
  report('2019-09-30', lessons('2019-09', 6, 8), contract),
  settle('2019-10-01'),
  terminate('2019-10-17', '2019-10-31', contract),
  settle('2020-01-01'),
).events;

const record = async (
  store: MemoryEventStore,
  holder: string,
  events: readonly AccountEvent[],
): Promise<readonly StoredEvent[]> => {
  const fresh = events.map((event, index) => ({
    id: derivedId(holder, index),
    ...accountCodec.encode(event),
    meta: {},
    recordedAt: instant('2019-09-06T06:00:00Z'),
  }));
  return store.append(streams.account(holder), 'no-stream', fresh as unknown as NonEmpty<NewEvent>);
};

const published = async (store: MemoryEventStore): Promise<readonly CertificatesAccountsMessage[]> =>
  (await certificatesLog(store).read('start', 100)).map(({ message }) => {
    const decoded = decode(certificatesAccounts, message);
    if (!decoded.ok) throw new Error(decoded.error.faults.join());
    return decoded.value;
  });

const money = ({ data }: CertificatesAccountsMessage): readonly number[] | undefined =>
  data.after && [data.after.available, data.after.reserved, data.after.spent, data.after.expired];

// A subscriber had to keep the books of every account to know what a debit left, and to ask the catalogue whose it was.
describe('a message about money', () => {
  it('tells the balances right after its event, and no later ones', async () => {
    const store = new TroubledStore();
    await record(store, anna, history);
    expect((await published(store)).map((message) => [message.type, money(message)])).toStrictEqual([
      ['certificate-issued', [500_000, 0, 0, 0]],
      ['funds-reserved', [0, 500_000, 0, 0]],
      ['contract-concluded', [0, 500_000, 0, 0]],
      ['month-debited', [0, 407_079, 92_921, 0]],
      ['lessons-reported', [23_230, 407_079, 69_691, 0]],
      ['month-debited', [23_230, 271_386, 205_384, 0]],
      ['contract-terminated', [294_616, 0, 205_384, 0]],
      ['period-expired', [0, 0, 205_384, 294_616]],
    ]);
  });

  it('names the certificate and, where it is of a contract, provider, study group and module', async () => {
    const store = new TroubledStore();
    await record(store, anna, history);
    const messages = await published(store);
    const place = { provider: '22003', group: '700000', module: '900000' };
    for (const { type, data } of messages)
      expect(data).toMatchObject({
        certificateNumber: '4700000001',
        ...(['certificate-issued', 'period-expired'].includes(type) ? {} : place),
      });
  });

  it('has neither number nor balance while the child has no certificate', async () => {
    const store = new TroubledStore();
    const free = {
      ...reserved('2019-09-07'),
      contract,
      shareKopecks: kopecks(0),
      parts: reserved('2019-09-07').parts.map((part) => ({ ...part, shareKopecks: kopecks(0) })),
    };
    const other = '0199a1f0-0000-7000-8000-0000000000c2';
    await record(store, anna, [refused('2019-09-06', 'no-certificate-place', other), free]);
    for (const { data } of await published(store)) {
      expect(data).toMatchObject({ provider: '22003', group: '700000', module: '900000' });
      expect(Object.keys(data)).not.toContain('after');
      expect(Object.keys(data)).not.toContain('certificateNumber');
    }
  });
});

describe('an account that cannot be followed', () => {
  const impossible = [history[0], history[1], history[1], history[3]] as unknown as readonly AccountEvent[];

  it('loses no message, and tells no balance from there on', async () => {
    const store = new TroubledStore();
    await record(store, anna, impossible);
    const messages = await published(store);
    expect(messages.map(({ sequence, type }) => [sequence, type])).toStrictEqual([
      [0, 'certificate-issued'],
      [1, 'funds-reserved'],
      [2, 'funds-reserved'],
      [3, 'month-debited'],
    ]);
    expect(messages.map(money)).toStrictEqual([[500_000, 0, 0, 0], [0, 500_000, 0, 0], undefined, undefined]);
    expect(messages[3]?.data).toMatchObject({ certificateNumber: '4700000001', provider: '22003', group: '700000' });
  });

  it('holds up nobody', async () => {
    const store = new TroubledStore();
    await record(store, anna, impossible);
    await record(store, boris, history);
    const ofBoris = (await published(store)).filter(({ key }) => key === boris);
    expect(ofBoris.map(money).at(-1)).toStrictEqual([0, 0, 205_384, 294_616]);
    expect(ofBoris).toHaveLength(history.length);
  });
});

describe('standings', () => {
  const all = async (standings: Standings, events: readonly StoredEvent[]) =>
    Promise.all(events.map(async (event) => accountMessage(event, await standings.after(event))));

  it('cost the store nothing when the events come from the beginning', async () => {
    const store = new TroubledStore();
    const events = await record(store, anna, history);
    await all(new Standings(store), events);
    expect(store.reads).toStrictEqual([]);
  });

  it('are the same from the middle on, backwards, and when little is kept; an account is read once then', async () => {
    const store = new TroubledStore();
    const events = [...(await record(store, anna, history)), ...(await record(store, boris, history))];
    const whole = await all(new Standings(store), events);
    const fromMiddle = (_: unknown, index: number): boolean => index % history.length >= 3;
    expect(await all(new Standings(store), events.filter(fromMiddle))).toStrictEqual(whole.filter(fromMiddle));
    expect(store.reads).toHaveLength(2);
    expect(await all(new Standings(store), events.toReversed())).toStrictEqual(whole.toReversed());
    const forgetful = new Standings(store, 1);
    const alternating = events.flatMap((_, index) => (index < history.length ? [index, index + history.length] : []));
    for (const index of alternating) {
      const event = events[index]!;
      expect(accountMessage(event, await forgetful.after(event))).toStrictEqual(whole[index]);
    }
  });

  // A process that outlived a failover told the balances after events that the log had lost.
  it('are those of the log as it is, also after a failover that lost its end', async () => {
    const [lost, store] = [new TroubledStore(), new TroubledStore()];
    const standings = new Standings(store);
    await all(standings, await record(lost, anna, history));
    const other = after(
      reserve('2019-09-06', { contract }),
      open('2019-09-09', [], contract),
      settle('2020-01-01'),
    ).events;
    const events = await record(store, anna, other);
    expect(await all(standings, events)).toStrictEqual(await all(new Standings(store), events));
  });

  it('wait for a store that is away', async () => {
    const store = new TroubledStore();
    const events = await record(store, anna, history);
    let isAway = true;
    const read = store.read.bind(store);
    store.read = async (...args) => {
      if (isAway) throw new EventStoreUnavailable('away');
      return read(...args);
    };
    const standings = new Standings(store);
    await expect(standings.after(events[5]!)).rejects.toThrow(EventStoreUnavailable);
    isAway = false;
    expect((await standings.after(events[5]!)).after?.spent).toBe(rub('2,053.84'));
  });
});
