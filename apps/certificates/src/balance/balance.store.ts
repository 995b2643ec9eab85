import { leaveToCommit, type Sql } from '@lib/database';
import type { StoredEvent } from '@lib/event-store';
import type { Account } from '../account/domain/account.js';
import type { Contract, FundedContract } from '../account/domain/contract.js';
import { nextDue } from '../account/domain/due.js';
import { postings } from '../account/domain/events.js';
import { programmeCodec } from '../programme/programme.codec.js';
import type { Booked } from './followed-accounts.js';

export type Snapshot = {
  readonly holder: string;
  readonly account: Account;
  readonly before: Account | undefined;
  readonly revision: number;
};

/** The financing programmes of a page. */
export const writeProgrammes = async (tx: Sql, registrations: readonly StoredEvent[]): Promise<void> => {
  for (const stored of registrations) {
    const { programme, settings } = programmeCodec.decode(stored);
    await leaveToCommit(
      tx.query(
        `INSERT INTO certificates.programmes (id, municipality, time_zone, settings) VALUES ($1, $2, $3, $4::json)
       ON CONFLICT (id) DO UPDATE SET settings = excluded.settings`,
        [programme, settings.municipality.id, settings.timeZone, JSON.stringify(settings)],
      ),
    );
  }
};

/**
 * What each event of a page did: lines of the double entry, months debited, what parents owe, certificates issued and
 * contracts concluded. A page is written once: where something of it is there already, the tables are not those of their
 * position, and nothing is written.
 */
export const writeBooked = async (tx: Sql, booked: readonly Booked[]): Promise<void> => {
  await writeEntries(tx, booked);
  await writeDebits(tx, booked);
  await writeCoPayments(tx, booked);
  await writeFacts(tx, booked);
};

const writeEntries = async (tx: Sql, booked: readonly Booked[]): Promise<void> => {
  const lines = booked.flatMap((one) => postings(one.event).map((posting, line) => ({ ...one, line, ...posting })));
  if (lines.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.entries (holder, revision, line, programme, booked_on, recorded_at, account, kopecks)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::date[], $6::timestamptz[], $7::text[],
       $8::bigint[])`,
      [
        lines.map((line) => line.holder),
        lines.map((line) => line.revision),
        lines.map((line) => line.line),
        lines.map((line) => line.event.financingProgramme),
        lines.map((line) => line.event.on),
        lines.map((line) => line.recordedAt),
        lines.map((line) => line.account),
        lines.map((line) => line.kopecks),
      ],
    ),
  );
};

const writeDebits = async (tx: Sql, booked: readonly Booked[]): Promise<void> => {
  const rows = booked.flatMap((one) => one.debits.map((debit) => ({ ...one, ...debit })));
  if (rows.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.month_debits (holder, revision, contract, month, programme, booked_on, recorded_at, kopecks)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::date[], $7::timestamptz[],
       $8::bigint[])`,
      [
        rows.map((row) => row.holder),
        rows.map((row) => row.revision),
        rows.map((row) => row.contract),
        rows.map((row) => row.month),
        rows.map((row) => row.event.financingProgramme),
        rows.map((row) => row.event.on),
        rows.map((row) => row.recordedAt),
        rows.map((row) => row.kopecks),
      ],
    ),
  );
};

const writeCoPayments = async (tx: Sql, booked: readonly Booked[]): Promise<void> => {
  const rows = booked.flatMap((one) => one.coPayments.map((change) => ({ ...one, ...change })));
  if (rows.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.co_payments (holder, revision, contract, month, programme, owed_from, recorded_at, kopecks)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::date[], $7::timestamptz[],
       $8::bigint[])`,
      [
        rows.map((row) => row.holder),
        rows.map((row) => row.revision),
        rows.map((row) => row.contract),
        rows.map((row) => row.month),
        rows.map((row) => row.event.financingProgramme),
        rows.map((row) => row.from),
        rows.map((row) => row.recordedAt),
        rows.map((row) => row.kopecks),
      ],
    ),
  );
};

const writeFacts = async (tx: Sql, booked: readonly Booked[]): Promise<void> => {
  const rows = booked.flatMap((one) => (one.fact ? [{ ...one, ...one.fact }] : []));
  if (rows.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.facts (holder, revision, programme, booked_on, recorded_at, kind, kopecks)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::date[], $5::timestamptz[], $6::text[], $7::bigint[])`,
      [
        rows.map((row) => row.holder),
        rows.map((row) => row.revision),
        rows.map((row) => row.event.financingProgramme),
        rows.map((row) => row.event.on),
        rows.map((row) => row.recordedAt),
        rows.map((row) => row.kind),
        rows.map((row) => row.kopecks),
      ],
    ),
  );
};

