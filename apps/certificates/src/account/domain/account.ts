import { kopecks, zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import { isContractFact, type Contract } from './contract.js';
import { CorruptHistory, evolveContracts } from './corrupt-history.js';
import { postings, type AccountEvent, type LedgerAccount } from './events.js';

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

/** The state after one more event. @throws CorruptHistory when the event cannot follow the state. */
export const evolve = (account: Account, event: AccountEvent): Account => evolveAll(account, [event]);

/** The state after more events, at the cost of each. @throws CorruptHistory when one of them cannot follow the one before it. */
export const evolveAll = (account: Account, events: readonly AccountEvent[]): Account => {
  const [certificates, contracts] = [new Map(account.certificates), new Map(account.contracts)];
  let { settledThrough } = account;
  for (const event of events) {
    evolveCertificates(certificates, event);
    evolveContracts(contracts, event);
    if (settledThrough === undefined || settledThrough < event.on) settledThrough = event.on;
  }
  return { certificates, contracts, settledThrough };
};

const BUCKETS = {
  available: 'available',
  reserved: 'reserved',
  payable: 'spent',
  expired: 'expired',
} as const satisfies Record<Exclude<LedgerAccount, 'budget'>, keyof Certificate>;

const evolveCertificates = (certificates: Map<string, Certificate>, event: AccountEvent): void => {
  const lines = postings(event);
  // A contract of which the certificate pays nothing needs no certificate (docs/rules.md §3).
  if (lines.length === 0 && isContractFact(event) && !certificates.has(event.financingProgramme)) return;
  const before =
    event.type === 'CertificateIssued' ? issued(certificates, event) : certificates.get(event.financingProgramme);
  if (!before) throw new CorruptHistory(`${event.type} without a certificate of ${event.financingProgramme}`);
  const after = { ...before };
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
  const closes = event.type === 'PeriodExpired' || event.type === 'CertificateClosed';
  const closed = closes || (event.type !== 'ExpiryReversed' && before.closed);
  if (closed && after.available > 0) throw new CorruptHistory(`${event.type} leaves money available after the period`);
  const closedByOperatorOn = event.type === 'CertificateClosed' ? event.on : before.closedByOperatorOn;
  certificates.set(event.financingProgramme, { ...after, closed, closedByOperatorOn });
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
