import type { Database } from '@lib/database';
import type { TimeZone } from '@lib/kernel';
import type { CertificateRow, LedgerTotals, ProgrammeTotals } from './programme.dto.js';

type Sums = {
  issued: number;
  granted: number;
  available: number;
  reserved: number;
  debited: number;
  expired: number;
};

/** Questions across the accounts of a programme, from the read models: a moment behind the log. */
export class ProgrammeReports {
  constructor(private readonly database: Database) {}

  calendars(): Promise<readonly { id: string; timeZone: TimeZone }[]> {
    return this.database.query('SELECT id, time_zone AS "timeZone" FROM certificates.programmes ORDER BY id');
  }

  /** At most `max` certificates behind a number, in the order of their numbers. */
  certificatesAfter(
    programme: string,
    number: string,
    max: number,
  ): Promise<readonly (CertificateRow & Record<string, unknown>)[]> {
    return this.database.query(
      `SELECT holder, number, certificate_group AS "certificateGroup", nominal_kopecks AS "nominalKopecks",
         available_kopecks AS "availableKopecks", reserved_kopecks AS "reservedKopecks",
         spent_kopecks AS "spentKopecks", expired_kopecks AS "expiredKopecks"
       FROM certificates.certificates WHERE programme = $1 AND number > $2 ORDER BY number LIMIT $3`,
      [programme, number, max],
    );
  }

  async totals(programme: string): Promise<ProgrammeTotals> {
    const [sums] = await this.database.query<Sums>(
      `SELECT count(*) AS issued, coalesce(sum(nominal_kopecks), 0)::bigint AS granted,
         coalesce(sum(available_kopecks), 0)::bigint AS available, coalesce(sum(reserved_kopecks), 0)::bigint AS reserved,
         coalesce(sum(spent_kopecks), 0)::bigint AS debited, coalesce(sum(expired_kopecks), 0)::bigint AS expired
       FROM certificates.certificates WHERE programme = $1`,
      [programme],
    );
    const [coPayment] = await this.database.query<{ kopecks: number }>(
      `SELECT coalesce(sum(co_payment_kopecks), 0)::bigint AS kopecks
       FROM certificates.contract_months WHERE programme = $1 AND opened`,
      [programme],
    );
    const debitedByMonth = await this.database.query<{ month: string; debitedKopecks: number }>(
      `SELECT month, sum(debited_kopecks)::bigint AS "debitedKopecks" FROM certificates.contract_months
       WHERE programme = $1 AND debited_kopecks > 0 GROUP BY month ORDER BY month`,
      [programme],
    );
    const lines = await this.database.query<{ account: keyof LedgerTotals; kopecks: number }>(
      `SELECT account, sum(kopecks)::bigint AS kopecks FROM certificates.entries WHERE programme = $1 GROUP BY account`,
      [programme],
    );
    const trialBalance = { budget: 0, available: 0, reserved: 0, payable: 0, expired: 0 };
    for (const line of lines) trialBalance[line.account] = line.kopecks;
    const { issued, granted, available, reserved, debited, expired } = sums ?? NONE;
    return {
      programme,
      issued,
      grantedKopecks: granted,
      availableKopecks: available,
      reservedKopecks: reserved,
      debitedKopecks: debited,
      expiredKopecks: expired,
      coPaymentKopecks: coPayment?.kopecks ?? 0,
      debitedByMonth,
      trialBalance,
      balanced:
        trialBalance.budget === -granted &&
        trialBalance.available === available &&
        trialBalance.reserved === reserved &&
        trialBalance.payable === debited &&
        trialBalance.expired === expired &&
        granted === available + reserved + debited + expired,
    };
  }
}

const NONE: Sums = { issued: 0, granted: 0, available: 0, reserved: 0, debited: 0, expired: 0 };
