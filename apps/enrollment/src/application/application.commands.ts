import type { Sql } from '@lib/database';
import { err, ok, type CalendarDate, type Kopecks, type Result } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import type { Given } from '../child/domain/given.js';
import type { QuoteText } from '../consent/consent-texts.js';
import type { Consents, RecordedConsent } from '../consent/consent.store.js';
import { standing, type Consent } from '../consent/domain/consent.js';
import type { Occasion } from './application.publisher.js';
import { viewFrom, type Recorded, type ViewRow } from './application.row.js';
import { lockApplications, lockPlaces, updateApplications, type Locked } from './application.store.js';
import { daysOf, evolve, type Application, type Fact } from './domain/application.js';
import type { Days, Other } from './domain/days.js';
import { act, type Action, type NotAllowed, type World } from './domain/decide.js';
import { contractLastDay } from './domain/terms.js';
import { othersOfEach, presentOf, type Present } from './present.query.js';
import { alone, type Moved, type Telling, type Within } from './telling.js';
import { isSeen, nameOfTerms } from './terms-tag.js';

export type Refused =
  | NotAllowed
  | { readonly reason: 'consent-not-taken'; readonly because: Error }
  | { readonly reason: 'unknown-application' }
  | { readonly reason: 'terms-not-seen' };

/** A step that is asked for of an application. */
export type AskedStep = {
  readonly id: string;
  readonly action: Action;
  readonly today: CalendarDate;
  /** The tags of the terms that a family has seen and confirms; undefined: the present ones. */
  readonly seen?: readonly string[] | undefined;
  /** What the family consents to with it: a co-payment not above so much, on the terms after the step. */
  readonly consent?: SaidConsent | undefined;
};

/** A consent as it is said; whether it can be taken as given is judged when it is recorded. */
export type SaidConsent = {
  readonly given: Result<Given, Error>;
  readonly coPaymentAtMost: Kopecks;
  readonly textVersion: QuoteText;
  /** The code of who gave or recorded it. */
  readonly by: string;
};

/** A step that follows from something that has happened. */
export type Following = {
  readonly id: string;
  readonly decide: (application: Application) => readonly Fact[];
  readonly occasion: Occasion;
  readonly within: Within;
};

/** What steps of applications are judged by, under the locks that they need; all by the ids of the applications. */
export type LookedAt = {
  readonly locked: ReadonlyMap<string, Locked>;
  readonly present: ReadonlyMap<string, Present>;
  readonly consents: ReadonlyMap<string, Consent>;
};

/** Whether places are to be counted again. */
export const gainsDays = ({ type }: Action): boolean => type === 'confirm' || type === 'revoke-notice';
const needsConsent = ({ type }: Action): boolean => type === 'accept' || type === 'conclude';

/** Everything that moves applications. Each method is one step inside the caller's transaction, with its messages. */
export class ApplicationCommands {
  constructor(
    private readonly telling: Telling,
    private readonly vault: Vault,
    private readonly consents: Consents,
  ) {}

  /** An action of the family, the provider or an operator. */
  async act(tx: Sql, asked: AskedStep, occasion: Occasion): Promise<Result<ViewRow, Refused>> {
    // Places are counted again where days are gained: under the locks under which they are given away.
    if (gainsDays(asked.action)) await lockPlaces(tx, asked.id);
    const [taken] = await this.actEach(tx, [{ asked, within: alone }], await this.look(tx, [asked]), occasion);
    return taken ?? err({ reason: 'unknown-application' });
  }

  /** Locks applications of which no two are one, and reads what their steps are judged by, all of it sent together. */
  async look(tx: Sql, many: readonly AskedStep[]): Promise<LookedAt> {
    const ids = many.map(({ id }) => id);
    const [locked, present, consents] = await Promise.all([
      lockApplications(tx, ids),
      presentOf(tx, this.vault, ids),
      this.consents.last(
        tx,
        many.flatMap(({ id, action }) => (needsConsent(action) ? [id] : [])),
      ),
    ]);
    return { locked, present, consents };
  }

