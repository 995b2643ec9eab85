import type { EnrollmentContractsMessage } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { unreachable, type CalendarDate } from '@lib/kernel';

/**
 * How an application stands to its terms: `open` while the terms may change under it, `reserving` once money was asked
 * for on its terms, `concluded` for a contract.
 */
export type Standing = 'open' | 'reserving' | 'concluded';

/** What becomes of the place of a contract. */
type Change =
  | {
      readonly type: 'hold';
      readonly contract: string;
      readonly group: string;
      readonly start: CalendarDate;
      readonly lastDay: CalendarDate;
      readonly standing: Standing;
    }
  | {
      readonly type: 'stand';
      readonly contract: string;
      readonly standing: Standing;
      readonly lastDay: CalendarDate | undefined;
    }
  | { readonly type: 'free'; readonly contract: string };

/** What facts of enrolment, of which no two are of one contract, mean for the places of study groups. */
export const countPlaces = async (tx: Sql, messages: readonly EnrollmentContractsMessage[]): Promise<void> => {
  const changes = messages.flatMap((message) => changeBy(message) ?? []);
  await hold(
    tx,
    changes.filter((change) => change.type === 'hold'),
  );
  await stand(
    tx,
    changes.filter((change) => change.type === 'stand'),
  );
  const freed = changes.filter(({ type }) => type === 'free').map(({ contract }) => contract);
  if (freed.length > 0) await tx.query('DELETE FROM catalog.places WHERE contract = ANY($1::uuid[])', [freed]);
};

const changeBy = (message: EnrollmentContractsMessage): Change | undefined => {
  const { contract } = message.data;
  switch (message.type) {
    case 'application-submitted':
    case 'terms-confirmed':
      return { type: 'hold', ...message.data, standing: 'open' };
    case 'funds-requested':
      return { type: 'stand', contract, standing: 'reserving', lastDay: undefined };
    case 'contract-concluded':
      return { type: 'stand', contract, standing: 'concluded', lastDay: undefined };
    case 'application-refused':
    case 'application-withdrawn':
      return { type: 'free', contract };
    case 'contract-terminated':
      return { type: 'stand', contract, standing: 'concluded', lastDay: message.data.lastDay };
    // A notice before the start had freed the place altogether.
    case 'notice-revoked':
      return { type: 'hold', ...message.data, standing: 'concluded' };
    // The place has been occupied since the application, on the same days.
    case 'application-accepted':
    case 'lessons-reported':
    case 'lessons-correction-requested':
    case 'lessons-correction-decided':
    case 'notice-revocation-requested':
      return undefined;
    default:
      return unreachable(message);
  }
};

const hold = async (tx: Sql, held: readonly Extract<Change, { type: 'hold' }>[]): Promise<void> => {
  if (held.length === 0) return;
  await tx.query(
    `INSERT INTO catalog.places (contract, group_id, start, last_day, standing)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::text[])
     ON CONFLICT (contract) DO UPDATE SET
       group_id = excluded.group_id, start = excluded.start, last_day = excluded.last_day, standing = excluded.standing`,
    [
      held.map(({ contract }) => contract),
      held.map(({ group }) => group),
      held.map(({ start }) => start),
      held.map(({ lastDay }) => lastDay),
      held.map(({ standing }) => standing),
    ],
  );
};

const stand = async (tx: Sql, standing: readonly Extract<Change, { type: 'stand' }>[]): Promise<void> => {
  if (standing.length === 0) return;
  await tx.query(
    `UPDATE catalog.places p SET standing = s.standing, last_day = coalesce(s.last_day, p.last_day)
     FROM unnest($1::uuid[], $2::text[], $3::date[]) AS s (contract, standing, last_day) WHERE p.contract = s.contract`,
    [
      standing.map(({ contract }) => contract),
      standing.map((one) => one.standing),
      standing.map(({ lastDay }) => lastDay ?? null),
    ],
  );
};
