import type { Database } from '@lib/database';
import { dateAt, type CalendarDate, type Clock, type Instant, type TimeZone } from '@lib/kernel';
import type { CertificateRow, MonthTotal, ProgrammeRow, ProgrammeTotals } from './report.dto.js';

/** Of which day, and as it was known when; what is left out does not limit. */
export type Moment = { readonly asOf?: CalendarDate | undefined; readonly knownAt?: Instant | undefined };

type Totals = {
  readonly issued: number;
  readonly granted: number;
  readonly available: number;
  readonly reserved: number;
  readonly debited: number;
  readonly expired: number;
  readonly coPayment: number;
  readonly coPaymentDue: number;
  readonly debitedByMonth: readonly MonthTotal[];
  readonly trialBalance: ProgrammeTotals['trialBalance'];
  readonly balanced: boolean;
};

/** Questions across the accounts of a programme, from the read models: a moment behind the log. */
export class ProgrammeReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  calendars(): Promise<readonly { id: string; timeZone: TimeZone }[]> {
    return this.database.query('SELECT id, time_zone AS "timeZone" FROM certificates.programmes ORDER BY id');
  }

  /** At most `max` programmes behind an id, in the order of their ids; of one municipality, or of all. */
  programmesAfter(
    id: string,
    max: number,
    municipality: number | undefined,
  ): Promise<readonly (ProgrammeRow & Record<string, unknown>)[]> {
    return this.database.query(
      `SELECT id AS programme, municipality, settings->'municipality'->>'name' AS "municipalityName",
         settings->>'region' AS region, settings->>'name' AS "regionName", settings->>'timeZone' AS "timeZone",
         settings->'period'->>'from' AS "from", settings->'period'->>'toExclusive' AS "toExclusive"
       FROM certificates.programmes WHERE id > $1 AND ($2::bigint IS NULL OR municipality = $2) ORDER BY id LIMIT $3`,
      [id, municipality ?? null, max],
    );
  }

  /** At most `max` certificates behind a number and its holder, in the order of their numbers. */
  certificatesAfter(
    programme: string,
    [number, holder]: readonly [string, string],
    max: number,
  ): Promise<readonly (CertificateRow & Record<string, unknown>)[]> {
    return this.database.query(
      `SELECT holder, number, certificate_group AS "certificateGroup", nominal_kopecks AS "nominalKopecks",
         available_kopecks AS "availableKopecks", reserved_kopecks AS "reservedKopecks",
         spent_kopecks AS "spentKopecks", expired_kopecks AS "expiredKopecks"
       FROM certificates.certificates WHERE programme = $1 AND (number, holder) > ($2, $3::uuid)
       ORDER BY number, holder LIMIT $4`,
      [programme, number, holder, max],
    );
  }

  /**
   * One statement, so one moment: sums of several would differ by what is written between them. Of a day, or as it was
   * known, the certificates are what their entries say.
   * @param timeZone of the programme: parents owe the months that have begun there by the day that is asked about; unless
   *   told, that of `knownAt`, and today at the latest
   */
  async totals(programme: string, timeZone: TimeZone, { asOf, knownAt }: Moment): Promise<ProgrammeTotals> {
    const now = this.clock.now();
    const [row] = await this.database.query<{ totals: Totals }>(TOTALS, [
      programme,
      asOf ?? null,
      knownAt ?? null,
      asOf ?? dateAt(knownAt !== undefined && knownAt < now ? knownAt : now, timeZone),
    ]);
    if (!row) throw new TypeError('a sum has one row');
    const { granted, available, reserved, debited, expired, coPayment, coPaymentDue, ...rest } = row.totals;
    return {
      programme,
      ...(asOf === undefined ? {} : { asOf }),
      ...(knownAt === undefined ? {} : { knownAt }),
      ...rest,
      grantedKopecks: granted,
      availableKopecks: available,
      reservedKopecks: reserved,
      debitedKopecks: debited,
      expiredKopecks: expired,
      coPaymentKopecks: coPayment,
      coPaymentDueKopecks: coPaymentDue,
    };
  }
}

