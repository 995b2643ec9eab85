import type { Sql } from '@lib/database';
import { ProblemError, problemFrom } from '@lib/http';
import { dateAt, timeZone, unreachable, type Clock } from '@lib/kernel';
import type { Steps } from '../application/taking-steps.http.js';
import { childOf } from '../child/child.query.js';
import { importChildren, type RegisteredChild } from '../import/import.commands.js';
import type { LessonsReports } from '../lessons/reports.http.js';
import { isToCome } from '../registration/registration.commands.js';
import { registerProblems } from '../registration/registration.problems.js';
import type { Vault } from '../vault/vault.js';
import { keyOf } from '../vault/vault.store.js';
import type { Work } from './bulk.run.js';
import { itemId, type Job, type OpenItem, type Problem, type Settled } from './bulk.store.js';

type Done = Extract<Settled, { outcome: 'ok' }>;

const UTC = timeZone('UTC');

/** Does one item by what does the same for a request of its own: its rules, its reach, its problems. */
export class Items implements Work {
  constructor(
    private readonly parts: {
      readonly sql: Sql;
      readonly clock: Clock;
      readonly vault: Vault;
      readonly steps: Steps;
      readonly reports: LessonsReports;
    },
  ) {}

  async prepare({ id, operation }: Job, item: OpenItem): Promise<(tx: Sql) => Promise<Done>> {
    switch (operation) {
      case 'accept':
      case 'conclude':
        return this.step(operation, given(item.applicationId));
      case 'report': {
        const report = given(item.report);
        await this.parts.reports.prepare(report);
        return async (tx) => ok({ contracts: await this.parts.reports.report(tx, report) });
      }
      case 'register': {
        const child = await this.opened(id, item);
        return (tx) => this.register(tx, child);
      }
      default:
        return unreachable(operation);
    }
  }

  refusalIn(error: unknown): Problem | undefined {
    if (!(error instanceof ProblemError) || error.status >= 500) return undefined;
    const { status, reason, extensions, faults } = error;
    return { status, reason, extensions, faults };
  }

  private async step(type: 'accept' | 'conclude', id: string): Promise<(tx: Sql) => Promise<Done>> {
    const today = await this.parts.steps.dayOf(id);
    return async (tx) => {
      const { state, awaiting, reason } = await this.parts.steps.take(tx, { id, action: { type }, today });
      return ok({ state, awaiting, reason });
    };
  }

  private async register(tx: Sql, child: RegisteredChild): Promise<Done> {
    const { vault, clock } = this.parts;
    const now = clock.now();
    if (isToCome(child.birthDate, now)) throw problemFrom(registerProblems, { reason: 'birth-date-to-come' as const });
    const { changed } = await importChildren(tx, vault, [child], { now, today: dateAt(now, UTC) });
    const result = changed.created > 0 ? 'created' : changed.updated > 0 ? 'updated' : 'unchanged';
    return { ...ok({ child: result }), holderId: (await childOf(tx, vault, child.childId))?.holderId };
  }

  private async opened(job: string, { index, sealed }: OpenItem): Promise<RegisteredChild> {
    const item = itemId(job, index);
    const key = await keyOf(this.parts.sql, item);
    // Whoever is erased, and whose job has ended, has none any more: the item has its outcome by then.
    if (!key) throw new ProblemError(409, 'child-erased');
    return JSON.parse(this.parts.vault.openText(item, key, given(sealed))) as RegisteredChild;
  }
}

const ok = (result: Readonly<Record<string, unknown>>): Done => ({ outcome: 'ok', result });

const given = <T>(value: T | null): T => {
  if (value === null) throw new TypeError('an item without what is to be done');
  return value;
};
