import type { Database, Sql } from '@lib/database';
import type { EventStore, LogFilter, Position, StoredEvent } from '@lib/event-store';
import { accountCodec } from '../account/account.codec.js';
import { nextDue } from '../account/domain/due.js';
import type { Account } from '../account/domain/account.js';
import { CorruptHistory } from '../account/domain/month.js';
import type { AccountEvent } from '../account/domain/events.js';
import { postings } from '../account/domain/postings.js';
import type { Ledger } from '../ledger/ledger.js';
import { ACCOUNT_PREFIX, PROGRAMME_PREFIX, holderOf, streams } from '../ledger/streams.js';
import { programmeCodec } from '../programme/programme.codec.js';

const EVENTS_PER_PAGE = 500;
const GATHER_MS = 20;
const LOOK_EVERY_MS = 1000;

/**
 * Keeps the read models level with the log. Rows are snapshots of whole accounts guarded by the revision, and the
 * position moves in the same transaction: a page delivered twice changes nothing.
 */
export class BalanceProjection {
  private turn: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.look(0);
  }

  /** Something was appended. Waits a moment for more, so that a burst becomes one page. */
  wake(): void {
    this.look(GATHER_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn.catch(() => undefined);
  }

  /** Resolves when everything that is in the log now is in the read models. */
  caughtUp(): Promise<void> {
    const mine = this.turn.catch(() => undefined).then(() => this.drain());
    this.turn = mine;
    return mine;
  }

  /** Events that are not in the read models yet, counted up to one page. */
  async lag(): Promise<number> {
    return (await this.nextPage()).length;
  }

  private look(afterMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.caughtUp()
        .catch(this.onError)
        .finally(() => this.look(LOOK_EVERY_MS));
    }, afterMs);
    this.timer.unref();
  }

  private async drain(): Promise<void> {
    while (!this.stopped && (await this.advance()) === EVENTS_PER_PAGE);
  }

  private async advance(): Promise<number> {
    const page = await this.nextPage();
    const last = page.at(-1);
    if (!last) return 0;
    const revisions = new Map(page.filter(isAccountEvent).map((event) => [holderOf(event.stream), event.revision]));
    const snapshots = await this.snapshots(revisions);
    await this.database.transaction(async (tx) => {
      await writeProgrammes(tx, page);
      await writeEntries(tx, page);
      await writeAccounts(tx, snapshots);
      await tx.query(
        `INSERT INTO certificates.projection_position (position) VALUES ($1)
         ON CONFLICT (singleton) DO UPDATE SET position = excluded.position`,
        [last.position],
      );
    });
    return page.length;
  }

  private async nextPage(): Promise<readonly StoredEvent[]> {
    const [row] = await this.database.query<{ position: Position }>(
      'SELECT position FROM certificates.projection_position',
    );
    const page: StoredEvent[] = [];
    for await (const event of this.store.readAll(row?.position ?? 'start', FILTER)) {
      page.push(event);
      if (page.length === EVENTS_PER_PAGE) break;
    }
    return page;
  }

  // An account that cannot be read is told and left as it was; the others of the region do not wait for it.
  private async snapshots(revisions: ReadonlyMap<string, number>): Promise<readonly Snapshot[]> {
    const read = await Promise.allSettled([...revisions].map(([holder, revision]) => this.snapshot(holder, revision)));
    return read.flatMap((outcome) => {
      if (outcome.status === 'fulfilled') return [outcome.value];
      if (outcome.reason instanceof CorruptHistory) this.onError(outcome.reason);
      else throw outcome.reason;
      return [];
    });
  }

  private async snapshot(holder: string, revision: number): Promise<Snapshot> {
    const { state, head } = await this.accounts.atLeast(streams.account(holder), revision);
    return { holder, account: state, revision: head === 'no-stream' ? -1 : head.revision };
  }
}

type Snapshot = { readonly holder: string; readonly account: Account; readonly revision: number };

const FILTER: LogFilter = { streamPrefixes: [ACCOUNT_PREFIX, PROGRAMME_PREFIX] };

const isAccountEvent = (event: StoredEvent): boolean => event.stream.startsWith(ACCOUNT_PREFIX);