const KNOWN = `programme = $1 AND ($2::date IS NULL OR booked_on <= $2::date)
  AND ($3::timestamptz IS NULL OR recorded_at <= $3::timestamptz)`;
// Amounts of today add up to no more. Those of an earlier version did, and a number that JSON cannot carry is told as the
// last one that it can.
const told = (sum: string): string => `greatest(least(${sum}, ${Number.MAX_SAFE_INTEGER}), ${Number.MIN_SAFE_INTEGER})`;
const line = (account: string): string =>
  `coalesce(sum(kopecks) FILTER (WHERE account = '${account}'), 0) AS ${account}`;
const fact = (kind: string, name: string): string =>
  `coalesce(sum(kopecks) FILTER (WHERE kind = '${kind}'), 0) AS ${name}`;
const held = (bucket: string): string => `coalesce(sum(${bucket}_kopecks), 0) AS ${bucket}`;

const TOTALS = `
  WITH lines AS (
    SELECT ${['budget', 'available', 'reserved', 'payable', 'expired'].map(line).join(', ')}
    FROM certificates.entries WHERE ${KNOWN}
  ), facts AS (
    SELECT count(*) FILTER (WHERE kind = 'issued') AS issued, ${fact('issued', 'granted')}, ${fact('opened', 'co_payment')}
    FROM certificates.facts WHERE ${KNOWN}
  ), months AS (
    SELECT month, sum(kopecks) AS kopecks FROM certificates.month_debits WHERE ${KNOWN}
    GROUP BY month HAVING sum(kopecks) <> 0
  ), now AS (
    SELECT count(*) AS issued, ${['nominal', 'available', 'reserved', 'spent', 'expired'].map(held).join(', ')}
    FROM certificates.certificates WHERE programme = $1
  ), held AS (
    SELECT issued, nominal, available, reserved, spent, expired FROM now WHERE $2::date IS NULL AND $3::timestamptz IS NULL
    UNION ALL
    SELECT facts.issued, facts.granted, lines.available, lines.reserved, lines.payable, lines.expired FROM facts, lines
    WHERE $2::date IS NOT NULL OR $3::timestamptz IS NOT NULL
  )
  SELECT json_build_object(
    'issued', held.issued,
    'granted', ${told('held.nominal')},
    'available', ${told('held.available')},
    'reserved', ${told('held.reserved')},
    'debited', ${told('held.spent')},
    'expired', ${told('held.expired')},
    'coPayment', ${told('facts.co_payment')},
    'coPaymentDue', (
      SELECT ${told('coalesce(sum(kopecks), 0)')} FROM certificates.co_payments
      WHERE programme = $1 AND owed_from <= $4::date AND ($3::timestamptz IS NULL OR recorded_at <= $3::timestamptz)
    ),
    'debitedByMonth', (
      SELECT coalesce(json_agg(json_build_object('month', month, 'debitedKopecks', ${told('kopecks')}) ORDER BY month), '[]')
      FROM months
    ),
    'trialBalance', json_build_object(
      'budget', ${told('lines.budget')},
      'available', ${told('lines.available')},
      'reserved', ${told('lines.reserved')},
      'payable', ${told('lines.payable')},
      'expired', ${told('lines.expired')}
    ),
    'balanced',
      lines.budget + lines.available + lines.reserved + lines.payable + lines.expired = 0
      AND lines.budget = -held.nominal AND lines.available = held.available AND lines.reserved = held.reserved
      AND lines.payable = held.spent AND lines.expired = held.expired
      AND facts.issued = held.issued AND facts.granted = held.nominal
      AND lines.payable = (SELECT coalesce(sum(kopecks), 0) FROM months)
  ) AS totals
  FROM lines, facts, held`;
