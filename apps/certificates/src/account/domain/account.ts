import { kopecks, zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import { isContractFact, type Contract } from './contract.js';
import { CorruptHistory, evolveContracts } from './corrupt-history.js';
import { postings, type AccountEvent, type LedgerAccount, type Posting } from './events.js';

/** One certificate in one period. `nominal = available + reserved + spent + expired` at every moment. */
export type Certificate = {
  readonly financingProgramme: string;
  readonly certificateGroup: string;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly nominal: Kopecks;
  readonly available: Kopecks;
  readonly reserved: Kopecks;
  readonly spent: Kopecks;
  readonly expired: Kopecks;
  /** The period's end is booked, or an operator closed the certificate. */
  readonly closed: boolean;
  /** An operator closed it, on this day. */
  readonly closedByOperatorOn: CalendarDate | undefined;
};

/** All of one holder: a certificate per financing programme (municipality and period), and every contract ever asked for. */
export type Account = {
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly contracts: ReadonlyMap<string, Contract>;
  /** The latest business date the account has booked. */
  readonly settledThrough: CalendarDate | undefined;
};

export const emptyAccount: Account = { certificates: new Map(), contracts: new Map(), settledThrough: undefined };

/** An account that its events change where it stands: for a fold that needs nothing of what it was before them. */
export type AccountDraft = {
  readonly certificates: Map<string, Certificate>;
  readonly contracts: Map<string, Contract>;
  settledThrough: CalendarDate | undefined;
};

/** A draft that begins as the account is, which stays as it is. */
export const draftOf = ({ certificates, contracts, settledThrough }: Account): AccountDraft => ({
  certificates: new Map(certificates),
  contracts: new Map(contracts),
  settledThrough,
});

/**
 * Changes the draft as one more event does, at the cost of the event, however much there is of the account.
 * @throws CorruptHistory when the event cannot follow; the draft is of no use then
 */
export const evolveDraft = (draft: AccountDraft, event: AccountEvent): void => {
  const lines = postings(event);
  evolveCertificates(draft.certificates, event, lines);
  evolveContracts(draft.contracts, event, lines);
  if (draft.settledThrough === undefined || draft.settledThrough < event.on) draft.settledThrough = event.on;
};

/** The state after one more event. @throws CorruptHistory when the event cannot follow the state. */
export const evolve = (account: Account, event: AccountEvent): Account => evolveAll(account, [event]);

/** The state after more events, at the cost of each. @throws CorruptHistory when one of them cannot follow the one before it. */
export const evolveAll = (account: Account, events: readonly AccountEvent[]): Account => {
  const draft = draftOf(account);
  for (const event of events) evolveDraft(draft, event);
  return draft;
};

const BUCKETS = {
  available: 'available',
  reserved: 'reserved',
  payable: 'spent',
  expired: 'expired',
} as const satisfies Record<Exclude<LedgerAccount, 'budget'>, keyof Certificate>;

const evolveCertificates = (
  certificates: Map<string, Certificate>,
  event: AccountEvent,
  lines: readonly Posting[],
): void => {
  // It moves no money; a contract of which the certificate pays nothing does not even need one (docs/rules.md §3).
  if (lines.length === 0 && isContractFact(event)) return;
  const before =
    event.type === 'CertificateIssued' ? issued(certificates, event) : certificates.get(event.financingProgramme);
  if (!before) throw new CorruptHistory(`${event.type} without a certificate of ${event.financingProgramme}`);
  const closes = event.type === 'PeriodExpired' || event.type === 'CertificateClosed';
  const closed = closes || (event.type !== 'ExpiryReversed' && before.closed);
  const closedByOperatorOn = event.type === 'CertificateClosed' ? event.on : before.closedByOperatorOn;
  const after = { ...before, closed, closedByOperatorOn };
  for (const line of lines) {
    if (line.account === 'budget') continue;
    const bucket = BUCKETS[line.account];
    const balance = after[bucket] + line.kopecks;
    if (balance < 0)
      throw new CorruptHistory(`${event.type} takes ${-line.kopecks} kopecks from ${bucket}: ${after[bucket]}`);
    after[bucket] = kopecks(balance);
  }
  if (event.type === 'PeriodExpired' ? before.closed : event.type === 'ExpiryReversed' && !before.closed)
    throw new CorruptHistory(`${event.type} of a certificate that is ${before.closed ? 'closed' : 'open'}`);
  if (closed && after.available > 0) throw new CorruptHistory(`${event.type} leaves money available after the period`);
  certificates.set(event.financingProgramme, after);
};

const issued = (
  certificates: ReadonlyMap<string, Certificate>,
  event: Extract<AccountEvent, { type: 'CertificateIssued' }>,
): Certificate => {
  if (certificates.has(event.financingProgramme)) throw new CorruptHistory('a certificate issued twice');
  return {
    financingProgramme: event.financingProgramme,
    certificateGroup: event.certificateGroup,
    number: event.number,
    issuedOn: event.on,
    from: event.from,
    toExclusive: event.toExclusive,
    nominal: event.nominal,
    available: zero,
    reserved: zero,
    spent: zero,
    expired: zero,
    closed: false,
    closedByOperatorOn: undefined,
  };
};
