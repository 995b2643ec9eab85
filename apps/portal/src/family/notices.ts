import { addDays, calendarDate } from '@lib/kernel';
import type { Account, FamilyNow } from './family-now.js';

/** So many days before its end a family is told what returns to the budget. */
const ENDS_WITHIN_DAYS = 30;

/** What a family has to know or to do now. */
export type Notice =
  | {
      readonly kind: 'terms-changed' | 'refused' | 'waits-for-you' | 'waits-for-money';
      readonly application: Application;
    }
  | { readonly kind: 'expires'; readonly holder: string; readonly on: string; readonly kopecks: number };

export type Waiting = Readonly<Record<'confirm' | 'consent', ReadonlySet<string>>>;
type Application = FamilyNow['applications'][number];

/**
 * What of its applications and certificates waits for a family, and what will be lost. @param waiting the ids of
 * applications whose changed terms wait to be confirmed, and of those that wait for a consent
 */
export const noticesOf = ({ applications, accounts }: FamilyNow, waiting: Waiting): readonly Notice[] => [
  ...applications.flatMap((application): readonly Notice[] => {
    const { id, state, awaiting, notTaken } = application;
    const isOpen = state === 'requested' || state === 'accepted';
    if (awaiting !== null) return [{ kind: 'waits-for-money', application }];
    if (isOpen && (notTaken !== null || waiting.confirm.has(id))) return [{ kind: 'terms-changed', application }];
    if (state === 'accepted') return waiting.consent.has(id) ? [{ kind: 'waits-for-you', application }] : [];
    const isPast = applications.some(
      (other) => other.holderId === application.holderId && other.submittedOn > application.submittedOn,
    );
    return state === 'refused' && !isPast ? [{ kind: 'refused', application }] : [];
  }),
  ...[...accounts].flatMap(([holder, account]) => expiring(holder, account)),
];

const expiring = (holder: string, { asOf, certificates }: Account): readonly Notice[] =>
  certificates
    .filter(
      ({ availableKopecks, validToExclusive: end }) =>
        availableKopecks > 0 && asOf < end && addDays(calendarDate(asOf), ENDS_WITHIN_DAYS) >= end,
    )
    .map(({ availableKopecks: kopecks, validToExclusive: on }) => ({ kind: 'expires', holder, on, kopecks }));
