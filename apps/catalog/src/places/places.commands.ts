import type { EnrollmentContractsMessage } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { unreachable, type CalendarDate } from '@lib/kernel';

/**
 * How an application stands to its terms: `open` while the terms may change under it, `reserving` once money was asked
 * for on its terms, `concluded` for a contract.
 */
export type Standing = 'open' | 'reserving' | 'concluded';

/** What a fact of enrolment means for the places of a study group. The facts of one contract come in their order. */
export const countPlace = async (tx: Sql, message: EnrollmentContractsMessage): Promise<void> => {
  switch (message.type) {
    case 'application-submitted':
    case 'terms-confirmed':
      return hold(tx, { ...message.data, standing: 'open' });
    case 'funds-requested':
      return stand(tx, message.data.contract, 'reserving');
    case 'contract-concluded':
      return stand(tx, message.data.contract, 'concluded');
    case 'application-refused':
    case 'application-withdrawn':
      await tx.query('DELETE FROM catalog.places WHERE contract = $1', [message.data.contract]);
      return;
    case 'contract-terminated':
      await tx.query(`UPDATE catalog.places SET last_day = $2, standing = 'concluded' WHERE contract = $1`, [
        message.data.contract,
        message.data.lastDay,
      ]);
      return;
    // A notice before the start had freed the place altogether.
    case 'notice-revoked':
      return hold(tx, { ...message.data, standing: 'concluded' });
    // The place has been occupied since the application, on the same days.
    case 'application-accepted':
    case 'lessons-reported':
    case 'lessons-correction-requested':
    case 'lessons-correction-decided':
    case 'notice-revocation-requested':
      return;
    default:
      unreachable(message);
  }
};

type Held = {
  readonly contract: string;
  readonly group: string;
  readonly start: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly standing: Standing;
};

const hold = async (tx: Sql, { contract, group, start, lastDay, standing }: Held): Promise<void> => {
  await tx.query(
    `INSERT INTO catalog.places (contract, group_id, start, last_day, standing) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (contract) DO UPDATE SET
       group_id = excluded.group_id, start = excluded.start, last_day = excluded.last_day, standing = excluded.standing`,
    [contract, group, start, lastDay, standing],
  );
};

const stand = async (tx: Sql, contract: string, standing: Standing): Promise<void> => {
  await tx.query('UPDATE catalog.places SET standing = $2 WHERE contract = $1', [contract, standing]);
};
