import { createHash } from 'node:crypto';
import { atMost, found } from '../page/answers.js';
import type { Visit } from '../page/visit.js';
import { guardedBy, type Guarded } from './children.js';

const APPLICATIONS_SHOWN = 100;

/** What a family has: its applications, and the accounts of its children by their surrogate ids. */
export type FamilyNow = {
  readonly guarded: readonly Guarded[];
  readonly applications: Awaited<ReturnType<typeof applicationsOf>>;
  readonly accounts: ReadonlyMap<string, Account>;
  /** Differs when something of it differs, and says nothing of it. */
  readonly version: string;
};

const applicationsOf = ({ ledger }: Asker) => atMost(ledger.enrollment.items('GET /applications'), APPLICATIONS_SHOWN);
const accountOf = async ({ ledger }: Asker, holder: string) =>
  found(await ledger.certificates.call('GET /accounts/{holder}', { path: { holder } }));
export type Account = NonNullable<Awaited<ReturnType<typeof accountOf>>>;

type Asker = Pick<Visit, 'ledger'>;

/** Asks for nothing whose reading is recorded, so that it may be asked again and again. @throws Refused */
export const familyNow = async (asker: Asker): Promise<FamilyNow> => {
  const [applications, guarded] = await Promise.all([applicationsOf(asker), guardedBy(asker)]);
  const holders = [...new Set(guarded.map(({ holderId }) => holderId))];
  const asked = await Promise.all(holders.map(async (holder) => [holder, await accountOf(asker, holder)] as const));
  const accounts = new Map(asked.flatMap(([holder, account]) => (account ? [[holder, account]] : [])));
  const told = [
    holders,
    applications.map(({ id, state, awaiting, reason, notTaken, lastDay }) => [
      id,
      state,
      awaiting,
      reason,
      notTaken,
      lastDay,
    ]),
    // Not the day: a new day alone is no news.
    [...accounts.values()].map(({ certificates, contracts }) => [certificates, contracts]),
  ];
  const version = createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22);
  return { guarded, applications, accounts, version };
};
