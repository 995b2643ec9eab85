import { UnexpectedAnswer, type LedgerClient } from '@lib/client';
import type { Chains } from './chains.js';
import { keyOf, type AuditedCertificate, type Replay } from './replay.js';

const BUCKETS = ['nominal', 'available', 'reserved', 'spent', 'expired'] as const;
type Bucket = (typeof BUCKETS)[number];
type Told = Readonly<Record<`${Bucket}Kopecks`, number>>;

const ACCOUNTS_AT_ONCE = 8;

/** What an auditor has computed from the events. */
export type Audited = { readonly replay: Replay; readonly chains: Chains };

/** Compares what the services answer with what the events say. */
export class Comparison {
  private readonly differences: string[] = [];

  constructor(
    private readonly ledger: LedgerClient,
    private readonly audited: Audited,
  ) {}

  /** The balances, months, reports and trial balances of certificates. @throws UnexpectedAnswer */
  async certificates(): Promise<readonly string[]> {
    const { certificates } = this.audited.replay;
    const ofProgramme = Map.groupBy(certificates.values(), ({ programme }) => programme);
    for await (const { programme } of this.ledger.certificates.items('GET /financing-programmes')) {
      await this.programme(programme, ofProgramme.get(programme) ?? []);
      ofProgramme.delete(programme);
    }
    for (const programme of ofProgramme.keys())
      this.differ(`programme ${programme}: its certificates are in the events, and the service does not know it`);
    const holders = this.audited.replay.accounts.values();
    const debits = Map.groupBy(this.audited.replay.months.debits(), ({ contract }) => contract);
    const inTurn = async (): Promise<void> => {
      for (const holder of holders) await this.account(holder, debits);
    };
    await Promise.all(Array.from({ length: ACCOUNTS_AT_ONCE }, inTurn));
    return this.differences;
  }

  /** Whether enrolment and the events know the same concluded contracts. @throws UnexpectedAnswer */
  async enrollment(): Promise<readonly string[]> {
    const concluded = new Set(this.audited.replay.months.concluded());
    for await (const { id, concludedOn } of this.ledger.enrollment.items('GET /applications')) {
      if (concludedOn !== null && !concluded.has(id))
        this.differ(`contract ${id}: concluded in enrolment, and not in the events`);
      if (concludedOn !== null) concluded.delete(id);
    }
    for (const id of concluded) this.differ(`contract ${id}: concluded in the events, and not in enrolment`);
    return this.differences;
  }

  private async programme(programme: string, replayed: readonly AuditedCertificate[]): Promise<void> {
    const { certificates } = this.ledger;
    const path = { programme };
    const left = new Map(replayed.map((certificate) => [certificate.holder, certificate]));
    for await (const told of certificates.items('GET /financing-programmes/{programme}/certificates', { path })) {
      this.balances(`certificate ${keyOf(told.holder, programme)}`, told, left.get(told.holder), 'in the read model');
      left.delete(told.holder);
    }
    for (const holder of left.keys()) this.differ(`certificate ${keyOf(holder, programme)}: not in the read model`);
    await this.totals(programme, replayed);
  }

  private async totals(programme: string, replayed: readonly AuditedCertificate[]): Promise<void> {
    const path = { programme };
    const answer = await this.ledger.certificates.call('GET /financing-programmes/{programme}/totals', { path });
    if (answer.status !== 200) throw new UnexpectedAnswer(`the totals of ${programme}`, answer);
    const { body: told } = answer;
    const of = (bucket: Bucket): number => replayed.reduce((sum, certificate) => sum + certificate[bucket], 0);
    const pairs: readonly (readonly [what: string, told: number, replayed: number])[] = [
      ['certificates issued', told.issued, replayed.length],
      ['granted', told.grantedKopecks, of('nominal')],
      ['available', told.availableKopecks, of('available')],
      ['reserved', told.reservedKopecks, of('reserved')],
      ['debited', told.debitedKopecks, of('spent')],
      ['expired', told.expiredKopecks, of('expired')],
      ['trial balance, budget', told.trialBalance.budget, 0 - of('nominal')],
      ['trial balance, available', told.trialBalance.available, of('available')],
      ['trial balance, reserved', told.trialBalance.reserved, of('reserved')],
      ['trial balance, payable', told.trialBalance.payable, of('spent')],
      ['trial balance, expired', told.trialBalance.expired, of('expired')],
      ...this.monthsOf(programme, told.debitedByMonth),
    ];
    for (const [what, said, computed] of pairs)
      if (said !== computed)
        this.differ(`programme ${programme}: ${what}: ${said} in the report, ${computed} in the events`);
    if (!told.balanced) this.differ(`programme ${programme}: the service itself finds its trial balance wrong`);
  }