const writeProgrammes = async (tx: Sql, page: readonly StoredEvent[]): Promise<void> => {
  for (const stored of page.filter((event) => event.stream.startsWith(PROGRAMME_PREFIX))) {
    const { programme, settings } = programmeCodec.decode(stored);
    await tx.query(
      `INSERT INTO certificates.programmes (id, municipality, time_zone, settings) VALUES ($1, $2, $3, $4::json)
       ON CONFLICT (id) DO UPDATE SET settings = excluded.settings`,
      [programme, settings.municipality.id, settings.timeZone, JSON.stringify(settings)],
    );
  }
};

const writeEntries = async (tx: Sql, page: readonly StoredEvent[]): Promise<void> => {
  const lines = page.filter(isAccountEvent).flatMap((stored) => {
    const event = accountCodec.decode(stored);
    return postings(event).map((posting, line) => ({
      holder: holderOf(stored.stream),
      revision: stored.revision,
      line,
      programme: event.programme,
      on: event.on,
      ...posting,
    }));
  });
  if (lines.length === 0) return;
  await tx.query(
    `INSERT INTO certificates.entries (holder, revision, line, programme, booked_on, account, kopecks)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::date[], $6::text[], $7::bigint[])
     ON CONFLICT DO NOTHING`,
    [
      lines.map((line) => line.holder),
      lines.map((line) => line.revision),
      lines.map((line) => line.line),
      lines.map((line) => line.programme),
      lines.map((line) => line.on),
      lines.map((line) => line.account),
      lines.map((line) => line.kopecks),
    ],
  );
};

const writeAccounts = async (tx: Sql, snapshots: readonly Snapshot[]): Promise<void> => {
  if (snapshots.length === 0) return;
  const newer = await tx.query<{ holder: string }>(
    `INSERT INTO certificates.accounts AS known (holder, revision, next_due)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::date[])
     ON CONFLICT (holder) DO UPDATE SET revision = excluded.revision, next_due = excluded.next_due
       WHERE known.revision <= excluded.revision
     RETURNING holder`,
    [
      snapshots.map((snapshot) => snapshot.holder),
      snapshots.map((snapshot) => snapshot.revision),
      snapshots.map((snapshot) => nextDue(snapshot.account) ?? null),
    ],
  );
  const written = new Set(newer.map((row) => row.holder));
  const fresh = snapshots.filter((snapshot) => written.has(snapshot.holder));
  await writeCertificates(tx, fresh);
  await writeMonths(tx, fresh);
};

const writeCertificates = async (tx: Sql, snapshots: readonly Snapshot[]): Promise<void> => {
  const rows = snapshots.flatMap(({ holder, account }) =>
    [...account.certificates.values()].map((certificate) => ({ holder, ...certificate })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO certificates.certificates (holder, programme, number, certificate_group, nominal_kopecks,
       available_kopecks, reserved_kopecks, spent_kopecks, expired_kopecks, closed)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::boolean[])
     ON CONFLICT (programme, number) DO UPDATE SET
       nominal_kopecks = excluded.nominal_kopecks,
       available_kopecks = excluded.available_kopecks,
       reserved_kopecks = excluded.reserved_kopecks,
       spent_kopecks = excluded.spent_kopecks,
       expired_kopecks = excluded.expired_kopecks,
       closed = excluded.closed`,
    [
      rows.map((row) => row.holder),
      rows.map((row) => row.programme),
      rows.map((row) => row.number),
      rows.map((row) => row.certificateGroup),
      rows.map((row) => row.nominal),
      rows.map((row) => row.available),
      rows.map((row) => row.reserved),
      rows.map((row) => row.spent),
      rows.map((row) => row.expired),
      rows.map((row) => row.closed),
    ],
  );
};

const writeMonths = async (tx: Sql, snapshots: readonly Snapshot[]): Promise<void> => {
  const rows = snapshots.flatMap(({ holder, account }) =>
    [...account.contracts.values()].flatMap((contract) =>
      contract.status === 'refused' ? [] : contract.months.map((part) => ({ holder, contract, part })),
    ),
  );
  if (rows.length === 0) return;
  await tx.query(
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
      rows.map((row) => row.contract.terms.programme),
      rows.map((row) => row.contract.terms.provider),
      rows.map((row) => row.contract.openedOn !== undefined),
      rows.map((row) => row.part.status),
      rows.map((row) => row.part.share),
      rows.map((row) => row.part.coPayment),
      rows.map((row) => row.part.debited),
    ],
  );
};
