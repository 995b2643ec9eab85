import type { Account } from '../../apps/certificates/src/account/domain/account.js';
import type { MonthState } from '../../apps/certificates/src/account/domain/month.js';

/**
 * The identity of docs/rules.md §1 in every certificate of an account, and the months of its contracts as the reason for what
 * is reserved and spent. Plain comparisons, for properties look after every event.
 * @throws Error naming the certificate that breaks it
 */
export const expectIdentity = (account: Account): Account => {
  for (const [programme, certificate] of account.certificates) {
    const { nominal, available, reserved, spent, expired, closed } = certificate;
    const held = heldIn(monthsPaidBy(account, programme));
    const holds =
      nominal === available + reserved + spent + expired &&
      Math.min(available, reserved, spent, expired) >= 0 &&
      held.reserved + held.setAside === reserved &&
      held.spent === spent &&
      (!closed || available === 0);
    if (!holds) throw new Error(`the identity is broken: ${JSON.stringify({ programme, ...certificate, held })}`);
  }
  return account;
};

const monthsPaidBy = (account: Account, programme: string): readonly MonthState[] =>
  [...account.contracts.values()].flatMap((contract) =>
    contract.status !== 'refused' && contract.terms.financingProgramme === programme ? contract.months : [],
  );

/** What months hold of a certificate, added up by their states: in the reserve, set aside for corrections, and spent. */
export const heldIn = (months: readonly MonthState[]): { reserved: number; setAside: number; spent: number } => {
  const held = { reserved: 0, setAside: 0, spent: 0 };
  for (const { status, share, debited, correcting } of months) {
    if (status === 'reserved') held.reserved += share;
    if (status === 'debited') held.spent += debited;
    held.setAside += correcting?.setAside ?? 0;
  }
  return held;
};
