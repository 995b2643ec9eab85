import type { Database } from '@lib/database';
import { PeerAway } from '@lib/http';
import type { Vault } from '../vault/vault.js';
import { quoteInWords, type MoneyQuote, type MoneyQuotes } from '../money/money.http.js';
import type { ApplicationDetails } from './application.dto.js';
import { recordedOf } from './application.query.js';
import type { Recorded } from './application.row.js';
import { onTerms } from './domain/admission.js';
import { isOpen } from './domain/application.js';
import { changesTo, type Present } from './domain/decide.js';
import { presentOf } from './present.query.js';
import { termsTag } from './terms-tag.js';

type Shown = {
  readonly tag: string;
  readonly details: Pick<ApplicationDetails, 'terms' | 'presentTerms' | 'changes' | 'quotes'>;
};

/** The terms of applications for those who may see their values: the family and the operator (docs/rules.md §2, terms). */
export class ShownTerms {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly money: MoneyQuotes,
  ) {}

  /** The terms of an application; where they have changed, the present ones and what each would cost. */
  async of(id: string, language: string | undefined): Promise<Shown | undefined> {
    const [recorded] = await recordedOf(this.database, [id]);
    const present = (await presentOf(this.database, this.vault, [id])).get(id);
    if (!recorded || !present) return undefined;
    const { application } = recorded;
    const { terms } = application;
    const tag = termsTag(application, present);
    const changes = changesTo(application, { ...present, others: [] });
    if (!isOpen(application) || changes.length === 0) return { tag, details: { terms } };
    const presentTerms = { ...terms, ...Object.fromEntries(changes.map((change) => [change.term, change.present])) };
    const submitted = await this.quote(recorded, present, terms, application.lastDay);
    const now = await this.presentQuote(recorded, present);
    return {
      tag,
      details: {
        terms,
        presentTerms,
        changes,
        // Certificates may be away: the terms are shown without what they would cost.
        ...(submitted && now
          ? { quotes: { submitted: quoteInWords(submitted, language), present: quoteInWords(now, language) } }
          : {}),
      },
    };
  }

  /** Which of these applications wait for the family to confirm changed terms. */
  async changedAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const present = await presentOf(this.database, this.vault, ids);
    const changed = (await recordedOf(this.database, ids)).filter(({ view, application }) => {
      const known = present.get(view.id);
      return known !== undefined && changesTo(application, { ...known, others: [] }).length > 0;
    });
    return new Set(changed.map(({ view }) => view.id));
  }

  private async presentQuote(recorded: Recorded, present: Omit<Present, 'others'>): Promise<MoneyQuote | undefined> {
    const { group, child, programme } = present;
    if (!child) return { possible: false, reason: 'unknown-child' };
    if (!programme) return { possible: false, reason: 'no-financing-programme' };
    const admitted = onTerms(recorded.view.start, group, child, programme);
    if (!admitted.ok) return { possible: false, reason: admitted.error };
    return this.quote(recorded, present, admitted.value.terms, admitted.value.lastDay);
  }

  private async quote(
    { view, holderId }: Recorded,
    { group }: Pick<Present, 'group'>,
    terms: Recorded['application']['terms'],
    lastDay: Recorded['application']['lastDay'],
  ): Promise<MoneyQuote | undefined> {
    const { moduleId, groupId } = group;
    try {
      return await this.money.of({ holderId, groupId, moduleId, start: view.start, lastDay, terms });
    } catch (error) {
      if (error instanceof PeerAway) return undefined;
      throw error;
    }
  }
}