  /**
   * Actions on applications of which no two are one. Where some are not allowed, the others are taken.
   * @param many with the surroundings in which each was asked for: what is told says so
   */
  async actEach(
    tx: Sql,
    many: readonly { readonly asked: AskedStep; readonly within: Within }[],
    { locked, present, consents }: LookedAt,
    occasion: Occasion,
  ): Promise<readonly Result<ViewRow, Refused>[]> {
    const decided: Result<Moved, Refused>[] = [];
    for (const { asked, within } of many) {
      const step = { ...asked, locked: locked.get(asked.id), known: present.get(asked.id) };
      const facts = await this.decide(tx, step, consents.get(asked.id));
      decided.push(facts.ok ? ok({ ...facts.value, within, occasion }) : facts);
    }
    const taken = await this.recordEach(
      tx,
      decided.flatMap((one) => (one.ok ? [one.value] : [])),
    );
    await this.consents.recordEach(
      tx,
      many.flatMap(({ asked }, index) => consentWith(asked, decided[index], occasion)),
    );
    return decided.map((one) => (one.ok ? ok(taken.get(one.value.before.view.id) ?? one.value.before.view) : one));
  }

  private async decide(
    tx: Sql,
    {
      action,
      today,
      seen,
      consent: said,
      locked,
      known,
    }: AskedStep & { readonly locked?: Locked | undefined; readonly known?: World | undefined },
    consented: Consent | undefined,
  ): Promise<Result<Omit<Moved, 'within' | 'occasion'>, Refused>> {
    if (!locked) return err({ reason: 'unknown-application' });
    const { view, recorded } = locked;
    if (!recorded || !known)
      return err({ reason: 'action-not-allowed', state: view.state, awaiting: view.awaiting, action: action.type });
    const { application } = recorded;
    if (seen && !isSeen(seen, application, known)) return err({ reason: 'terms-not-seen' });
    const others = gainsDays(action) ? await this.others(tx, recorded, known) : [];
    const consent = standing(consented, nameOfTerms(application.terms));
    const facts = act(application, action, today, { ...known, others, consent });
    if (!facts.ok) return facts;
    if (said && !said.given.ok) return err({ reason: 'consent-not-taken', because: said.given.error });
    return ok({ before: recorded, facts: facts.value, moduleId: known.group.moduleId });
  }

  /**
   * Steps that follow from what certificates has answered or a job has found, of applications of which no two are one. What
   * follows from nothing that is waited for (any more) changes nothing.
   */
  async followEach(tx: Sql, many: readonly Following[]): Promise<void> {
    const locked = await lockApplications(
      tx,
      many.map(({ id }) => id),
    );
    const moved = many.flatMap(({ id, decide, occasion, within }): readonly Moved[] => {
      const recorded = locked.get(id)?.recorded;
      return recorded ? [{ before: recorded, facts: decide(recorded.application), occasion, within }] : [];
    });
    await this.recordEach(tx, moved);
  }

  private async others(tx: Sql, recorded: Recorded, present: World): Promise<readonly Other[]> {
    const { view, holderId, application } = recorded;
    const now: Days = daysOf(application);
    // All the days that it may come to have: those of the present terms, and those before a notice.
    const last = [
      now.last,
      application.notice?.lastDayBefore ?? now.last,
      ...(present.programme ? [contractLastDay(present.group, present.programme)] : []),
    ].sort();
    const days = { first: now.first, last: last.at(-1) ?? now.last };
    const place = { holderId, moduleId: present.group.moduleId, groupId: view.groupId, days, except: view.id };
    return (await othersOfEach(tx, [place]))[0] ?? [];
  }

  /** Resolves to the applications that moved, by their ids: a consent changes nothing of the application itself. */
  private async recordEach(tx: Sql, decided: readonly Moved[]): Promise<ReadonlyMap<string, ViewRow>> {
    const moved = decided.filter(({ facts }) => facts.length > 0);
    const after = moved.map((one) => {
      const application = one.facts.reduce(evolve, one.before.application);
      return { one, application, view: viewFrom(one.before.view, application) };
    });
    await updateApplications(
      tx,
      after.map(({ view: { id }, application }) => ({ id, application })),
    );
    await this.telling.tell(
      tx,
      after.map(({ one, view }) => ({ ...one, before: { ...one.before, view } })),
    );
    return new Map(after.map(({ view }) => [view.id, view]));
  }
}

/** The consent that comes with a step, on the terms that the application has after it; one that the step refuses needs none. */
const consentWith = (
  { consent }: AskedStep,
  decided: Result<Moved, Refused> | undefined,
  { now }: Occasion,
): readonly RecordedConsent[] => {
  if (!consent?.given.ok || !decided?.ok) return [];
  const { before, facts } = decided.value;
  const after = facts.reduce(evolve, before.application);
  if (after.state === 'refused') return [];
  const { given, ...said } = consent;
  const about = { id: before.view.id, holderId: before.holderId };
  return [{ ...about, ...said, given: given.value, terms: nameOfTerms(after.terms), at: now }];
};