/** The accounts of a page as they are after it. */
export const writeAccounts = async (tx: Sql, snapshots: readonly Snapshot[]): Promise<void> => {
  if (snapshots.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.accounts (holder, revision, next_due) SELECT * FROM unnest($1::uuid[], $2::int[], $3::date[])
     ON CONFLICT (holder) DO UPDATE SET revision = excluded.revision, next_due = excluded.next_due`,
      [
        snapshots.map((snapshot) => snapshot.holder),
        snapshots.map((snapshot) => snapshot.revision),
        snapshots.map((snapshot) => nextDue(snapshot.account) ?? null),
      ],
    ),
  );
  await writeCertificates(tx, snapshots);
  await writeMonths(tx, snapshots);
};

const writeCertificates = async (tx: Sql, snapshots: readonly Snapshot[]): Promise<void> => {
  const rows = snapshots.flatMap(({ holder, account, before }) =>
    [...account.certificates.values()]
      .filter((certificate) => before?.certificates.get(certificate.financingProgramme) !== certificate)
      .map((certificate) => ({ holder, ...certificate })),
  );
  if (rows.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.certificates (holder, programme, number, certificate_group, nominal_kopecks,
       available_kopecks, reserved_kopecks, spent_kopecks, expired_kopecks, closed)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::boolean[])
     ON CONFLICT (holder, programme) DO UPDATE SET
       nominal_kopecks = excluded.nominal_kopecks,
       available_kopecks = excluded.available_kopecks,
       reserved_kopecks = excluded.reserved_kopecks,
       spent_kopecks = excluded.spent_kopecks,
       expired_kopecks = excluded.expired_kopecks,
       closed = excluded.closed`,
      [
        rows.map((row) => row.holder),
        rows.map((row) => row.financingProgramme),
        rows.map((row) => row.number),
        rows.map((row) => row.certificateGroup),
        rows.map((row) => row.nominal),
        rows.map((row) => row.available),
        rows.map((row) => row.reserved),
        rows.map((row) => row.spent),
        rows.map((row) => row.expired),
        rows.map((row) => row.closed),
      ],
    ),
  );
};

/** Months of which a row would say something else than it did. */
const changedMonths = (was: Contract | undefined, now: FundedContract): FundedContract['months'] => {
  if (was === now) return [];
  if (!was || was.status === 'refused' || (was.concludedOn === undefined) !== (now.concludedOn === undefined))
    return now.months;
  const known = new Map(was.months.map((part) => [part.month, part]));
  return now.months.filter(({ month, ...part }) => {
    const before = known.get(month);
    return (
      before?.status !== part.status ||
      before.debited !== part.debited ||
      before.share !== part.share ||
      before.coPayment !== part.coPayment
    );
  });
};

const writeMonths = async (tx: Sql, snapshots: readonly Snapshot[]): Promise<void> => {
  const rows = snapshots.flatMap(({ holder, account, before }) =>
    [...account.contracts.values()].flatMap((contract) => {
      if (contract.status === 'refused') return [];
      const was = before?.contracts.get(contract.id);
      return changedMonths(was, contract).map((part) => ({ holder, contract, part }));
    }),
  );
  if (rows.length === 0) return;
  await leaveToCommit(
    tx.query(
      `INSERT INTO certificates.contract_months (contract, month, holder, programme, provider, opened, status,
       share_kopecks, co_payment_kopecks, debited_kopecks)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::text[],
       $8::bigint[], $9::bigint[], $10::bigint[])
     ON CONFLICT (contract, month) DO UPDATE SET
       opened = excluded.opened, status = excluded.status, debited_kopecks = excluded.debited_kopecks`,
      [
        rows.map((row) => row.contract.id),
        rows.map((row) => row.part.month),
        rows.map((row) => row.holder),
        rows.map((row) => row.contract.terms.financingProgramme),
        rows.map((row) => row.contract.terms.provider),
        rows.map((row) => row.contract.concludedOn !== undefined),
        rows.map((row) => row.part.status),
        rows.map((row) => row.part.share),
        rows.map((row) => row.part.coPayment),
        rows.map((row) => row.part.debited),
      ],
    ),
  );
};