  private monthsOf(
    programme: string,
    told: readonly { readonly month: string; readonly debitedKopecks: number }[],
  ): readonly (readonly [what: string, told: number, replayed: number])[] {
    const said = new Map(told.map(({ month, debitedKopecks }) => [month, debitedKopecks]));
    const computed = debitedByMonth(this.audited.replay, programme);
    return [...new Set([...said.keys(), ...computed.keys()])].map((month) => [
      `debited for ${month}`,
      said.get(month) ?? 0,
      computed.get(month) ?? 0,
    ]);
  }

  private async account(holder: string, debits: ReadonlyMap<string, readonly Debit[]>): Promise<void> {
    const { replay } = this.audited;
    const answer = await this.ledger.certificates.call('GET /accounts/{holder}', { path: { holder } });
    // An account whose events cannot have happened has no state that the service could tell.
    if (answer.status === 404 || answer.status === 500)
      return this.differ(`account ${holder}: in the events, and the service answers ${answer.status}`);
    if (answer.status !== 200) throw new UnexpectedAnswer(`the account ${holder}`, answer);
    const { certificates, contracts } = answer.body;
    for (const told of certificates) {
      const key = keyOf(holder, told.programme);
      this.balances(`certificate ${key}`, told, replay.certificates.get(key), 'in the account');
    }
    for (const { contract, months } of contracts) {
      const left = new Map((debits.get(contract) ?? []).map(({ month, kopecks }) => [month, kopecks]));
      for (const { month, debitedKopecks } of months) {
        const computed = left.get(month) ?? 0;
        if (debitedKopecks !== computed)
          this.differ(
            `contract ${contract} ${month}: ${debitedKopecks} debited in the account, ${computed} in the events`,
          );
        left.delete(month);
      }
      for (const [month, kopecks] of left)
        if (kopecks !== 0) this.differ(`contract ${contract} ${month}: ${kopecks} in the events, not in the account`);
    }
    await this.stream(holder);
  }

  /** That the account's own stream ends as the log says: the services compute with the stream, the auditor with the log. */
  private async stream(holder: string): Promise<void> {
    const name = `account-${holder}`;
    const head = this.audited.chains.heads.get(name);
    if (!head) return;
    const before = head.revision === 0 ? {} : { cursor: String(head.revision - 1) };
    const answer = await this.ledger.certificates.call('GET /accounts/{holder}/events', {
      path: { holder },
      query: before,
    });
    if (answer.status !== 200) throw new UnexpectedAnswer(`the events of ${holder}`, answer);
    const { items } = answer.body;
    if (items.length !== 1 || items[0]?.hash !== head.hash)
      this.differ(`${name}: the log ends it with revision ${head.revision}, the stream itself does not`);
  }

  private balances(what: string, told: Told, replayed: AuditedCertificate | undefined, where: string): void {
    for (const bucket of BUCKETS)
      if (replayed?.[bucket] !== told[`${bucket}Kopecks`])
        this.differ(
          `${what}: ${bucket} ${told[`${bucket}Kopecks`]} ${where}, ${replayed?.[bucket] ?? 'nothing'} in the events`,
        );
  }

  private differ(what: string): void {
    this.differences.push(what);
  }
}

type Debit = { readonly contract: string; readonly month: string; readonly kopecks: number };

/** What the events debited for the months of classes, of one programme or of all; months with nothing are left out. */
export const debitedByMonth = (replay: Replay, of?: string): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { programme, month, kopecks } of replay.months.debits())
    if (of === undefined || programme === of) sums.set(month, (sums.get(month) ?? 0) + kopecks);
  return new Map([...sums].filter(([, kopecks]) => kopecks !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
};
