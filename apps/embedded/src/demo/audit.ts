import { createHash } from 'node:crypto';
import type { Database } from '@lib/database';
import { z } from 'zod';
import { AuditedMonths, monthFields } from './audited-months.js';

/**
 * An auditor's replay: reads the events as rows, checks the chain of hashes and adds the kopecks up by its own plain
 * arithmetic. It shares no code with the services on purpose, for it is there to catch them.
 */
export type Audit = {
  readonly events: number;
  readonly accounts: number;
  readonly certificates: readonly AuditedCertificate[];
  readonly debitedByMonth: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
};

type AuditedCertificate = {
  readonly holder: string;
  readonly programme: string;
  nominal: number;
  available: number;
  reserved: number;
  spent: number;
  expired: number;
};

const GENESIS = Buffer.alloc(32);
const PAGE = 5_000;
const DIFFERENCES_MAX = 50;

const row = z.object({
  stream: z.string(),
  revision: z.number(),
  id: z.string(),
  type: z.string(),
  version: z.number(),
  data: z.string(),
  meta: z.string(),
  recorded_at: z.string(),
  hash: z.string(),
});
/** An event as it is stored: `data` and `meta` are the bytes that were hashed. */
export type EventRow = z.output<typeof row>;

/** The fields in which money or a month may stand. */
const fields = monthFields.extend({
  financingProgramme: z.string(),
  returnsTo: z.enum(['available', 'expired']).optional(),
  nominal: z.number().default(0),
  share: z.number().default(0),
  released: z.number().default(0),
  reserved: z.number().default(0),
  expired: z.number().default(0),
  reversed: z.number().default(0),
});

/** The names that the first version of an event had, and what they are called since. */
const RENAMED: Readonly<Record<string, string>> = {
  ContractOpened: 'ContractConcluded',
  CompletenessReported: 'LessonsReported',
  ContractShortened: 'ContractTerminated',
};

/** An event of any version in the names of today. Version 1 had amounts that could only be kopecks. */
const readByAuditor = (event: EventRow): { readonly type: string; readonly data: z.output<typeof fields> } => {
  const renamed = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, of]) => [
            name === 'programme' ? 'financingProgramme' : name.replace(/Kopecks$/, ''),
            of,
          ]),
        )
      : value;
  return { type: RENAMED[event.type] ?? event.type, data: fields.parse(JSON.parse(event.data, renamed)) };
};

