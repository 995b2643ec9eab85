import { SystemClock, addDays, dateAt, timeZone } from '@lib/kernel';
import { roomyRegion } from '../support/open-season.js';
import type { RegionText } from '../support/tiny-region.js';

type Season = {
  readonly region: Omit<RegionText, 'timeline'>;
  /** The first day of a place in any of its groups. */
  readonly start: string;
  /** `1000` and so on, with room for everybody. */
  readonly groups: readonly string[];
};

/**
 * The roomy region in a period that runs today, with so many groups, for services whose clock is the system's: a contract
 * of the sample's own period is refused as over, and costs less than one that reserves money.
 * @param withModules each group has a module of its own, at a price of which a certificate pays thousands: a child comes into a module once
 */
export const seasonOfToday = (children: number, groups: number, { withModules = false } = {}): Season => {
  const { region, programs, children: register } = roomyRegion(children);
  const settings = JSON.parse(region);
  const today = dateAt(new SystemClock().now(), timeZone(settings.timeZone));
  const inDays = (days: number): string => addDays(today, days);
  const start = inDays(10);
  const catalogue = JSON.parse(programs);
  const { program } = catalogue[0].data;
  const [module] = program.modules;
  const all = Array.from({ length: groups }, (_, n) => ({
    ...module.groups[0],
    id: 1000 + n,
    name: `Group ${1000 + n}`,
    date_start: start,
    date_end: inDays(100),
  }));
  program.modules = withModules
    ? all.map((group, n) => ({ ...module, id: 10 + n, price: '1.00', normative_price: '1.00', groups: [group] }))
    : [{ ...module, groups: all }];
  return {
    region: {
      region: JSON.stringify({
        ...settings,
        period: { ...settings.period, from: inDays(-30), toExclusive: inDays(200) },
      }),
      programs: JSON.stringify(catalogue),
      children: register,
    },
    start,
    groups: all.map(({ id }) => String(id)),
  };
};
