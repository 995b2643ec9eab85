import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { certificatesProgrammes, decode } from '@lib/contracts';
import { MemoryEventStore, type NewEvent } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { streams } from '../ledger/streams.js';
import { programmeMessage } from './programme.publisher.js';

const told = async (file: string): Promise<unknown> => {
  const [frozen] = JSON.parse(readFileSync(new URL(`./samples/${file}`, import.meta.url), 'utf8')) as [
    Pick<NewEvent, 'type' | 'version' | 'data'>,
  ];
  const [stored] = await new MemoryEventStore().append(streams.programme('p'), 'no-stream', [
    { ...frozen, id: derivedId(file), meta: {}, recordedAt: instant('2020-09-01T00:00:00Z') },
  ]);
  const message = decode(certificatesProgrammes, programmeMessage(stored!));
  if (!message.ok) throw new Error(message.error.faults.join());
  return message.value.data;
};

it('tells the bounds of age of the groups that have them, and how late a notice may be', async () => {
  expect(await told('programme-events.v2.json')).toStrictEqual({
    financingProgramme: '2442-2020-autumn',
    municipality: 2442,
    timeZone: 'Asia/Krasnoyarsk',
    from: '2020-10-01',
    toExclusive: '2021-01-01',
    reserveAt: 'enrolment',
    terminationTakesEffect: 'end-of-month',
    certificateGroups: ['general', 'ОВЗ'],
    certificateGroupAges: [{ id: 'general', ageMonthsMin: 60, ageMonthsMax: 204 }],
    lateEntryDays: 14,
  });
  expect(await told('programme-events.v1.json')).toMatchObject({ certificateGroupAges: [], lateEntryDays: 31 });
});