/** Replays the whole event store and compares it with the read models and the trial balance. */
export const auditLedger = async (
  database: Database,
  events: AsyncIterable<EventRow> = rowsOf(database),
): Promise<Audit> => {
  const replay = new Replay();
  for await (const event of events) replay.add(event);
  await compareCertificates(database, replay);
  await compareMonths(database, replay);
  await compareTrialBalance(database, replay);
  return {
    events: replay.events,
    accounts: replay.accounts.size,
    certificates: [...replay.certificates.values()],
    debitedByMonth: Object.fromEntries(
      [...replay.debitedByMonth()].filter(([, kopecks]) => kopecks !== 0).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    differences: replay.differences,
  };
};

/** The events of a PostgreSQL event store, in their order. */
export async function* rowsOf(database: Database): AsyncGenerator<EventRow, void> {
  for (let after = 0; ;) {
    const page = z.array(row.extend({ position: z.number() })).parse(
      await database.query(
        `SELECT position, stream, revision, id, type, version, data::text AS data, meta::text AS meta, recorded_at, hash
         FROM event_store.events WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
        [after],
      ),
    );
    yield* page;
    after = page.at(-1)?.position ?? after;
    if (page.length < PAGE) return;
  }
}

class Replay {
  events = 0;
  readonly accounts = new Set<string>();
  readonly certificates = new Map<string, AuditedCertificate>();
  readonly differences: string[] = [];
  readonly months = new AuditedMonths((what) => this.differ(what));
  private readonly heads = new Map<string, { revision: number; hash: Buffer }>();

  add(event: EventRow): void {
    this.events += 1;
    this.link(event);
    if (!event.stream.startsWith('account-')) return;
    const holder = event.stream.slice('account-'.length);
    this.accounts.add(holder);
    const { type, data } = readByAuditor(event);
    const key = `${holder} ${data.financingProgramme}`;
    if (type === 'CertificateIssued')
      this.certificates.set(key, {
        holder,
        programme: data.financingProgramme,
        nominal: data.nominal,
        available: data.nominal,
        reserved: 0,
        spent: 0,
        expired: 0,
      });
    const certificate = this.certificates.get(key);
    if (certificate) this.book(certificate, type, data);
    this.months.book(type, data);
    const { nominal, available, reserved, spent, expired } = certificate ?? NOTHING;
    if (nominal !== available + reserved + spent + expired || Math.min(available, reserved, spent, expired) < 0)
      this.differ(`${event.stream}#${event.revision}: the identity of the certificate is broken`);
  }

  differ(what: string): void {
    if (this.differences.length < DIFFERENCES_MAX) this.differences.push(what);
  }

  *debitedByMonth(): Iterable<[string, number]> {
    const sums = new Map<string, number>();
    for (const [, month, kopecks] of this.months.debits()) sums.set(month, (sums.get(month) ?? 0) + kopecks);
    yield* sums;
  }

  private link(event: EventRow): void {
    const head = this.heads.get(event.stream);
    if (event.revision !== (head ? head.revision + 1 : 0))
      this.differ(`${event.stream}#${event.revision}: follows revision ${head?.revision ?? 'none'}`);
    // The stored bytes of data and meta are already canonical; the other names stand in their canonical order.
    const canonical =
      `{"data":${event.data},"id":"${event.id}","meta":${event.meta},"recordedAt":"${event.recorded_at}",` +
      `"revision":${event.revision},"stream":"${event.stream}","type":"${event.type}","version":${event.version}}`;
    const hash = createHash('sha256')
      .update(head?.hash ?? GENESIS)
      .update(canonical)
      .digest();
    if (hash.toString('hex') !== event.hash) this.differ(`${event.stream}#${event.revision}: the hash does not fit`);
    this.heads.set(event.stream, { revision: event.revision, hash: Buffer.from(event.hash, 'hex') });
  }

  private book(certificate: AuditedCertificate, type: string, data: z.output<typeof fields>): void {
    const back = data.returnsTo ?? 'available';
    switch (type) {
      case 'FundsReserved':
        certificate.available -= data.share;
        certificate.reserved += data.share;
        return;
      case 'MonthDebited':
        certificate.reserved -= data.debited + data.returned;
        certificate.spent += data.debited;
        certificate[back] += data.returned;
        return;
      case 'LessonsReported':
        certificate.spent -= data.returned;
        certificate[back] += data.returned;
        return;
      case 'ContractTerminated':
      case 'ReservationReleased':
        certificate.reserved -= data.released;
        certificate.spent -= data.refunded;
        certificate[back] += data.released + data.refunded;
        return;
      case 'NoticeRevoked':
        certificate[back] -= data.reserved + data.debited;
        certificate.reserved += data.reserved;
        certificate.spent += data.debited;
        return;
      case 'LessonsCorrectionHeld':
        certificate[back] -= data.setAside;
        certificate.reserved += data.setAside;
        return;
      case 'LessonsCorrectionDropped':
        certificate.reserved -= data.setAside;
        certificate[back] += data.setAside;
        return;
      case 'LessonsCorrected':
        certificate.reserved -= data.debited + data.released;
        certificate.spent += data.debited - data.returned;
        certificate[back] += data.returned + data.released;
        return;
      case 'PeriodExpired':
      case 'CertificateClosed':
        certificate.available -= data.expired;
        certificate.expired += data.expired;
        return;
      case 'ExpiryReversed':
        certificate.expired -= data.reversed;
        certificate.available += data.reversed;
        return;
      case 'NoticeRevocationRefused':
      case 'LessonsCorrectionRefused':
      case 'AnswerRepeated':
      case 'CertificateIssued':
      case 'ReservationRefused':
      case 'ContractConcluded':
        return;
      default:
        this.differ(`an event of the unknown type ${type}`);
    }
  }
}

const NOTHING = { nominal: 0, available: 0, reserved: 0, spent: 0, expired: 0 };

const compareCertificates = async (database: Database, replay: Replay): Promise<void> => {
  const rows = await database.query<AuditedCertificate & Record<string, unknown>>(
    `SELECT holder, programme, nominal_kopecks AS nominal, available_kopecks AS available,
       reserved_kopecks AS reserved, spent_kopecks AS spent, expired_kopecks AS expired FROM certificates.certificates`,
  );
  const seen = new Set<string>();
  for (const read of rows) {
    const key = `${read.holder} ${read.programme}`;
    seen.add(key);
    const replayed = replay.certificates.get(key);
    for (const name of ['nominal', 'available', 'reserved', 'spent', 'expired'] as const)
      if (replayed?.[name] !== read[name])
        replay.differ(`certificate ${key}: ${name} ${read[name]} in the read model, ${replayed?.[name]} in the events`);
  }
  for (const key of replay.certificates.keys())
    if (!seen.has(key)) replay.differ(`certificate ${key}: not in the read model`);
};

const compareMonths = async (database: Database, replay: Replay): Promise<void> => {
  const rows = await database.query<{ contract: string; month: string; kopecks: number }>(
    'SELECT contract, month, debited_kopecks AS kopecks FROM certificates.contract_months WHERE debited_kopecks > 0',
  );
  const read = new Map(rows.map((debit) => [`${debit.contract} ${debit.month}`, debit.kopecks]));
  for (const [contract, month, kopecks] of replay.months.debits()) {
    const key = `${contract} ${month}`;
    if ((read.get(key) ?? 0) !== kopecks)
      replay.differ(`contract ${key}: ${read.get(key) ?? 0} debited in the read model, ${kopecks} in the events`);
    read.delete(key);
  }
  for (const key of read.keys()) replay.differ(`contract ${key}: debited without an event`);
};

const compareTrialBalance = async (database: Database, replay: Replay): Promise<void> => {
  const rows = await database.query<{ account: string; kopecks: number }>(
    'SELECT account, sum(kopecks)::bigint AS kopecks FROM certificates.entries GROUP BY account',
  );
  const booked = new Map(rows.map((line) => [line.account, line.kopecks]));
  const sum = [...booked.values()].reduce((total, kopecks) => total + kopecks, 0);
  if (sum !== 0) replay.differ(`the trial balance does not sum to zero: ${sum}`);
  const of = (name: keyof typeof NOTHING): number =>
    [...replay.certificates.values()].reduce((total, certificate) => total + certificate[name], 0);
  const expected = {
    budget: -of('nominal'),
    available: of('available'),
    reserved: of('reserved'),
    payable: of('spent'),
    expired: of('expired'),
  };
  for (const [account, kopecks] of Object.entries(expected))
    if ((booked.get(account) ?? 0) !== kopecks)
      replay.differ(`trial balance: ${account} ${booked.get(account) ?? 0} in the entries, ${kopecks} in the events`);
};
