import { ContractMonths } from './contract-months.js';
import type { LedgerEvent } from './ledger-event.js';
import { factOf, namesMoney, type Fact } from './payloads.js';

export type AuditedCertificate = {
  readonly holder: string;
  readonly programme: string;
  nominal: number;
  available: number;
  reserved: number;
  spent: number;
  expired: number;
};

const ACCOUNT = 'account-';

/**
 * Rebuilds every account from its events by plain arithmetic. It shares no code with the services on purpose, for it is
 * there to catch them.
 */
export class Replay {
  readonly accounts = new Set<string>();
  readonly certificates = new Map<string, AuditedCertificate>();
  readonly months: ContractMonths;

  constructor(private readonly differ: (what: string) => void) {
    this.months = new ContractMonths(differ);
  }

  /** The next event of the log. */
  add(event: LedgerEvent): void {
    if (!event.stream.startsWith(ACCOUNT)) return;
    const holder = event.stream.slice(ACCOUNT.length);
    this.accounts.add(holder);
    const at = `${event.stream}#${event.revision}`;
    try {
      this.book(holder, factOf(event), at);
    } catch (error) {
      this.differ(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private book(holder: string, fact: Fact, at: string): void {
    const key = keyOf(holder, fact.programme);
    if (fact.kind === 'issued') {
      const { programme, nominal } = fact;
      if (this.certificates.has(key)) this.differ(`${at}: the certificate is issued a second time`);
      const empty = { available: nominal, reserved: 0, spent: 0, expired: 0 };
      this.certificates.set(key, { holder, programme, nominal, ...empty });
    }
    const certificate = this.certificates.get(key);
    if (certificate) move(certificate, fact);
    else if (namesMoney(fact)) this.differ(`${at}: money moves, and there is no certificate`);
    this.months.book(fact);
    if (!certificate) return;
    const { nominal, available, reserved, spent, expired } = certificate;
    if (nominal !== available + reserved + spent + expired || Math.min(available, reserved, spent, expired) < 0)
      this.differ(`${at}: the identity of the certificate is broken`);
  }
}

/** The name of a certificate in the replay. */
export const keyOf = (holder: string, programme: string): string => `${holder} ${programme}`;

const move = (certificate: AuditedCertificate, fact: Fact): void => {
  const { back, share, debited, returned, released, refunded, reserved, setAside, expired, reversed } = fact;
  switch (fact.kind) {
    case 'reserved':
      certificate.available -= share;
      certificate.reserved += share;
      return;
    case 'debited':
      certificate.reserved -= debited + returned;
      certificate.spent += debited;
      certificate[back] += returned;
      return;
    case 'lessons-reported':
      certificate.spent -= returned;
      certificate[back] += returned;
      return;
    case 'ended':
      certificate.reserved -= released;
      certificate.spent -= refunded;
      certificate[back] += released + refunded;
      return;
    case 'end-revoked':
      certificate[back] -= reserved + debited;
      certificate.reserved += reserved;
      certificate.spent += debited;
      return;
    case 'correction-held':
      certificate[back] -= setAside;
      certificate.reserved += setAside;
      return;
    case 'correction-dropped':
      certificate.reserved -= setAside;
      certificate[back] += setAside;
      return;
    case 'lessons-corrected':
      certificate.reserved -= debited + released;
      certificate.spent += debited - returned;
      certificate[back] += returned + released;
      return;
    case 'expired':
      certificate.available -= expired;
      certificate.expired += expired;
      return;
    case 'expiry-reversed':
      certificate.expired -= reversed;
      certificate.available += reversed;
      return;
    case 'issued':
    case 'concluded':
    case 'answered':
      return;
    default:
      throw new Error(`${fact.kind as string} is not booked`);
  }
};
