import { atMost, taken } from '../page/answers.js';
import { hasRole, ofRole, type Visit } from '../page/visit.js';

const PROGRAMMES_SHOWN = 50;

/** The financing programmes of whoever asks: an operator's are all, those of a municipality or a payer its own. */
export const programmesOf = async (visit: Visit) => {
  const all = await atMost(visit.ledger.certificates.items('GET /financing-programmes'), PROGRAMMES_SHOWN);
  if (isOperator(visit)) return all;
  const own = new Set([...ofRole(visit, 'municipality'), ...ofRole(visit, 'payer')]);
  return all.filter(({ municipality }) => own.has(String(municipality)));
};

/** Who may change something; everybody else in these rooms only reads. */
export const isOperator = (visit: Visit): boolean => hasRole(visit, ['operator']);

/** The money of a programme, today or as it stood on a day. */
export const totalsOf = async ({ ledger }: Visit, programme: string, asOf = '') =>
  taken(
    await ledger.certificates.call('GET /financing-programmes/{programme}/totals', {
      path: { programme },
      query: asOf === '' ? {} : { asOf },
    }),
  );
export type Totals = Awaited<ReturnType<typeof totalsOf>>;
