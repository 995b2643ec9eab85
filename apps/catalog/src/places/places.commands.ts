import type { EnrollmentContractsMessage } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { unreachable } from '@lib/kernel';

/** What a fact of enrolment means for the places of a study group. */
export const countPlace = async (tx: Sql, message: EnrollmentContractsMessage): Promise<void> => {
  switch (message.type) {
    case 'application-submitted': {
      const { contract, group, lastDay } = message.data;
      await tx.query('INSERT INTO catalog.places (contract, group_id, last_day) VALUES ($1, $2, $3)', [
        contract,
        group,
        lastDay,
      ]);
      return;
    }
    case 'application-refused':
    case 'application-withdrawn':
      await tx.query('DELETE FROM catalog.places WHERE contract = $1', [message.data.contract]);
      return;
    case 'contract-terminated':
      await tx.query('UPDATE catalog.places SET last_day = $2 WHERE contract = $1', [
        message.data.contract,
        message.data.lastDay,
      ]);
      return;
    // The place has been occupied since the application.
    case 'application-accepted':
    case 'funds-requested':
    case 'contract-concluded':
    case 'lessons-reported':
    case 'lessons-correction-requested':
    case 'lessons-correction-decided':
    case 'notice-revocation-requested':
    case 'notice-revoked':
    case 'terms-confirmed':
      return;
    default:
      unreachable(message);
  }
};
