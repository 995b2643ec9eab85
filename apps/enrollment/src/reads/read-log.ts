import { callerNow } from '@lib/access';
import { actorNow } from '@lib/actor';
import type { Database } from '@lib/database';
import { UNNAMED, type Clock, type Instant } from '@lib/kernel';

/**
 * What of the vault was told: the card, a copy of all that is held, the terms of an application, the id for a surrogate
 * id, what a parent has registered, who acts for a child, what a parent has said of itself.
 */
export const READ = ['card', 'copy', 'terms', 'id', 'registration', 'guardians', 'parent'] as const;
/** What for. `family`: it is their own. */
export const PURPOSES = [
  'family',
  'application',
  'contract',
  'appeal',
  'inspection',
  'correction',
  'registration',
] as const;
export type Purpose = (typeof PURPOSES)[number];

type Read = {
  /** The surrogate id of a child, or the id of a parent. */
  readonly holderId: string;
  readonly what: (typeof READ)[number];
  readonly why: Purpose;
};
type Entry = Read & {
  readonly at: Instant;
  readonly kind: string;
  readonly roles: string;
  readonly name: string;
};

/**
 * Records who reads what the vault holds of a child or a parent, before it is told (docs/rules.md §10). It cannot be switched off: where
 * it cannot be recorded nothing is told. What comes while a record is being written goes out with the next one.
 */
export class ReadLog {
  private waiting: Entry[] = [];
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Resolves when it is recorded that the present caller reads these. */
  record(...reads: readonly Read[]): Promise<void> {
    const caller = callerNow();
    const actor = actorNow();
    const reader = {
      at: this.clock.now(),
      kind: caller?.kind ?? actor?.kind ?? 'integration',
      roles: caller?.grants.map(({ role }) => role).join(' ') ?? '',
      name: caller?.name ?? actor?.name ?? UNNAMED,
    };
    this.waiting.push(...reads.map((read) => ({ ...read, ...reader })));
    // Whoever waits for `next` is in what it will write: it takes all that have come by then.
    this.next ??= this.last.then(() => this.write());
    return this.next;
  }

  private write(): Promise<void> {
    const entries = this.waiting;
    this.waiting = [];
    this.next = undefined;
    const writing = this.insert(entries);
    this.last = writing.catch(() => undefined);
    return writing;
  }

  private async insert(entries: readonly Entry[]): Promise<void> {
    await this.database.query(
      `INSERT INTO enrollment.reads (holder_id, at, what, why, kind, roles, name)
       SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
      [
        entries.map(({ holderId }) => holderId),
        entries.map(({ at }) => at),
        entries.map(({ what }) => what),
        entries.map(({ why }) => why),
        entries.map(({ kind }) => kind),
        entries.map(({ roles }) => roles),
        entries.map(({ name }) => name),
      ],
    );
  }
}
