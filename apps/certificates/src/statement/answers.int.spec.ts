import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MemoryEventStore, type NewEvent, type NonEmpty } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import {
  apply,
  autumn,
  chess,
  costing,
  day,
  drop,
  hold,
  lessons,
  open,
  placeWorth,
  report,
  reserve,
  release,
  revoke,
  rub,
  settle,
  terminate,
} from '../account/account-events.testing.js';
import { after } from '../account/account.testing.js';
import { closeCertificate } from '../account/domain/close.js';
import { accountCodec } from '../account/event-catalogue.js';
import type { AccountEvent } from '../account/domain/events.js';
import { inVyborg, type RunningCertificates } from '../certificates.testing.js';
import { StudyGroups } from '../group/group.store.js';
import { streams } from '../ledger/streams.js';

// What accounts and statements answer, byte for byte as it was when the samples were written: how it is computed may
// change, what is said may not. A field that is added is added to the samples by hand.
type Sample = { readonly url: string; readonly language: string; readonly body: unknown };
const samples = JSON.parse(
  readFileSync(new URL('./samples/answers.json', import.meta.url), 'utf8'),
) as readonly Sample[];

const anna = '0199a1f0-0000-7000-8000-00000000000a';
const boris = '0199a1f0-0000-7000-8000-00000000000b';
const vera = '0199a1f0-0000-7000-8000-00000000000c';
const place = placeWorth(rub('9,000'));
const small = { ...costing(rub('400')), group: '700001' };

const { events: ofAnna } = after(
  reserve('2019-09-06', { place }),
  reserve('2019-09-06', { place, attempt: 1 }),
  open('2019-09-09'),
  reserve('2019-09-10', { contract: 'c2', terms: small, place }),
  reserve('2019-09-11', { contract: 'c3', terms: { ...chess, start: day('2020-01-10') }, place }),
  open('2019-09-12', [lessons('2019-09', 3, 8)], 'c2'),
  report('2019-09-30', lessons('2019-09', 6, 8)),
  settle('2019-10-01'),
  report('2019-10-31', lessons('2019-10', 0, 8)),
  hold('2019-11-01', lessons('2019-10', 4, 8)),
  apply('2019-11-01', lessons('2019-10', 4, 8)),
  hold('2019-11-04', lessons('2019-10', 8, 8), 'x2'),
  drop('2019-11-04', lessons('2019-10', 8, 8), 'x2'),
  terminate('2019-10-17', '2019-10-31', 'c2'),
  terminate('2019-11-10', '2019-11-30'),
  revoke('2019-11-12', '2019-12-31'),
  revoke('2019-11-13', '2019-12-31', 1),
);
const { events: ofBoris } = after(
  reserve('2019-09-06', { place }),
  open('2019-09-09'),
  settle('2020-01-01'),
  reserve('2019-12-30', { contract: 'c2', terms: small }),
  release('2019-12-31', 'c2', 'by-provider'),
);
const { account, events: begun } = after(reserve('2019-09-06'), open('2019-09-09'));
const closing = closeCertificate(account, {
  on: day('2019-10-17'),
  financingProgramme: autumn.financingProgramme,
  reason: 'moved',
});
const ofVera = [...begun, ...(closing.ok ? closing.value : [])];

let service: RunningCertificates;
const store = new MemoryEventStore();

// Each is recorded a day after the one before it.
const keep = async (holder: string, events: readonly AccountEvent[]): Promise<void> => {
  const stored = events.map((event, index) => ({
    id: derivedId(holder, index),
    ...accountCodec.encode(event),
    meta: {},
    recordedAt: instant(new Date(Date.UTC(2019, 8, 6 + 4 * index, 6))),
  }));
  await store.append(streams.account(holder), 'no-stream', stored as unknown as NonEmpty<NewEvent>);
};

beforeAll(async () => {
  service = await inVyborg(store, { now: '2019-12-05T09:00:00.000Z', nominalKopecks: 900_000 });
  await service.app.get(StudyGroups).put(
    {
      groupId: '700000',
      moduleId: '900000',
      programmeId: '1067100',
      providerId: '22003',
      providerName: 'Дворец «творчества»',
      programmeName: 'Шахматы',
      moduleName: 'Первый год',
      groupName: 'Группа 1',
    } as never,
    { sequence: 0, recordedTime: '2019-09-01T00:00:00.000Z' },
  );
  await keep(anna, ofAnna);
  await keep(boris, ofBoris);
  await keep(vera, ofVera);
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

it.each(samples.map((sample) => [sample.url, sample.language, sample] as const))(
  '%s in %s',
  async (url, language, { body }) => {
    const ask = () => service.app.inject({ url, headers: { 'accept-language': language } });
    // Once anew, and once from what is known of the account.
    for (const answer of [await ask(), await ask()]) expect(answer.body).toBe(JSON.stringify(body));
  },
);
