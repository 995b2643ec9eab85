import type { Database } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import { admit } from '../application/domain/admission.js';
import { contractLastDay } from '../application/domain/terms.js';
import type { KnownWorld } from '../application/known-world.http.js';
import { othersOfEach } from '../application/present.query.js';
import { childOf } from '../child/child.query.js';
import { processingWithdrawn } from '../child/processing-consent.store.js';
import type { Vault } from '../vault/vault.js';
import { groupOf } from '../group/group.query.js';
import type { MoneyQuote, MoneyQuotes } from '../money/money.http.js';
import type { FinancingProgramme } from '../programme/domain/programme.js';

/** What applying for a place and concluding it now would come to: the checks of an application, then those of its money. */
export class Quotes {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly known: KnownWorld,
    private readonly money: MoneyQuotes,
  ) {}

  /** @throws PeerAway; ProblemError 503 `not-known-yet` */
  async quote(asked: {
    readonly childId: string;
    readonly groupId: string;
    readonly start: CalendarDate;
  }): Promise<MoneyQuote> {
    const { childId, groupId, start } = asked;
    const child = await childOf(this.database, this.vault, childId);
    if (child && (await processingWithdrawn(this.database, [child.holderId])).size > 0)
      return { possible: false, reason: 'processing-consent-withdrawn' };
    const programme: FinancingProgramme | undefined = await this.known.programmeFor({
      child: this.vault.indexOf(childId),
      groupId,
      start,
    });
    const group = await groupOf(this.database, groupId);
    const days = programme && group && { first: start, last: contractLastDay(group, programme) };
    const [others = []] =
      child && group && days ? await othersOfEach(this.database, [{ ...child, ...group, days }]) : [];
    const admission = admit({ start, child, group, programme, others });
    if (!admission.ok) return { possible: false, reason: admission.error };
    const { terms, lastDay } = admission.value;
    const { moduleId } = admission.value.group;
    return this.money.of({ holderId: admission.value.child.holderId, groupId, moduleId, start, lastDay, terms });
  }
}
