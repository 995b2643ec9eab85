import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerClient } from '@lib/client';
import { Chains, type Anchor } from './chains.js';
import { Checkpoints, type Signed } from './checkpoints.js';
import { Comparison, debitedByMonth } from './comparison.js';
import { logOf } from './http.source.js';
import type { EventSource } from './ledger-event.js';
import { Replay, type AuditedCertificate } from './replay.js';

/** What an auditor found. */
export type Audit = {
  readonly events: number;
  readonly streams: number;
  readonly accounts: number;
  readonly certificates: readonly AuditedCertificate[];
  readonly debitedByMonth: Readonly<Record<string, number>>;
  /** How many signed checkpoints the log was compared with; undefined where none were given. */
  readonly checkpoints?: number | undefined;
  /** In words; empty: the ledger is right as far as HTTP shows it. */
  readonly differences: readonly string[];
  /** What a later audit compares with. */
  readonly anchor: Anchor;
};

export type AuditOptions = {
  /** What an earlier audit wrote down. */
  readonly anchor?: Anchor | undefined;
  /** What the certificates service has signed. */
  readonly signed?: Signed | undefined;
  /** Whether enrolment is asked as well. */
  readonly asksEnrollment: boolean;
  /** Where the events are read; over HTTP unless told. */
  readonly source?: EventSource;
  /** Told now and then how many events have been read. */
  readonly tell?: ((events: number) => void) | undefined;
};

const ROUNDS_MAX = 10;
const PAUSE_MS = 1_000;
const TOLD_EVERY = 1_000;

/**
 * Reads every event, checks the chains, rebuilds the accounts and compares them with what the services answer. The
 * installation may be at work: while its read models are behind or events are added, what differs is looked at again.
 */
export const auditInstallation = async (
  ledger: LedgerClient,
  { anchor, signed, asksEnrollment, source = logOf(ledger), tell }: AuditOptions,
): Promise<Audit> => {
  const found: string[] = [];
  const differ = (what: string): void => void found.push(what);
  const chains = new Chains(anchor, differ);
  const checkpoints = signed && new Checkpoints(signed, differ);
  const replay = new Replay(differ);
  let last: string | undefined;
  const readOn = async (): Promise<number> => {
    const before = chains.events;
    for await (const event of source.events(last)) {
      chains.add(event);
      checkpoints?.add(event);
      replay.add(event);
      last = event.position;
      if (chains.events % TOLD_EVERY === 0) tell?.(chains.events);
    }
    tell?.(chains.events);
    return chains.events - before;
  };
  await readOn();
  let compared: readonly string[] = [];
  for (let round = 1; ; round++) {
    compared = await differencesOf(ledger, { chains, replay }, asksEnrollment);
    if (compared.length === 0 || round === ROUNDS_MAX) break;
    const isBehind = await isBehindIn(ledger);
    if ((await readOn()) === 0 && !isBehind && round > 1) break;
    await pause(PAUSE_MS);
  }
  chains.compareWithAnchor();
  checkpoints?.finish();
  return {
    events: chains.events,
    streams: chains.heads.size,
    accounts: replay.accounts.size,
    certificates: [...replay.certificates.values()],
    debitedByMonth: Object.fromEntries(debitedByMonth(replay)),
    checkpoints: checkpoints?.count,
    differences: [...found, ...compared],
    anchor: chains.anchorHere(),
  };
};

const differencesOf = async (
  ledger: LedgerClient,
  audited: { readonly chains: Chains; readonly replay: Replay },
  asksEnrollment: boolean,
): Promise<readonly string[]> => [
  ...(await new Comparison(ledger, audited).certificates()),
  ...(asksEnrollment ? await new Comparison(ledger, audited).enrollment() : []),
];

/** Whether the read models lie behind the log. */
const isBehindIn = async ({ certificates }: LedgerClient): Promise<boolean> => {
  const answer = await certificates.call('GET /messaging/lag');
  return answer.status === 200 && answer.body.lag > 0;
};
