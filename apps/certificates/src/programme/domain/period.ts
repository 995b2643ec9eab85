import { err, ok, type Result } from '@lib/kernel';
import { programmeId, type FinancingProgramme } from './programme.js';

/** A period of a municipality belongs to one programme. With its settings, so that whoever finds it can finish the registration. */
export type PeriodEvent = {
  readonly type: 'PeriodClaimed';
  readonly programme: string;
  readonly settings: FinancingProgramme;
};

/** The programmes of one municipality. */
export type Periods = ReadonlyMap<string, FinancingProgramme>;

export const noPeriods: Periods = new Map();

export type PeriodRejection =
  | { readonly reason: 'programme-differs'; readonly programme: string }
  | {
      readonly reason: 'period-overlaps';
      /** The programme that has a day of the period. */
      readonly programme: string;
      readonly from: string;
      readonly toExclusive: string;
    };

/**
 * Claims the period of a programme. The same settings again are the same claim; another programme of the municipality on
 * the same day would give a child two nominals for it, so it is refused (docs/rules.md §9). `before` are programmes from
 * the time when nobody claimed.
 */
export const claimPeriod = (
  periods: Periods,
  before: readonly FinancingProgramme[],
  settings: FinancingProgramme,
): Result<readonly PeriodEvent[], PeriodRejection> => {
  const programme = programmeId(settings);
  const found = before.filter((earlier) => !periods.has(programmeId(earlier)));
  const all = [...periods.values(), ...found];
  const same = all.find((known) => programmeId(known) === programme);
  if (same) return sameSettings(same, settings) ? ok([]) : err({ reason: 'programme-differs', programme });
  const { from, toExclusive } = settings.period;
  const other = all.find(({ period }) => period.from < toExclusive && from < period.toExclusive);
  if (other)
    return err({
      reason: 'period-overlaps',
      programme: programmeId(other),
      from: other.period.from,
      toExclusive: other.period.toExclusive,
    });
  return ok([...found, settings].map(claim));
};

export const evolvePeriods = (periods: Periods, event: PeriodEvent): Periods => {
  if (periods.has(event.programme)) throw new TypeError('a period claimed twice');
  return new Map(periods).set(event.programme, event.settings);
};

const claim = (settings: FinancingProgramme): PeriodEvent => ({
  type: 'PeriodClaimed',
  programme: programmeId(settings),
  settings,
});

const sameSettings = (a: FinancingProgramme, b: FinancingProgramme): boolean => canonical(a) === canonical(b);

/** The order of the fields is no setting. */
const canonical = (settings: FinancingProgramme): string =>
  JSON.stringify(settings, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
