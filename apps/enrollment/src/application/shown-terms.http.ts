import type { Database } from '@lib/database';
import { PeerAway } from '@lib/http';
import { completedMonths, kopecks } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import type { PaperReader } from '../child/domain/given.js';
import type { Consents } from '../consent/consent.store.js';
import type { QuoteView } from '../money/money.dto.js';
import { quoteInWords, type MoneyQuote, type MoneyQuotes, type Place } from '../money/money.http.js';
import type { ApplicationDetails } from './application.dto.js';
import { recordedOf } from './application.query.js';
import type { Recorded } from './application.row.js';
import { onTerms } from './domain/admission.js';
import { isOpen } from './domain/application.js';
import { changesTo, type World } from './domain/decide.js';
import { presentOf } from './present.query.js';
import { nameOfTerms, termsTag } from './terms-tag.js';

type Shown = {
  readonly tag: string;
  readonly details: Pick<ApplicationDetails, 'terms' | 'presentTerms' | 'changes' | 'quotes'>;
};

/** The terms of applications for those who may see their values: all of them the family and the operator (docs/rules.md §2, terms). */
export class ShownTerms {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly money: MoneyQuotes,
    private readonly consents: Consents,
  ) {}

  /** The terms of an application; where they have changed, the present ones and what each would cost. */
  async of(id: string, language: string | undefined): Promise<Shown | undefined> {
    const [recorded] = await recordedOf(this.database, [id]);
    const present = (await presentOf(this.database, this.vault, [id])).get(id);
    if (!recorded || !present) return undefined;
    const { application } = recorded;
    const { terms } = application;
    const changes = changesTo(application, present);
    if (!isOpen(application) || changes.length === 0)
      return { tag: termsTag(application, present), details: { terms } };
    const presentTerms = { ...terms, ...Object.fromEntries(changes.map((change) => [change.term, change.present])) };
    const submitted = await this.quote(recorded, present, terms, application.lastDay);
    const now = await this.presentQuote(recorded, present);
    return {
      tag: termsTag(application, present, now?.possible ? kopecks(now.coPaymentKopecks) : undefined),
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

  /**
   * What a provider sees of an application that passed the first checks: its own offer, and how old the child is on the
   * first day, in whole years. Not when it was born.
   */
  async offerOf(id: string): Promise<Pick<ApplicationDetails, 'offer' | 'ageYears'> | undefined> {
    const [recorded] = await recordedOf(this.database, [id]);
    if (!recorded) return undefined;
    const child = (await presentOf(this.database, this.vault, [id])).get(id)?.child;
    const { firstDay, lastDay, priceKopecks, normativeCostKopecks, ageMinMonths, ageMaxMonths, direction } =
      recorded.application.terms;
    return {
      offer: { firstDay, lastDay, priceKopecks, normativeCostKopecks, ageMinMonths, ageMaxMonths, direction },
      ...(child
        ? { ageYears: Math.max(0, Math.floor(completedMonths(child.birthDate, recorded.view.start) / 12)) }
        : {}),
    };
  }

  /**
   * What an application costs by its own terms.
   * @throws PeerAway; ProblemError 503 where certificates does not know the programme yet
   */
  async quoteOf(id: string, language: string | undefined): Promise<QuoteView> {
    const [recorded] = await recordedOf(this.database, [id]);
    const present = (await presentOf(this.database, this.vault, [id])).get(id);
    if (!recorded || !present) return { possible: false };
    const { application } = recorded;
    const { state, reason, reserved, terms, lastDay, coPayment } = application;
    if (state === 'refused' && reason !== null) return quoteInWords({ possible: false, reason }, language);
    if (state === 'withdrawn') return { possible: false };
    if (reserved) return { possible: true, lastDay, ...(coPayment === null ? {} : { coPaymentKopecks: coPayment }) };
    return quoteInWords(await this.money.of(placeOf(recorded, present, terms, lastDay)), language);
  }

  /** What the family has consented to, as long as it stands, and what it pays as far as certificates has said. */
  async consentTo(id: string, reader: PaperReader): Promise<Pick<ApplicationDetails, 'consent' | 'coPaymentKopecks'>> {
    const [recorded] = await recordedOf(this.database, [id]);
    if (!recorded) return {};
    const { terms, coPayment } = recorded.application;
    const consent = await this.consents.shown(this.database, id, nameOfTerms(terms), reader);
    return { ...(consent ? { consent } : {}), ...(coPayment === null ? {} : { coPaymentKopecks: coPayment }) };
  }

  /** Which of these applications wait for the family to confirm changed terms. */
  async changedAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const present = await presentOf(this.database, this.vault, ids);
    const changed = (await recordedOf(this.database, ids)).filter(({ view, application }) => {
      const known = present.get(view.id);
      return known !== undefined && changesTo(application, known).length > 0;
    });
    return new Set(changed.map(({ view }) => view.id));
  }

  /** To the present terms of which of these applications the family has not consented. */
  async notConsentedAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const consents = await this.consents.last(this.database, ids);
    const waiting = (await recordedOf(this.database, ids)).filter(
      ({ view, application }) => consents.get(view.id)?.terms !== nameOfTerms(application.terms),
    );
    return new Set(waiting.map(({ view }) => view.id));
  }

  private async presentQuote(recorded: Recorded, present: World): Promise<MoneyQuote | undefined> {
    const { group, child, programme } = present;
    if (!child) return { possible: false, reason: 'unknown-child' };
    if (!programme) return { possible: false, reason: 'no-financing-programme' };
    const admitted = onTerms(recorded.view.start, group, child, programme);
    if (!admitted.ok) return { possible: false, reason: admitted.error };
    return this.quote(recorded, present, admitted.value.terms, admitted.value.lastDay);
  }

  private async quote(...of: Parameters<typeof placeOf>): Promise<MoneyQuote | undefined> {
    try {
      return await this.money.of(placeOf(...of));
    } catch (error) {
      if (error instanceof PeerAway) return undefined;
      throw error;
    }
  }
}

const placeOf = (
  { view, holderId }: Recorded,
  { group: { moduleId, groupId } }: Pick<World, 'group'>,
  terms: Recorded['application']['terms'],
  lastDay: Recorded['application']['lastDay'],
): Place => ({ holderId, groupId, moduleId, start: view.start, lastDay, terms });
