import { randomUUID } from 'node:crypto';
import type { Append, NewEvent, StreamId } from '@lib/event-store';
import { calendarDate, instant, kopecks, newId } from '@lib/kernel';
import { reserveCommand } from '../../apps/certificates/src/account/account.commands.js';
import { emptyAccount, evolve } from '../../apps/certificates/src/account/domain/account.js';
import { decide } from '../../apps/certificates/src/account/domain/decide.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { aRegion } from '../../apps/certificates/src/certificates.testing.js';
import { programmeId } from '../../apps/certificates/src/programme/domain/programme.js';

export const region = aRegion();
const at = instant('2020-10-05T05:00:00.000Z');

/** The first events of a child who has one place from October to December. */
export const enrolled = (number: string, account = emptyAccount): readonly AccountEvent[] => {
  const contract = newId();
  const { from } = region.period;
  const on = calendarDate('2020-10-05');
  const terms = {
    financingProgramme: programmeId(region),
    group: '700000',
    module: '900000',
    provider: '22003',
    direction: 'technical' as const,
    start: from,
    groupFirstDay: from,
    groupLastDay: calendarDate('2020-12-31'),
    price: kopecks(300),
    normativeCost: kopecks(200),
  };
  const command = {
    ...reserveCommand({ contract, on, terms }, region),
    place: { certificateGroup: 'general', number, nominal: kopecks(190_000) },
  };
  const reserved = decide(account, command);
  if (!reserved.ok) throw new Error(JSON.stringify(reserved.error));
  const after = reserved.value.reduce(evolve, account);
  const concluded = decide(after, { type: 'Conclude', on, contract, completeness: [] });
  if (!concluded.ok) throw new Error(JSON.stringify(concluded.error));
  return [...reserved.value, ...concluded.value];
};

export const firstAppend = (stream: StreamId, events: readonly AccountEvent[]): Append => {
  const [first, ...rest] = events.map((event): NewEvent => ({
    id: randomUUID(),
    ...accountCodec.encode(event),
    meta: {},
    recordedAt: at,
  }));
  if (!first) throw new Error('no events');
  return { stream, expected: 'no-stream', events: [first, ...rest] };
};
