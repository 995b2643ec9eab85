import type { MonthState } from '../../apps/certificates/src/account/domain/month.js';

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
