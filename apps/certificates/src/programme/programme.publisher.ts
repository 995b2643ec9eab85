import { certificatesProgrammes, encode, type WireMessage } from '@lib/contracts';
import type { StoredEvent } from '@lib/event-store';
import { causeOf } from '../ledger/cause.js';
import type { ProgrammeGroup } from './domain/programme.js';
import { programmeCodec } from './programme.codec.js';

/** The message of a programme event: what other services must know of its settings. */
export const programmeMessage = (stored: StoredEvent): WireMessage => {
  const { programme, settings } = programmeCodec.decode(stored);
  return encode(
    certificatesProgrammes,
    {
      id: stored.id,
      type: 'programme-registered',
      key: programme,
      time: stored.recordedAt,
      recordedTime: stored.recordedAt,
      ...causeOf(stored),
      data: {
        financingProgramme: programme,
        municipality: settings.municipality.id,
        timeZone: settings.timeZone,
        from: settings.period.from,
        toExclusive: settings.period.toExclusive,
        reserveAt: settings.rules.reserveAt,
        terminationTakesEffect: settings.rules.terminationTakesEffect,
        certificateGroups: settings.groups.map((group) => group.id),
        certificateGroupAges: settings.groups.filter(hasBounds).map(({ id, ageMonthsMin, ageMonthsMax }) => ({
          id,
          ...(ageMonthsMin === undefined ? {} : { ageMonthsMin }),
          ...(ageMonthsMax === undefined ? {} : { ageMonthsMax }),
        })),
        lateEntryDays: settings.rules.lateEntryDays,
      },
    },
    stored.revision,
  );
};

const hasBounds = ({ ageMonthsMin, ageMonthsMax }: ProgrammeGroup): boolean =>
  ageMonthsMin !== undefined || ageMonthsMax !== undefined;
