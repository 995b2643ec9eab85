import type { Reach } from '@lib/access';
import { bindTo, type Bind, type Database } from '@lib/database';
import { dateAt, type Clock, type Month, type TimeZone } from '@lib/kernel';
import { certificatesWithin } from '../balance/certificate.reach.js';
import type { StudyGroups } from '../group/group.store.js';
import type { AccountReader } from '../statement/account.query.js';
import type { PayableSums, PayableTotal, PayableView, TOTALLED_BY } from './payable.dto.js';

/** Which months of contracts; what is left out does not limit. */
export type Criteria = {
  readonly month?: Month | undefined;
  readonly provider?: string | undefined;
  readonly programme?: string | undefined;
};

/** A place in the list: a month and a contract. */
export type Place = readonly [month: string, contract: string];

type Row = Omit<PayableView, 'groupId' | 'groupName' | 'programmeName'>;

/** Before everything. */
export const START: Place = ['', '00000000-0000-0000-0000-000000000000'];
const ACCOUNTS_AT_ONCE = 16;

/**
 * What providers are owed for the months of concluded contracts, and what families owe beside it. Amounts are of the read
 * models, a moment behind the log: whole kopecks, and their sum is what the ledger account `payable` holds.
 */
export class Payables {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountReader,
    private readonly groups: StudyGroups,
  ) {}

  /** At most `max` behind a place, by month and contract. */
  async after(
    place: Place,
    max: number,
    criteria: Criteria,
    reach: Reach,
  ): Promise<readonly (PayableView & Record<string, unknown>)[]> {
    const values: unknown[] = [];
    const bind = bindTo(values);
    const rows = await this.database.query<Row & Record<string, unknown>>(
      `SELECT m.contract, m.month, m.programme, m.holder, m.provider AS "providerId", m.status,
         m.share_kopecks AS "shareKopecks", m.debited_kopecks AS "debitedKopecks",
         m.co_payment_kopecks AS "coPaymentKopecks", ${OWED} AS "coPaymentDueKopecks"
       FROM ${await this.months(criteria, reach, bind)}
         AND (m.month, m.contract) > (${bind(place[0])}, ${bind(place[1])}::uuid)
       ORDER BY m.month, m.contract LIMIT ${bind(max)}`,
      values,
    );
    return this.named(rows);
  }

  /** All of them, page by page. Each page is a statement of its own: nothing is held while a reader takes his time. */
  async *pages(criteria: Criteria, reach: Reach, size: number): AsyncGenerator<readonly PayableView[]> {
    for (let place = START; ;) {
      const page = await this.after(place, size, criteria, reach);
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (!last || page.length < size) return;
      place = [last.month, last.contract];
    }
  }

  /** One statement, so one moment: the sum of everything, and at most `max` parts of it behind one. */
  async totals(
    by: (typeof TOTALLED_BY)[number],
    after: string,
    max: number,
    criteria: Criteria,
    reach: Reach,
  ): Promise<{ readonly sum: PayableSums; readonly items: readonly PayableTotal[] }> {
    const values: unknown[] = [];
    const bind = bindTo(values);
    const [row] = await this.database.query<{ sum: PayableSums; items: readonly PayableTotal[] }>(
      `WITH months AS (
         SELECT m.contract, ${PARTS[by]} AS part, m.share_kopecks AS share, m.debited_kopecks AS debited,
           m.co_payment_kopecks AS co_payment, ${OWED} AS owed
         FROM ${await this.months(criteria, reach, bind)}
       ), parts AS (
         SELECT json_build_object('of', part, ${SUMS}) AS told, part FROM months WHERE part > ${bind(after)}
         GROUP BY part ORDER BY part LIMIT ${bind(max)}
       )
       SELECT (SELECT json_build_object(${SUMS}) FROM months) AS sum,
         (SELECT coalesce(json_agg(told ORDER BY part), '[]') FROM parts) AS items`,
      values,
    );
    if (!row) throw new TypeError('a sum has one row');
    return row;
  }

  private async months({ month, provider, programme }: Criteria, reach: Reach, bind: Bind): Promise<string> {
    const now = this.clock.now();
    const zones = await this.database.query<{ zone: TimeZone }>(
      'SELECT DISTINCT time_zone AS zone FROM certificates.programmes',
    );
    const today = `unnest(${bind(zones.map(({ zone }) => zone))}::text[],
      ${bind(zones.map(({ zone }) => dateAt(now, zone)))}::date[]) AS today (zone, day)`;
    const only = (column: string, wanted: string | undefined): string =>
      wanted === undefined ? '' : `AND ${column} = ${bind(wanted)}`;
    return `certificates.contract_months m JOIN certificates.programmes p ON p.id = m.programme
      JOIN ${today} ON today.zone = p.time_zone
      JOIN certificates.certificates c ON c.holder = m.holder AND c.programme = m.programme
      WHERE m.opened AND (${certificatesWithin(reach, bind)} OR m.provider = ANY(${bind(reach.providers)}::text[]))
        ${only('m.month', month)} ${only('m.provider', provider)} ${only('m.programme', programme)}`;
  }

  /** With the study group of each, which never changes, and the names that the catalogue has for it now. */
  private async named(
    rows: readonly (Row & Record<string, unknown>)[],
  ): Promise<readonly (PayableView & Record<string, unknown>)[]> {
    const groupOf = new Map<string, string>();
    const holders = [...new Set(rows.map(({ holder }) => holder))];
    for (let first = 0; first < holders.length; first += ACCOUNTS_AT_ONCE)
      await Promise.all(
        holders.slice(first, first + ACCOUNTS_AT_ONCE).map(async (holder) => {
          for (const { event } of (await this.accounts.read(holder))?.log ?? [])
            if (event.type === 'FundsReserved') groupOf.set(event.contract, event.group);
        }),
      );
    const known = await this.groups.findEach([...groupOf.values()]);
    return rows.map((row) => {
      const groupId = groupOf.get(row.contract) ?? '';
      const { groupName, programmeName } = known.get(groupId) ?? {};
      return {
        ...row,
        groupId,
        ...(groupName === undefined ? {} : { groupName }),
        ...(programmeName === undefined ? {} : { programmeName }),
      };
    });
  }
}

const OWED = `coalesce((SELECT sum(o.kopecks) FROM certificates.co_payments o
  WHERE o.holder = m.holder AND o.contract = m.contract AND o.month = m.month AND o.owed_from <= today.day), 0)::bigint`;

const PARTS = {
  month: 'm.month',
  provider: 'm.provider',
  'certificate-group': 'c.certificate_group',
} as const satisfies Record<(typeof TOTALLED_BY)[number], string>;

const SUMS = `'contracts', count(DISTINCT contract), 'shareKopecks', coalesce(sum(share), 0),
  'debitedKopecks', coalesce(sum(debited), 0), 'coPaymentKopecks', coalesce(sum(co_payment), 0),
  'coPaymentDueKopecks', coalesce(sum(owed), 0)`;
