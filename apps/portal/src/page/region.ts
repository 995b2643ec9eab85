import { dateAt, instant, timeZone, type TimeZone } from '@lib/kernel';
import { atMost, taken } from './answers.js';
import type { Visit } from './visit.js';

/** The time zone of the region: an installation is of one. */
export const zoneOf = async ({ ledger }: Pick<Visit, 'ledger'>): Promise<TimeZone> => {
  const [programme] = await atMost(ledger.certificates.items('GET /financing-programmes', { query: { limit: 1 } }), 1);
  return timeZone(programme?.timeZone ?? 'UTC');
};

/** The day on which something happened in the region. */
export const dayOf = (at: string, zone: TimeZone): string => dateAt(instant(at), zone);

/** The present month of the region, as `2020-10`, by the clock of the services. */
export const thisMonth = async (visit: Pick<Visit, 'ledger'>): Promise<string> => {
  const [clock, zone] = await Promise.all([visit.ledger.enrollment.call('GET /clock'), zoneOf(visit)]);
  return dayOf(taken(clock).now, zone).slice(0, 7);
};

/** When the region's money is reserved, by the settings of its first programme; undefined: it has none yet. */
export const reserveAtOf = async (
  { ledger }: Pick<Visit, 'ledger'>,
  municipality?: number,
): Promise<string | undefined> => {
  const query = { limit: 1, ...(municipality === undefined ? {} : { municipality }) };
  const [programme] = await atMost(ledger.certificates.items('GET /financing-programmes', { query }), 1);
  if (!programme) return undefined;
  const path = { programme: programme.programme };
  const { settings } = taken(await ledger.certificates.call('GET /financing-programmes/{programme}', { path }));
  return settings.rules.reserveAt ?? 'enrolment';
};
