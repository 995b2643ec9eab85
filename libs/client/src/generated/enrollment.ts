// Made by `npm run openapi` from docs/openapi. Do not edit.

export type ApplicationDetails = {
  /**
   * Of the application and of its contract.
   */
  id: string;
  /**
   * As it was given. Null once the person was erased.
   */
  childId: string | null;
  /**
   * The certificate holder's surrogate id.
   */
  holderId: string | null;
  groupId: string;
  financingProgramme: string | null;
  state: 'requested' | 'accepted' | 'enrolled' | 'terminated' | 'refused' | 'withdrawn';
  /**
   * The step whose money the certificate is asked for, or the notice that is to be taken back; the state moves with the answer.
   */
  awaiting: 'application' | 'acceptance' | 'enrolment' | 'revocation' | null;
  /**
   * Why it was refused.
   */
  reason: string | null;
  start: string;
  /**
   * The contract's last day. Null when the first checks refused it.
   */
  lastDay: string | null;
  submittedOn: string;
  concludedOn: string | null;
  /**
   * Why the step that last asked for money was not taken: `terms-changed`, the parent would pay more than the family has consented to. Nothing else has changed; after a new consent the step is taken again.
   */
  notTaken: 'terms-changed' | null;
  /**
   * Missing where the first checks refused it.
   */
  terms?: TermsView;
  /**
   * For the provider, in place of the terms: what it offered when the application was submitted.
   */
  offer?: OfferView;
  /**
   * For the provider: the age of the child on the first day, in whole years. Missing once it was erased.
   */
  ageYears?: number;
  /**
   * Where terms have changed and wait to be confirmed.
   */
  presentTerms?: TermsView;
  changes?: Array<TermChangeView>;
  /**
   * Missing while certificates does not answer.
   */
  quotes?: TermsQuotes;
  /**
   * What the family has consented to: to the terms of the application as they are.
   */
  consent?: ConsentView;
  /**
   * What the parent pays by the reserve; where the step was not taken for it, what it would have been. Missing where certificates has not said it.
   */
  coPaymentKopecks?: number;
  /**
   * Why the provider refused it, where the provider says so.
   */
  providerReason?:
    | 'group-not-formed'
    | 'timetable-changed'
    | 'selection-not-passed'
    | 'documents-missing'
    | 'family-not-reached'
    | 'family-asked'
    | 'other';
  /**
   * The same, in the words of the reader.
   */
  providerReasonText?: string;
  /**
   * The provider's own words. Missing once the person was erased.
   */
  providerWords?: string;
};

export type ApplicationDto = {
  /**
   * The child as the register names it.
   */
  childId: string;
  /**
   * The study group of the catalogue.
   */
  groupId: string;
  /**
   * The first day of the contract.
   */
  start: string;
};

export type ApplicationOfChild = {
  /**
   * The application, which after its conclusion is the contract.
   */
  id: string;
  /**
   * What changed of the child.
   */
  terms: Array<'municipality' | 'certificateGroup' | 'birthDate'>;
};

export type ApplicationView = {
  /**
   * Of the application and of its contract.
   */
  id: string;
  /**
   * As it was given. Null once the person was erased.
   */
  childId: string | null;
  /**
   * The certificate holder's surrogate id.
   */
  holderId: string | null;
  groupId: string;
  financingProgramme: string | null;
  state: 'requested' | 'accepted' | 'enrolled' | 'terminated' | 'refused' | 'withdrawn';
  /**
   * The step whose money the certificate is asked for, or the notice that is to be taken back; the state moves with the answer.
   */
  awaiting: 'application' | 'acceptance' | 'enrolment' | 'revocation' | null;
  /**
   * Why it was refused.
   */
  reason: string | null;
  start: string;
  /**
   * The contract's last day. Null when the first checks refused it.
   */
  lastDay: string | null;
  submittedOn: string;
  concludedOn: string | null;
  /**
   * Why the step that last asked for money was not taken: `terms-changed`, the parent would pay more than the family has consented to. Nothing else has changed; after a new consent the step is taken again.
   */
  notTaken: 'terms-changed' | null;
};

export type ApplicationsOfChildren = {
  count: number;
  /**
   * The first thousand.
   */
  items: Array<ApplicationOfChild>;
};

export type ApplicationsPage = {
  items: Array<ApplicationView>;
  /**
   * The cursor of the next page, when there is one.
   */
  next?: string;
};

export type BulkApplicationDto = {
  /**
   * The application.
   */
  applicationId: string;
};

export type BulkApplicationsDto = {
  /**
   * Says what would become of each item and changes nothing: each by itself, against what is there then.
   */
  dryRun?: boolean;
  items: Array<BulkApplicationDto>;
};

export type BulkChildDto = {
  lastName: string;
  firstName: string;
  middleName?: string;
  birthDate: string;
  document: DocumentDto;
  address: string;
  /**
   * Where the child lives: the id of the municipality.
   */
  municipality: number;
  /**
   * The category of children that it belongs to.
   */
  category: string;
  /**
   * The paper that the category rests on.
   */
  categoryBasis?: string;
  /**
   * The child as the register names it.
   */
  childId: string;
};

export type BulkChildrenDto = {
  /**
   * Says what would become of each item and changes nothing: each by itself, against what is there then.
   */
  dryRun?: boolean;
  items: Array<BulkChildDto>;
};

export type BulkItemView = {
  /**
   * Its place in what was sent, from 0.
   */
  index: number;
  /**
   * The application; the group and the month; or, of a child that was registered, its surrogate id. Null as long as there is none.
   */
  reference: string | null;
  /**
   * `open`: nothing has become of it yet, or, where its job has ended, nothing ever will.
   */
  outcome: 'open' | 'ok' | 'refused' | 'failed';
  /**
   * What was done, where it is `ok`.
   */
  result?: BulkResultView;
  /**
   * What a request of its own would have been answered with, where it is `refused` or `failed`.
   */
  problem?: Problem;
};

export type BulkItemsPage = {
  items: Array<BulkItemView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type BulkJobView = {
  id: string;
  operation: 'accept' | 'conclude' | 'report' | 'register';
  /**
   * Nothing is changed.
   */
  dryRun: boolean;
  /**
   * `done`: every item has an outcome. `cancelled`, and `expired` after 24 hours of real time: what was done stays, the other items are not begun any more.
   */
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'expired';
  /**
   * How many items it has.
   */
  total: number;
  /**
   * How many of them have an outcome.
   */
  done: number;
  /**
   * Done, or, in a dry run, would be.
   */
  ok: number;
  /**
   * Refused by the rules, as a request of its own would be.
   */
  refused: number;
  /**
   * Given up after an internal error that came again and again; without an effect.
   */
  failed: number;
  /**
   * A code for who asked.
   */
  askedBy: string;
  askedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /**
   * When the token ends that was last used to ask for the job or to look at it. From then on it rests, until whoever asked looks at it with a later one. `null`: it goes on.
   */
  trustedUntil?: string | null;
};

export type BulkJobsPage = {
  items: Array<BulkJobView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type BulkLessonsDto = {
  /**
   * Says what would become of each item and changes nothing: each by itself, against what is there then.
   */
  dryRun?: boolean;
  items: Array<LessonsDto>;
};

export type BulkResultView = {
  /**
   * The state of the application, right after the step.
   */
  state?: string;
  /**
   * What the application waits for: its money is asked for, and answered for later.
   */
  awaiting?: string | null;
  /**
   * Why the application is refused, where the step has come to that.
   */
  reason?: string | null;
  /**
   * How many contracts of the group were told of the lessons.
   */
  contracts?: number;
  /**
   * What the register has of the child now.
   */
  child?: 'created' | 'updated' | 'unchanged';
};

export type CardView = {
  childId: string;
  /**
   * The surrogate id.
   */
  holderId: string;
  birthDate: string;
  municipality: number;
  category: string;
  /**
   * The paper that the category rests on, where a parent has named one.
   */
  categoryBasis?: string;
  /**
   * This and what follows: where a parent has registered the child.
   */
  lastName?: string;
  firstName?: string;
  middleName?: string;
  document?: DocumentDto;
  address?: string;
  /**
   * When the register last said so.
   */
  registeredAt: string | null;
};

export type CertificateElsewhere = {
  financingProgramme: string;
  /**
   * Which pays it.
   */
  municipality: number;
  /**
   * The first day after its period.
   */
  toExclusive: string;
};

export type ChangedChildren = {
  created: number;
  updated: number;
  unchanged: number;
};

export type ChildAnswer = {
  childId: string;
  /**
   * The surrogate id under which events, topics and the ledger know the child.
   */
  holderId: string;
};

export type ChildSearchDto = {
  document?: DocumentDto;
  name?: NamedDto;
  /**
   * What for; it is recorded with every child that is found.
   */
  why: 'application' | 'contract' | 'appeal' | 'inspection' | 'correction' | 'registration';
};

export type ClaimCodeAnswer = {
  /**
   * Given to the family, on paper or by voice. It is kept nowhere.
   */
  code: string;
  expiresAt: string;
};

export type ClaimCodeDto = {
  /**
   * The child as the register names it.
   */
  childId: string;
  /**
   * `guardian`: who acts for the child; `self`: the child, which has a login of its own from 14.
   */
  relation: 'guardian' | 'self';
};

export type ClaimDto = {
  /**
   * In any case; spaces and hyphens are not counted.
   */
  code: string;
};

export type ClockView = {
  now: string;
};

export type ConfirmationDto = {
  /**
   * The child as the register names it, or is to name it.
   */
  childId: string;
  /**
   * `new`: the register has no child of this id, and takes this one; `existing`: it is this child of the register, which the parent is a guardian of from now on. Of a child that nobody has registered before, name, document and address are taken over; whatever else the register says of it stays.
   */
  as: 'new' | 'existing';
};

export type ConsentDto = {
  /**
   * The family consents to the terms of the application and to no higher co-payment than this.
   */
  coPaymentAtMostKopecks: number;
  /**
   * The text that the family has read: `GET /consent-texts`.
   */
  textVersion: 'quote-1';
  /**
   * For whoever records the consent of a family; a family that consents in its own login has none.
   */
  paper?: PaperDto;
};

export type ConsentTextView = {
  /**
   * A text never changes: a new one has a new version.
   */
  version: 'quote-1' | 'processing-1';
  /**
   * `quote`: to the terms of an application and its co-payment; `processing`: to the processing of personal data.
   */
  of: 'quote' | 'processing';
  /**
   * In the language of the reader.
   */
  text: string;
};

export type ConsentTextsView = {
  items: Array<ConsentTextView>;
};

export type ConsentView = {
  coPaymentAtMostKopecks: number;
  textVersion: 'quote-1';
  /**
   * By the family in its own login, or on a paper that somebody recorded.
   */
  how: 'own-login' | 'paper';
  paper?: PaperView;
  /**
   * When it was given or recorded.
   */
  givenAt: string;
};

export type CopiedApplication = {
  /**
   * Of the application and of its contract.
   */
  id: string;
  /**
   * As it was given. Null once the person was erased.
   */
  childId: string | null;
  /**
   * The certificate holder's surrogate id.
   */
  holderId: string | null;
  groupId: string;
  financingProgramme: string | null;
  state: 'requested' | 'accepted' | 'enrolled' | 'terminated' | 'refused' | 'withdrawn';
  /**
   * The step whose money the certificate is asked for, or the notice that is to be taken back; the state moves with the answer.
   */
  awaiting: 'application' | 'acceptance' | 'enrolment' | 'revocation' | null;
  /**
   * Why it was refused.
   */
  reason: string | null;
  start: string;
  /**
   * The contract's last day. Null when the first checks refused it.
   */
  lastDay: string | null;
  submittedOn: string;
  concludedOn: string | null;
  /**
   * Why the step that last asked for money was not taken: `terms-changed`, the parent would pay more than the family has consented to. Nothing else has changed; after a new consent the step is taken again.
   */
  notTaken: 'terms-changed' | null;
  /**
   * The provider’s own words, where it refused with some.
   */
  providerWords?: string;
};

export type CopiedConsent = {
  coPaymentAtMostKopecks: number;
  textVersion: 'quote-1';
  /**
   * By the family in its own login, or on a paper that somebody recorded.
   */
  how: 'own-login' | 'paper';
  paper?: PaperView;
  /**
   * When it was given or recorded.
   */
  givenAt: string;
  id: string;
  applicationId: string;
};

export type CopiedGuardianship = {
  id: string;
  childId: string;
  /**
   * The surrogate id under which events, topics and the ledger know the child.
   */
  holderId: string;
  relation: 'guardian' | 'self';
  since: string;
  endedAt: string | null;
};

export type CopyView = {
  card: CardView;
  /**
   * Of children that were merged into this one.
   */
  merged: Array<CardView>;
  guardianships: Array<GuardianshipView>;
  /**
   * Those by which it came to its guardians.
   */
  registrations: Array<RegistrationView>;
  applications: Array<CopiedApplication>;
  /**
   * To the terms of its applications, each as it was given.
   */
  consents: Array<CopiedConsent>;
  /**
   * All that was said of the processing.
   */
  processingConsents: Array<ProcessingConsentView>;
  /**
   * The newest hundred; all: `GET /children/{childId}/reads`.
   */
  reads: Array<ReadView>;
};

export type CorrectionDto = {
  /**
   * The study group.
   */
  groupId: string;
  /**
   * It has begun, and the group or one of its contracts, as it was concluded, has days in it.
   */
  month: string;
  /**
   * Lessons held; not more than planned.
   */
  held: number;
  /**
   * Lessons planned.
   */
  planned: number;
  /**
   * `typing-error`: typed in wrong; `made-up-later`: lessons were made up for; `wrong-group`: meant for another group; `inspection`: found by an inspection; `other`: see the words.
   */
  reason: 'typing-error' | 'made-up-later' | 'wrong-group' | 'inspection' | 'other';
  /**
   * The reason in own words. Kept sealed, shown with the correction only.
   */
  words?: string;
};

export type CorrectionView = {
  id: string;
  groupId: string;
  month: string;
  /**
   * Lessons held, as corrected.
   */
  held: number;
  /**
   * Lessons planned, as corrected.
   */
  planned: number;
  /**
   * The report that it corrects.
   */
  before: LessonsCountView;
  reason: 'typing-error' | 'made-up-later' | 'wrong-group' | 'inspection' | 'other';
  /**
   * `proposed` until a second person approves it; `pending` until every certificate of the group has answered; then `applied` for all of them, or `refused` for all because a certificate does not have what it would take; `cancelled` by an operator.
   */
  state: 'proposed' | 'pending' | 'applied' | 'refused' | 'cancelled';
  submittedAt: string;
  /**
   * A code for who proposed it.
   */
  proposedBy: string | null;
  /**
   * The correction is of this day.
   */
  approvedAt: string | null;
  /**
   * A code for who approved it: somebody else.
   */
  approvedBy: string | null;
  decidedAt: string | null;
  /**
   * How many contracts of the group were asked.
   */
  contracts: number;
  /**
   * The numbers of the certificates that do not have what the correction would take; a municipality sees its own.
   */
  certificatesLacking: Array<string>;
};

export type CorrectionWithWords = {
  id: string;
  groupId: string;
  month: string;
  /**
   * Lessons held, as corrected.
   */
  held: number;
  /**
   * Lessons planned, as corrected.
   */
  planned: number;
  /**
   * The report that it corrects.
   */
  before: LessonsCountView;
  reason: 'typing-error' | 'made-up-later' | 'wrong-group' | 'inspection' | 'other';
  /**
   * `proposed` until a second person approves it; `pending` until every certificate of the group has answered; then `applied` for all of them, or `refused` for all because a certificate does not have what it would take; `cancelled` by an operator.
   */
  state: 'proposed' | 'pending' | 'applied' | 'refused' | 'cancelled';
  submittedAt: string;
  /**
   * A code for who proposed it.
   */
  proposedBy: string | null;
  /**
   * The correction is of this day.
   */
  approvedAt: string | null;
  /**
   * A code for who approved it: somebody else.
   */
  approvedBy: string | null;
  decidedAt: string | null;
  /**
   * How many contracts of the group were asked.
   */
  contracts: number;
  /**
   * The numbers of the certificates that do not have what the correction would take; a municipality sees its own.
   */
  certificatesLacking: Array<string>;
  /**
   * The reason in own words.
   */
  words: string | null;
};

export type CorrectionsPage = {
  /**
   * In the order in which they were asked for.
   */
  items: Array<CorrectionView>;
  /**
   * The cursor of the next page, when there is one.
   */
  next?: string;
};

export type DiscardParked = {
  /**
   * For the record.
   */
  reason: string;
};

export type DiscardedView = {
  status: string;
};

export type DocumentDto = {
  /**
   * `snils`: the number of the insurance account.
   */
  kind: 'birth-certificate' | 'passport' | 'foreign-document' | 'snils';
  /**
   * With its series. Blanks, hyphens and № do not count.
   */
  number: string;
};

export type EndedAccessView = {
  person: string;
  /**
   * Guardianships that have ended, one for each surrogate id of a child.
   */
  guardianships: number;
  /**
   * Registrations that waited, and are refused.
   */
  registrations: number;
  /**
   * Whether the person had said who it is: that is erased.
   */
  erased: boolean;
};

export type ErasureDto = {
  /**
   * The child as the register names it.
   */
  childId: string;
  /**
   * `consent-withdrawn`: to the processing of its data; `request`: of the family; `registered-by-mistake`; `court`: by its decision or that of another authority.
   */
  reason: 'consent-withdrawn' | 'request' | 'registered-by-mistake' | 'court';
};

export type ErasureView = {
  id: string;
  /**
   * The surrogate id; once it is done it stands for nobody.
   */
  holderId: string;
  reason: 'consent-withdrawn' | 'request' | 'registered-by-mistake' | 'court' | 'retention';
  /**
   * `waiting` for a second person; `done` for good; `dropped`.
   */
  state: 'waiting' | 'done' | 'dropped';
  /**
   * A code for who asked.
   */
  askedBy: string;
  askedAt: string;
  /**
   * A code for who decided: somebody else.
   */
  decidedBy: string | null;
  decidedAt: string | null;
};

export type ErasuresPage = {
  items: Array<ErasureView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type FirstReportView = {
  /**
   * Lessons held.
   */
  held: number;
  /**
   * Lessons planned.
   */
  planned: number;
  reportedAt: string;
};

export type FoundChildView = {
  childId: string;
  /**
   * The surrogate id under which events, topics and the ledger know the child.
   */
  holderId: string;
  /**
   * `document`: the same document; `name`: last and first name and birth date are the same, a hint.
   */
  by: 'document' | 'name';
};

export type FoundChildren = {
  /**
   * At most 20.
   */
  items: Array<FoundChildView>;
};

export type GivenConsentView = {
  id: string;
  /**
   * `withdrawal`: of that to the processing.
   */
  of: 'quote' | 'processing' | 'withdrawal';
  /**
   * The surrogate id of the child.
   */
  holderId: string;
  /**
   * Of a consent to a quote.
   */
  applicationId?: string;
  at: string;
};

export type GuardianView = {
  relation: 'guardian' | 'self';
  since: string;
  /**
   * The guardianship; this and what follows for operators alone.
   */
  guardianship?: string;
  /**
   * A code for the person.
   */
  person?: string;
  /**
   * Who that is, where the person has said so.
   */
  parent?: ParentView;
};

export type GuardiansView = {
  items: Array<GuardianView>;
};

export type GuardianshipView = {
  id: string;
  childId: string;
  /**
   * The surrogate id under which events, topics and the ledger know the child.
   */
  holderId: string;
  relation: 'guardian' | 'self';
  since: string;
};

export type GuardianshipsPage = {
  items: Array<GuardianshipView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type ImportReport = {
  /**
   * Rows in the file.
   */
  rows: number;
  /**
   * Rows taken over.
   */
  taken: number;
  /**
   * What is wrong with the rows that were not taken; at most ten thousand faults.
   */
  refused: Array<RefusedRow>;
  changed: ChangedChildren;
  read: WayOfReading;
  /**
   * Categories that no financing programme of the municipality knows: they count as `general`.
   */
  unknownCategories?: UnknownCategories;
  touched?: TouchedByRegister;
};

export type Lag = {
  /**
   * Messages and events whose effects have not happened in this service yet.
   */
  lag: number;
};

export type LessonsAnswer = {
  /**
   * The study group.
   */
  groupId: string;
  /**
   * It has begun, and the group or one of its contracts, as it was concluded, has days in it.
   */
  month: string;
  /**
   * Lessons held; not more than planned.
   */
  held: number;
  /**
   * Lessons planned.
   */
  planned: number;
  /**
   * How many contracts of the group were told.
   */
  contracts: number;
};

export type LessonsCountView = {
  /**
   * Lessons held.
   */
  held: number;
  /**
   * Lessons planned.
   */
  planned: number;
};

export type LessonsDto = {
  /**
   * The study group.
   */
  groupId: string;
  /**
   * It has begun, and the group or one of its contracts, as it was concluded, has days in it.
   */
  month: string;
  /**
   * Lessons held; not more than planned.
   */
  held: number;
  /**
   * Lessons planned.
   */
  planned: number;
};

export type LessonsPage = {
  items: Array<LessonsReportView>;
  /**
   * The cursor of the next page, when there is one.
   */
  next?: string;
};

export type LessonsReportView = {
  groupId: string;
  month: string;
  /**
   * Lessons held, by the report in force.
   */
  held: number;
  /**
   * Lessons planned, by the report in force.
   */
  planned: number;
  /**
   * When the report in force was made.
   */
  reportedAt: string;
  /**
   * What was reported first.
   */
  first: FirstReportView;
  /**
   * In the order in which they were asked for.
   */
  corrections: Array<CorrectionView>;
};

export type Liveness = {
  status: string;
};

export type LostLoginDto = {
  /**
   * The code of the person: `person` in `GET /children/{childId}/guardians`, `askedBy` in a registration.
   */
  person: string;
};

export type MergeDto = {
  /**
   * The child that is kept, as the register names it.
   */
  keep: string;
  /**
   * The same child under another id, which leads to the kept one from then on. It has no open application, no contract that runs, and no certificate of a period that the kept one has none of.
   */
  other: string;
  /**
   * `same-document`; `same-person`: found in another way; `registered-twice`: the register has given it two ids.
   */
  reason: 'same-document' | 'same-person' | 'registered-twice';
};

export type MergeView = {
  id: string;
  /**
   * The surrogate id of the child that is kept.
   */
  keep: string;
  /**
   * That of the other; its account stays as it is.
   */
  other: string;
  reason: 'same-document' | 'same-person' | 'registered-twice';
  /**
   * `waiting` for a second person; `done` for good; `dropped`.
   */
  state: 'waiting' | 'done' | 'dropped';
  /**
   * A code for who asked.
   */
  askedBy: string;
  askedAt: string;
  /**
   * A code for who decided.
   */
  decidedBy: string | null;
  decidedAt: string | null;
};

export type MergesPage = {
  items: Array<MergeView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type MoveAnswer = {
  childId: string;
  /**
   * The surrogate id.
   */
  holderId: string;
  municipality: number;
  /**
   * False: it lived there already, and nothing was changed.
   */
  changed: boolean;
  /**
   * Whether a financing programme of the municipality is known that is not over.
   */
  hasProgramme: boolean;
  /**
   * Open applications on the terms of elsewhere: the family confirms the new ones, or withdraws.
   */
  openApplications: ApplicationsOfChildren;
  /**
   * Contracts on the terms of elsewhere: they go on at the cost of its municipality, until notice is given of them, or the certificate is closed.
   */
  contracts: ApplicationsOfChildren;
  /**
   * Certificates of other municipalities whose period is not over, as far as enrolment knows. Until such a one is closed (`POST /accounts/{holder}/certificates/{programme}/close` of certificates) the child gets none for the same days here.
   */
  certificates: Array<CertificateElsewhere>;
};

export type MoveDto = {
  /**
   * Where the child lives from now on: the id of the municipality.
   */
  municipality: number;
};

export type NamedDto = {
  lastName: string;
  firstName: string;
  birthDate: string;
};

export type OfferView = {
  /**
   * First day of the group.
   */
  firstDay: string;
  /**
   * Last day of the group.
   */
  lastDay: string;
  priceKopecks: number;
  normativeCostKopecks: number;
  ageMinMonths: number;
  ageMaxMonths: number;
  direction: string;
};

export type PaperDto = {
  /**
   * Of the paper that the family has signed.
   */
  number: string;
  /**
   * When it was signed; not after today.
   */
  signedOn: string;
};

export type PaperView = {
  /**
   * For the family, for whoever recorded it, and in the copy of what is held on the child; missing once the person was erased.
   */
  number?: string;
  signedOn: string;
};

export type ParentCopyView = {
  /**
   * Missing where nothing was said, or it was erased.
   */
  parent?: ParentView;
  /**
   * Those that have ended as well.
   */
  guardianships: Array<CopiedGuardianship>;
  registrations: Array<RegistrationView>;
  /**
   * In the order in which they were given.
   */
  consents: Array<GivenConsentView>;
  /**
   * Who has looked at what was said: the newest hundred.
   */
  reads: Array<ReadView>;
};

export type ParentDocumentDto = {
  /**
   * `snils`: the number of the insurance account.
   */
  kind: 'passport' | 'foreign-document' | 'snils';
  /**
   * With its series.
   */
  number: string;
};

export type ParentDto = {
  lastName: string;
  firstName: string;
  middleName?: string;
  document?: ParentDocumentDto;
  phone?: string;
  email?: string;
  /**
   * Whether a mail to `email` shall say that there is news in the cabinet; it says nothing else. No, unless told.
   */
  mailNews?: boolean;
};

export type ParentErasureView = {
  erasedAt: string;
};

export type ParentView = {
  lastName: string;
  firstName: string;
  middleName?: string;
  document?: ParentDocumentDto;
  phone?: string;
  email?: string;
  /**
   * Whether a mail to `email` shall say that there is news in the cabinet; it says nothing else. No, unless told.
   */
  mailNews?: boolean;
  /**
   * When it was said last.
   */
  toldAt: string;
};

export type ParkedPage = {
  items: Array<ParkedView>;
  /**
   * `cursor` of the next page; missing on the last one.
   */
  next?: string;
};

export type ParkedView = {
  id: number;
  status: 'parked' | 'released' | 'discarded';
  topic: string;
  key: string;
  /**
   * The CloudEvents type, where the message has one.
   */
  type?: string;
  /**
   * The CloudEvents id, where the message has one.
   */
  messageId?: string;
  /**
   * The message as it came; absent for a tombstone.
   */
  value?: string;
  /**
   * What it failed with; absent when it only waits behind an earlier one.
   */
  cause?: string;
  /**
   * Why it was discarded.
   */
  reason?: string;
  parkedAt: string;
};

/**
 * RFC 9457. Further members belong to the type of the problem.
 */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /**
   * The id of the request.
   */
  instance: string;
  errors?: Array<{
    /**
     * RFC 6901 pointer into the body; `?name` of the query, `:name` of the path, the name itself of a header.
     */
    pointer: string;
    code: string;
    message: string;
  }>;
};

export type ProcessingConsentAnswer = {
  childId: string;
  holderId: string;
  /**
   * `withdrawn`: no new application of the child is taken.
   */
  standing: 'given' | 'withdrawn';
  /**
   * Of a consent.
   */
  textVersion?: 'processing-1';
  /**
   * By a guardian in its own login, or on a paper that somebody recorded.
   */
  how: 'own-login' | 'paper';
  /**
   * When it was said or recorded.
   */
  at: string;
};

export type ProcessingConsentDto = {
  /**
   * The text that the family has read: `GET /consent-texts`.
   */
  textVersion: 'processing-1';
  /**
   * For whoever records what a family has signed; a guardian in its own login has none.
   */
  paper?: PaperDto;
};

export type ProcessingConsentView = {
  childId: string;
  holderId: string;
  /**
   * `withdrawn`: no new application of the child is taken.
   */
  standing: 'given' | 'withdrawn';
  /**
   * Of a consent.
   */
  textVersion?: 'processing-1';
  /**
   * By a guardian in its own login, or on a paper that somebody recorded.
   */
  how: 'own-login' | 'paper';
  /**
   * When it was said or recorded.
   */
  at: string;
  paper?: PaperView;
};

export type ProcessingConsentsPage = {
  items: Array<ProcessingConsentView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type ProcessingWithdrawalDto = {
  /**
   * For whoever records what a family has signed; a guardian in its own login has none.
   */
  paper?: PaperDto;
};

export type QuotePartView = {
  month: string;
  shareKopecks: number;
  coPaymentKopecks: number;
};

export type QuoteView = {
  possible: boolean;
  /**
   * Why not: the reason with which the application would be refused.
   */
  reason?: string;
  /**
   * The reason in words.
   */
  message?: string;
  lastDay?: string;
  fullPriceKopecks?: number;
  fullNormKopecks?: number;
  /**
   * The certificate's share.
   */
  shareKopecks?: number;
  /**
   * The parent's share.
   */
  coPaymentKopecks?: number;
  parts?: Array<QuotePartView>;
};

export type ReadView = {
  at: string;
  /**
   * `card`: birth date, category and municipality; `copy`: all that is held; `terms`: those of an application; `id`: the id of the register for a surrogate id; `registration`: what a parent has registered; `guardians`: who acts for the child; `parent`: what a parent has said of itself.
   */
  what: 'card' | 'copy' | 'terms' | 'id' | 'registration' | 'guardians' | 'parent';
  why: 'family' | 'application' | 'contract' | 'appeal' | 'inspection' | 'correction' | 'registration';
  by: ReaderView;
};

export type ReaderView = {
  kind: 'person' | 'integration';
  roles: Array<string>;
  /**
   * A code for the login; for operators alone.
   */
  name?: string;
};

export type Readiness = {
  status: string;
  /**
   * As `/messaging/lag` tells it.
   */
  lag: number;
};

export type ReadsPage = {
  /**
   * The newest first.
   */
  items: Array<ReadView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type RefusalDto = {
  /**
   * `other` unless told, where there are words.
   */
  reason?:
    | 'group-not-formed'
    | 'timetable-changed'
    | 'selection-not-passed'
    | 'documents-missing'
    | 'family-not-reached'
    | 'family-asked'
    | 'other';
  /**
   * The provider's own words. They may be about the child: sealed under its key, told in no message.
   */
  words?: string;
};

export type RefusedRow = {
  /**
   * Line of the file, from 1.
   */
  line: number;
  reason: string;
  /**
   * The reason in words.
   */
  message: string;
};

export type RegistrationDetail = {
  id: string;
  /**
   * Once it is `refused` nothing of what was said is kept.
   */
  state: 'waiting' | 'confirmed' | 'refused';
  /**
   * The surrogate id of the child, once it is confirmed.
   */
  holderId: string | null;
  /**
   * Why it is refused. `withdrawn`: by the parent; `not-decided`: nobody has decided in ninety days; `login-lost`: the access of its parent was ended.
   */
  reason:
    | 'not-as-in-the-document'
    | 'not-the-guardian'
    | 'not-of-this-region'
    | 'twice'
    | 'other'
    | 'withdrawn'
    | 'not-decided'
    | 'login-lost'
    | null;
  askedAt: string;
  decidedAt: string | null;
  /**
   * A code for the parent; for operators alone.
   */
  askedBy?: string;
  /**
   * A code; for operators alone.
   */
  decidedBy?: string | null;
  /**
   * What the parent has said, as long as nobody has decided; what became of it stands in the card of the child.
   */
  said?: RegistrationDto;
  /**
   * Who the parent is, where it has said so, as long as nobody has decided; for operators alone.
   */
  parent?: ParentView;
  /**
   * Who may be the same child, fifty at most, as long as nobody has decided; for operators alone.
   */
  similar?: Array<SimilarView>;
};

export type RegistrationDto = {
  lastName: string;
  firstName: string;
  middleName?: string;
  birthDate: string;
  document: DocumentDto;
  address: string;
  /**
   * Where the child lives: the id of the municipality.
   */
  municipality: number;
  /**
   * The category of children that it belongs to.
   */
  category: string;
  /**
   * The paper that the category rests on.
   */
  categoryBasis?: string;
};

export type RegistrationRefusalDto = {
  /**
   * `twice`: the parent has registered the child before.
   */
  reason: 'not-as-in-the-document' | 'not-the-guardian' | 'not-of-this-region' | 'twice' | 'other';
};

export type RegistrationView = {
  id: string;
  /**
   * Once it is `refused` nothing of what was said is kept.
   */
  state: 'waiting' | 'confirmed' | 'refused';
  /**
   * The surrogate id of the child, once it is confirmed.
   */
  holderId: string | null;
  /**
   * Why it is refused. `withdrawn`: by the parent; `not-decided`: nobody has decided in ninety days; `login-lost`: the access of its parent was ended.
   */
  reason:
    | 'not-as-in-the-document'
    | 'not-the-guardian'
    | 'not-of-this-region'
    | 'twice'
    | 'other'
    | 'withdrawn'
    | 'not-decided'
    | 'login-lost'
    | null;
  askedAt: string;
  decidedAt: string | null;
  /**
   * A code for the parent; for operators alone.
   */
  askedBy?: string;
  /**
   * A code; for operators alone.
   */
  decidedBy?: string | null;
};

export type RegistrationsPage = {
  items: Array<RegistrationView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type RetriedView = {
  /**
   * How many messages went through.
   */
  released: number;
  /**
   * The message that failed again; those behind it wait.
   */
  stopped?: StoppedAt;
  /**
   * Without a key: how many keys were tried.
   */
  keys?: number;
  /**
   * Of them, those that are parked still; `stopped` is the first.
   */
  failed?: number;
  /**
   * `after` of the next request; missing when there are no more keys.
   */
  next?: number;
};

export type RetryParked = {
  topic: string;
  /**
   * The key whose parked messages are to be handled again; all keys of the topic, page by page, unless told.
   */
  key?: string;
  /**
   * Without a key: `next` of the answer before.
   */
  after?: number;
};

export type SetClock = {
  /**
   * ISO 8601 instant, not before the present one.
   */
  now: string;
};

export type SimilarView = {
  what: 'child' | 'registration';
  /**
   * The surrogate id of the child, or the id of the registration.
   */
  id: string;
  /**
   * `document`: the same child; `name`: last and first name and birth date are the same, a hint.
   */
  by: 'document' | 'name';
};

export type StoppedAt = {
  id: number;
  cause: string;
};

export type TermChangeView = {
  /**
   * The field of the terms.
   */
  term: string;
  submitted: string | number;
  present: string | number;
};

export type TerminationDto = {
  /**
   * Who gives notice.
   */
  by: 'family' | 'provider';
  /**
   * The date of the paper; today unless told. Not after today, not before the conclusion, not after the last day, and not older than the programme allows (31 days unless it says otherwise).
   */
  on?: string;
};

export type TermsQuotes = {
  submitted: QuoteView;
  present: QuoteView;
};

export type TermsView = {
  /**
   * First day of the group.
   */
  firstDay: string;
  /**
   * Last day of the group.
   */
  lastDay: string;
  priceKopecks: number;
  normativeCostKopecks: number;
  ageMinMonths: number;
  ageMaxMonths: number;
  direction: string;
  providerId: string;
  municipality: number;
  financingProgramme: string;
  /**
   * Of the category of the child; no term where the child has a certificate already.
   */
  certificateGroup: string;
};

export type TouchedByRegister = {
  /**
   * Open applications whose terms change: the family confirms the new ones, or withdraws.
   */
  openApplications: ApplicationsOfChildren;
  /**
   * Running contracts, and applications whose money is reserved or asked for: they keep their terms.
   */
  contracts: ApplicationsOfChildren;
};

export type UnknownCategories = {
  count: number;
  /**
   * The first thousand.
   */
  items: Array<UnknownCategory>;
};

export type UnknownCategory = {
  /**
   * As the file has it, trimmed and in NFKC.
   */
  category: string;
  municipality: number;
  /**
   * Whether a financing programme of the municipality is known at all.
   */
  hasProgramme: boolean;
  /**
   * How many rows have it.
   */
  rows: number;
  /**
   * The first hundred lines.
   */
  lines: Array<number>;
  /**
   * What that means, in words.
   */
  message: string;
};

export type VoucherView = {
  holds: boolean;
};

export type WayOfReading = {
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';
  /**
   * What stands between the fields; `cells` in a workbook.
   */
  delimiter: 'comma' | 'semicolon' | 'tab' | 'cells';
  /**
   * How most dates are written: rows with another form are refused. null where there is no date.
   */
  dates: 'yyyy-mm-dd' | 'dd.mm.yyyy' | null;
};

export type ApplicationControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    state?: 'requested' | 'accepted' | 'enrolled' | 'terminated' | 'refused' | 'withdrawn';
    /**
     * The study group.
     */
    group?: string;
    /**
     * The child as the register names it.
     */
    childId?: string;
    /**
     * The provider as the catalogue names it.
     */
    providerId?: string;
    /**
     * `confirm`: those whose terms have changed, so that nothing goes on before the family has confirmed them. `consent`: those to whose quote the family has not consented yet.
     */
    waitsFor?: 'confirm' | 'consent';
  };
  url: '/applications';
};

export type ApplicationControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ApplicationControllerListError = ApplicationControllerListErrors[keyof ApplicationControllerListErrors];

export type ApplicationControllerListResponses = {
  200: ApplicationsPage;
};

export type ApplicationControllerListResponse =
  ApplicationControllerListResponses[keyof ApplicationControllerListResponses];

export type ApplicationControllerApplyData = {
  body: ApplicationDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * `wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the application as it is by then.
     */
    Prefer?: string;
  };
  path?: never;
  query?: never;
  url: '/applications';
};

export type ApplicationControllerApplyErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `processing-consent-withdrawn`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/processing-consent-withdrawn' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `not-known-yet`, `unavailable`
   */
  503: Problem & {
    type?: '/problems/not-known-yet' | '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ApplicationControllerApplyError = ApplicationControllerApplyErrors[keyof ApplicationControllerApplyErrors];

export type ApplicationControllerApplyResponses = {
  /**
   * Created; `Location` is `/applications/{id}`.
   */
  201: ApplicationView;
};

export type ApplicationControllerApplyResponse =
  ApplicationControllerApplyResponses[keyof ApplicationControllerApplyResponses];

export type ApplicationControllerOneData = {
  body?: never;
  headers?: {
    /**
     * `wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the application as it is by then.
     */
    Prefer?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}';
};

export type ApplicationControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ApplicationControllerOneError = ApplicationControllerOneErrors[keyof ApplicationControllerOneErrors];

export type ApplicationControllerOneResponses = {
  200: ApplicationDetails;
};

export type ApplicationControllerOneResponse =
  ApplicationControllerOneResponses[keyof ApplicationControllerOneResponses];

export type StepControllerAcceptData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * `wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the application as it is by then.
     */
    Prefer?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/accept';
};

export type StepControllerAcceptErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `terms-changed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/terms-changed' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerAcceptError = StepControllerAcceptErrors[keyof StepControllerAcceptErrors];

export type StepControllerAcceptResponses = {
  200: ApplicationView;
};

export type StepControllerAcceptResponse = StepControllerAcceptResponses[keyof StepControllerAcceptResponses];

export type StepControllerConcludeData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * `wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the application as it is by then.
     */
    Prefer?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/conclude';
};

export type StepControllerConcludeErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `terms-changed`, `consent-missing`, `idempotency-in-progress`
   */
  409: Problem & {
    type?:
      | '/problems/action-not-allowed'
      | '/problems/terms-changed'
      | '/problems/consent-missing'
      | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerConcludeError = StepControllerConcludeErrors[keyof StepControllerConcludeErrors];

export type StepControllerConcludeResponses = {
  200: ApplicationView;
};

export type StepControllerConcludeResponse = StepControllerConcludeResponses[keyof StepControllerConcludeResponses];

export type StepControllerConfirmData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * The `ETag` of the application as the family saw it; without it the present terms are meant.
     */
    'If-Match'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/confirm';
};

export type StepControllerConfirmErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/idempotency-in-progress';
  };
  /**
   * `terms-not-seen`
   */
  412: Problem & {
    type?: '/problems/terms-not-seen';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `not-known-yet`, `unavailable`
   */
  503: Problem & {
    type?: '/problems/not-known-yet' | '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerConfirmError = StepControllerConfirmErrors[keyof StepControllerConfirmErrors];

export type StepControllerConfirmResponses = {
  200: ApplicationView;
};

export type StepControllerConfirmResponse = StepControllerConfirmResponses[keyof StepControllerConfirmResponses];

export type StepControllerConsentData = {
  body: ConsentDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * The `ETag` of the application as the family saw it; without it the present terms are meant.
     */
    'If-Match'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/consent';
};

export type StepControllerConsentErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/idempotency-in-progress';
  };
  /**
   * `terms-not-seen`
   */
  412: Problem & {
    type?: '/problems/terms-not-seen';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `consent-not-possible`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/consent-not-possible' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerConsentError = StepControllerConsentErrors[keyof StepControllerConsentErrors];

export type StepControllerConsentResponses = {
  200: ApplicationView;
};

export type StepControllerConsentResponse = StepControllerConsentResponses[keyof StepControllerConsentResponses];

export type ApplicationControllerQuoteData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/quote';
};

export type ApplicationControllerQuoteErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ApplicationControllerQuoteError = ApplicationControllerQuoteErrors[keyof ApplicationControllerQuoteErrors];

export type ApplicationControllerQuoteResponses = {
  200: QuoteView;
};

export type ApplicationControllerQuoteResponse =
  ApplicationControllerQuoteResponses[keyof ApplicationControllerQuoteResponses];

export type StepControllerRefuseData = {
  body?: RefusalDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/refuse';
};

export type StepControllerRefuseErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerRefuseError = StepControllerRefuseErrors[keyof StepControllerRefuseErrors];

export type StepControllerRefuseResponses = {
  200: ApplicationView;
};

export type StepControllerRefuseResponse = StepControllerRefuseResponses[keyof StepControllerRefuseResponses];

export type StepControllerRevokeNoticeData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * `wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the application as it is by then.
     */
    Prefer?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/revoke-notice';
};

export type StepControllerRevokeNoticeErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `notice-place-taken`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/notice-place-taken' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerRevokeNoticeError = StepControllerRevokeNoticeErrors[keyof StepControllerRevokeNoticeErrors];

export type StepControllerRevokeNoticeResponses = {
  200: ApplicationView;
};

export type StepControllerRevokeNoticeResponse =
  StepControllerRevokeNoticeResponses[keyof StepControllerRevokeNoticeResponses];

export type StepControllerStopWaitingData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/stop-waiting';
};

export type StepControllerStopWaitingErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerStopWaitingError = StepControllerStopWaitingErrors[keyof StepControllerStopWaitingErrors];

export type StepControllerStopWaitingResponses = {
  200: ApplicationView;
};

export type StepControllerStopWaitingResponse =
  StepControllerStopWaitingResponses[keyof StepControllerStopWaitingResponses];

export type StepControllerTerminateData = {
  body: TerminationDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/terminate';
};

export type StepControllerTerminateErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `notice-date-not-possible`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/notice-date-not-possible' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerTerminateError = StepControllerTerminateErrors[keyof StepControllerTerminateErrors];

export type StepControllerTerminateResponses = {
  200: ApplicationView;
};

export type StepControllerTerminateResponse = StepControllerTerminateResponses[keyof StepControllerTerminateResponses];

export type StepControllerWithdrawData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/applications/{id}/withdraw';
};

export type StepControllerWithdrawErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-application`
   */
  404: Problem & {
    type?: '/problems/unknown-application';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `action-not-allowed`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/action-not-allowed' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type StepControllerWithdrawError = StepControllerWithdrawErrors[keyof StepControllerWithdrawErrors];

export type StepControllerWithdrawResponses = {
  200: ApplicationView;
};

export type StepControllerWithdrawResponse = StepControllerWithdrawResponses[keyof StepControllerWithdrawResponses];

export type BulkControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
  };
  url: '/bulk-jobs';
};

export type BulkControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerListError = BulkControllerListErrors[keyof BulkControllerListErrors];

export type BulkControllerListResponses = {
  200: BulkJobsPage;
};

export type BulkControllerListResponse = BulkControllerListResponses[keyof BulkControllerListResponses];

export type BulkControllerAcceptData = {
  body: BulkApplicationsDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/bulk-jobs/accept';
};

export type BulkControllerAcceptErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `bulk-jobs-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/bulk-jobs-waiting' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerAcceptError = BulkControllerAcceptErrors[keyof BulkControllerAcceptErrors];

export type BulkControllerAcceptResponses = {
  /**
   * Taken, to be done; `Location` is `/bulk-jobs/{id}`.
   */
  202: BulkJobView;
};

export type BulkControllerAcceptResponse = BulkControllerAcceptResponses[keyof BulkControllerAcceptResponses];

export type BulkControllerConcludeData = {
  body: BulkApplicationsDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/bulk-jobs/conclude';
};

export type BulkControllerConcludeErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `bulk-jobs-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/bulk-jobs-waiting' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerConcludeError = BulkControllerConcludeErrors[keyof BulkControllerConcludeErrors];

export type BulkControllerConcludeResponses = {
  /**
   * Taken, to be done; `Location` is `/bulk-jobs/{id}`.
   */
  202: BulkJobView;
};

export type BulkControllerConcludeResponse = BulkControllerConcludeResponses[keyof BulkControllerConcludeResponses];

export type BulkControllerRegisterData = {
  body: BulkChildrenDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/bulk-jobs/register';
};

export type BulkControllerRegisterErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `bulk-jobs-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/bulk-jobs-waiting' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerRegisterError = BulkControllerRegisterErrors[keyof BulkControllerRegisterErrors];

export type BulkControllerRegisterResponses = {
  /**
   * Taken, to be done; `Location` is `/bulk-jobs/{id}`.
   */
  202: BulkJobView;
};

export type BulkControllerRegisterResponse = BulkControllerRegisterResponses[keyof BulkControllerRegisterResponses];

export type BulkControllerReportData = {
  body: BulkLessonsDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/bulk-jobs/report';
};

export type BulkControllerReportErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `bulk-jobs-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/bulk-jobs-waiting' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerReportError = BulkControllerReportErrors[keyof BulkControllerReportErrors];

export type BulkControllerReportResponses = {
  /**
   * Taken, to be done; `Location` is `/bulk-jobs/{id}`.
   */
  202: BulkJobView;
};

export type BulkControllerReportResponse = BulkControllerReportResponses[keyof BulkControllerReportResponses];

export type BulkControllerOneData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/bulk-jobs/{id}';
};

export type BulkControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-bulk-job`
   */
  404: Problem & {
    type?: '/problems/unknown-bulk-job';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerOneError = BulkControllerOneErrors[keyof BulkControllerOneErrors];

export type BulkControllerOneResponses = {
  200: BulkJobView;
};

export type BulkControllerOneResponse = BulkControllerOneResponses[keyof BulkControllerOneResponses];

export type BulkControllerCancelData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/bulk-jobs/{id}/cancel';
};

export type BulkControllerCancelErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-bulk-job`
   */
  404: Problem & {
    type?: '/problems/unknown-bulk-job';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `bulk-job-ended`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/bulk-job-ended' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerCancelError = BulkControllerCancelErrors[keyof BulkControllerCancelErrors];

export type BulkControllerCancelResponses = {
  200: BulkJobView;
};

export type BulkControllerCancelResponse = BulkControllerCancelResponses[keyof BulkControllerCancelResponses];

export type BulkControllerItemsData = {
  body?: never;
  path: {
    id: string;
  };
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * Only the items that have come to this.
     */
    outcome?: 'open' | 'ok' | 'refused' | 'failed';
  };
  url: '/bulk-jobs/{id}/items';
};

export type BulkControllerItemsErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-bulk-job`
   */
  404: Problem & {
    type?: '/problems/unknown-bulk-job';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type BulkControllerItemsError = BulkControllerItemsErrors[keyof BulkControllerItemsErrors];

export type BulkControllerItemsResponses = {
  200: BulkItemsPage;
};

export type BulkControllerItemsResponse = BulkControllerItemsResponses[keyof BulkControllerItemsResponses];

export type HolderControllerByHolderData = {
  body?: never;
  path?: never;
  query: {
    /**
     * The surrogate id under which events, topics and the ledger know the child.
     */
    holderId: string;
    /**
     * What for; `contract` where it is left out.
     */
    why?: 'family' | 'application' | 'contract' | 'appeal' | 'inspection' | 'correction' | 'registration';
  };
  url: '/children';
};

export type HolderControllerByHolderErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type HolderControllerByHolderError = HolderControllerByHolderErrors[keyof HolderControllerByHolderErrors];

export type HolderControllerByHolderResponses = {
  200: ChildAnswer;
};

export type HolderControllerByHolderResponse =
  HolderControllerByHolderResponses[keyof HolderControllerByHolderResponses];

export type ImportControllerTakeData = {
  /**
   * As CSV: `childId,birthDate,municipality,category` and, in the next line, `24-000001,2005-06-26,2442,general`.
   */
  body: string;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: {
    /**
     * Answers the report of this import and changes nothing.
     */
    dryRun?: boolean;
  };
  url: '/children/imports';
};

export type ImportControllerTakeErrors = {
  /**
   * `malformed-workbook`, `invalid-request`, `malformed-request`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/malformed-workbook'
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `workbook-too-large`, `body-too-large`
   */
  413: Problem & {
    type?: '/problems/workbook-too-large' | '/problems/body-too-large';
  };
  /**
   * `csv-expected`, `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/csv-expected' | '/problems/unsupported-media-type';
  };
  /**
   * `malformed-children-file`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/malformed-children-file' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ImportControllerTakeError = ImportControllerTakeErrors[keyof ImportControllerTakeErrors];

export type ImportControllerTakeResponses = {
  200: ImportReport;
};

export type ImportControllerTakeResponse = ImportControllerTakeResponses[keyof ImportControllerTakeResponses];

export type ChildSearchControllerSearchData = {
  body: ChildSearchDto;
  path?: never;
  query?: never;
  url: '/children/search';
};

export type ChildSearchControllerSearchErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/malformed-json';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ChildSearchControllerSearchError =
  ChildSearchControllerSearchErrors[keyof ChildSearchControllerSearchErrors];

export type ChildSearchControllerSearchResponses = {
  200: FoundChildren;
};

export type ChildSearchControllerSearchResponse =
  ChildSearchControllerSearchResponses[keyof ChildSearchControllerSearchResponses];

export type ChildControllerOneData = {
  body?: never;
  path: {
    childId: string;
  };
  query?: never;
  url: '/children/{childId}';
};

export type ChildControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ChildControllerOneError = ChildControllerOneErrors[keyof ChildControllerOneErrors];

export type ChildControllerOneResponses = {
  200: ChildAnswer;
};

export type ChildControllerOneResponse = ChildControllerOneResponses[keyof ChildControllerOneResponses];

export type CardControllerCardData = {
  body?: never;
  path: {
    childId: string;
  };
  query?: {
    /**
     * What for: recorded, and shown to the family. A family need not say it; whoever else asks must, and not `family`.
     */
    why?: 'family' | 'application' | 'contract' | 'appeal' | 'inspection' | 'correction' | 'registration';
  };
  url: '/children/{childId}/card';
};

export type CardControllerCardErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `purpose-missing`
   */
  422: Problem & {
    type?: '/problems/purpose-missing';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CardControllerCardError = CardControllerCardErrors[keyof CardControllerCardErrors];

export type CardControllerCardResponses = {
  200: CardView;
};

export type CardControllerCardResponse = CardControllerCardResponses[keyof CardControllerCardResponses];

export type CardControllerCopyData = {
  body?: never;
  path: {
    childId: string;
  };
  query?: {
    /**
     * What for: recorded, and shown to the family. A family need not say it; whoever else asks must, and not `family`.
     */
    why?: 'family' | 'application' | 'contract' | 'appeal' | 'inspection' | 'correction' | 'registration';
  };
  url: '/children/{childId}/copy';
};

export type CardControllerCopyErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `purpose-missing`
   */
  422: Problem & {
    type?: '/problems/purpose-missing';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CardControllerCopyError = CardControllerCopyErrors[keyof CardControllerCopyErrors];

export type CardControllerCopyResponses = {
  200: CopyView;
};

export type CardControllerCopyResponse = CardControllerCopyResponses[keyof CardControllerCopyResponses];

export type GuardiansControllerGuardiansData = {
  body?: never;
  path: {
    childId: string;
  };
  query?: {
    /**
     * What for: recorded, and shown to the family. A family need not say it; whoever else asks must, and not `family`.
     */
    why?: 'family' | 'application' | 'contract' | 'appeal' | 'inspection' | 'correction' | 'registration';
  };
  url: '/children/{childId}/guardians';
};

export type GuardiansControllerGuardiansErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `purpose-missing`
   */
  422: Problem & {
    type?: '/problems/purpose-missing';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type GuardiansControllerGuardiansError =
  GuardiansControllerGuardiansErrors[keyof GuardiansControllerGuardiansErrors];

export type GuardiansControllerGuardiansResponses = {
  200: GuardiansView;
};

export type GuardiansControllerGuardiansResponse =
  GuardiansControllerGuardiansResponses[keyof GuardiansControllerGuardiansResponses];

export type MoveControllerMoveData = {
  body: MoveDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    childId: string;
  };
  query?: never;
  url: '/children/{childId}/move';
};

export type MoveControllerMoveErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type MoveControllerMoveError = MoveControllerMoveErrors[keyof MoveControllerMoveErrors];

export type MoveControllerMoveResponses = {
  200: MoveAnswer;
};

export type MoveControllerMoveResponse = MoveControllerMoveResponses[keyof MoveControllerMoveResponses];

export type ProcessingConsentControllerConsentData = {
  body: ProcessingConsentDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    childId: string;
  };
  query?: never;
  url: '/children/{childId}/processing-consents';
};

export type ProcessingConsentControllerConsentErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `consent-not-possible`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/consent-not-possible' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ProcessingConsentControllerConsentError =
  ProcessingConsentControllerConsentErrors[keyof ProcessingConsentControllerConsentErrors];

export type ProcessingConsentControllerConsentResponses = {
  200: ProcessingConsentAnswer;
};

export type ProcessingConsentControllerConsentResponse =
  ProcessingConsentControllerConsentResponses[keyof ProcessingConsentControllerConsentResponses];

export type ProcessingConsentControllerWithdrawData = {
  body: ProcessingWithdrawalDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    childId: string;
  };
  query?: never;
  url: '/children/{childId}/processing-consents/withdraw';
};

export type ProcessingConsentControllerWithdrawErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `consent-not-possible`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/consent-not-possible' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ProcessingConsentControllerWithdrawError =
  ProcessingConsentControllerWithdrawErrors[keyof ProcessingConsentControllerWithdrawErrors];

export type ProcessingConsentControllerWithdrawResponses = {
  200: ProcessingConsentAnswer;
};

export type ProcessingConsentControllerWithdrawResponse =
  ProcessingConsentControllerWithdrawResponses[keyof ProcessingConsentControllerWithdrawResponses];

export type CardControllerLooksData = {
  body?: never;
  path: {
    childId: string;
  };
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
  };
  url: '/children/{childId}/reads';
};

export type CardControllerLooksErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CardControllerLooksError = CardControllerLooksErrors[keyof CardControllerLooksErrors];

export type CardControllerLooksResponses = {
  200: ReadsPage;
};

export type CardControllerLooksResponse = CardControllerLooksResponses[keyof CardControllerLooksResponses];

export type ClockControllerNowData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/clock';
};

export type ClockControllerNowErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ClockControllerNowError = ClockControllerNowErrors[keyof ClockControllerNowErrors];

export type ClockControllerNowResponses = {
  200: ClockView;
};

export type ClockControllerNowResponse = ClockControllerNowResponses[keyof ClockControllerNowResponses];

export type ClockControllerSetData = {
  body: SetClock;
  path?: never;
  query?: never;
  url: '/clock';
};

export type ClockControllerSetErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/malformed-json';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `clock-goes-back`, `clock-not-shared`
   */
  409: Problem & {
    type?: '/problems/clock-goes-back' | '/problems/clock-not-shared';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `clock-jumps-too-far`
   */
  422: Problem & {
    type?: '/problems/clock-jumps-too-far';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ClockControllerSetError = ClockControllerSetErrors[keyof ClockControllerSetErrors];

export type ClockControllerSetResponses = {
  200: ClockView;
};

export type ClockControllerSetResponse = ClockControllerSetResponses[keyof ClockControllerSetResponses];

export type ConsentTextsControllerTextsData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/consent-texts';
};

export type ConsentTextsControllerTextsErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ConsentTextsControllerTextsError =
  ConsentTextsControllerTextsErrors[keyof ConsentTextsControllerTextsErrors];

export type ConsentTextsControllerTextsResponses = {
  200: ConsentTextsView;
};

export type ConsentTextsControllerTextsResponse =
  ConsentTextsControllerTextsResponses[keyof ConsentTextsControllerTextsResponses];

export type ErasureControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * `waiting`: for a second person.
     */
    state?: 'waiting' | 'done' | 'dropped';
  };
  url: '/erasures';
};

export type ErasureControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ErasureControllerListError = ErasureControllerListErrors[keyof ErasureControllerListErrors];

export type ErasureControllerListResponses = {
  200: ErasuresPage;
};

export type ErasureControllerListResponse = ErasureControllerListResponses[keyof ErasureControllerListResponses];

export type ErasureControllerAskData = {
  body: ErasureDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/erasures';
};

export type ErasureControllerAskErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `contracts-live`, `erasure-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/contracts-live' | '/problems/erasure-waiting' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ErasureControllerAskError = ErasureControllerAskErrors[keyof ErasureControllerAskErrors];

export type ErasureControllerAskResponses = {
  /**
   * Created; `Location` is `/erasures/{id}`.
   */
  201: ErasureView;
};

export type ErasureControllerAskResponse = ErasureControllerAskResponses[keyof ErasureControllerAskResponses];

export type ErasureControllerOneData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/erasures/{id}';
};

export type ErasureControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-erasure`
   */
  404: Problem & {
    type?: '/problems/unknown-erasure';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ErasureControllerOneError = ErasureControllerOneErrors[keyof ErasureControllerOneErrors];

export type ErasureControllerOneResponses = {
  200: ErasureView;
};

export type ErasureControllerOneResponse = ErasureControllerOneResponses[keyof ErasureControllerOneResponses];

export type ErasureControllerApproveData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/erasures/{id}/approve';
};

export type ErasureControllerApproveErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `second-person-needed`, `not-allowed`
   */
  403: Problem & {
    type?: '/problems/second-person-needed' | '/problems/not-allowed';
  };
  /**
   * `unknown-erasure`
   */
  404: Problem & {
    type?: '/problems/unknown-erasure';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `erasure-decided`, `contracts-live`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/erasure-decided' | '/problems/contracts-live' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ErasureControllerApproveError = ErasureControllerApproveErrors[keyof ErasureControllerApproveErrors];

export type ErasureControllerApproveResponses = {
  200: ErasureView;
};

export type ErasureControllerApproveResponse =
  ErasureControllerApproveResponses[keyof ErasureControllerApproveResponses];

export type ErasureControllerDropData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/erasures/{id}/drop';
};

export type ErasureControllerDropErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-erasure`
   */
  404: Problem & {
    type?: '/problems/unknown-erasure';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `erasure-decided`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/erasure-decided' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ErasureControllerDropError = ErasureControllerDropErrors[keyof ErasureControllerDropErrors];

export type ErasureControllerDropResponses = {
  200: ErasureView;
};

export type ErasureControllerDropResponse = ErasureControllerDropResponses[keyof ErasureControllerDropResponses];

export type ExportControllerContractsData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How the rows are written; unless told, as `Accept` says, and CSV where both are taken.
     */
    format?: 'csv' | 'xlsx';
  };
  url: '/exports/contracts';
};

export type ExportControllerContractsErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ExportControllerContractsError = ExportControllerContractsErrors[keyof ExportControllerContractsErrors];

export type ExportControllerContractsResponses = {
  /**
   * All rows within reach, the first line with the names of the columns in the reader’s language.
   */
  200: string;
};

export type ExportControllerContractsResponse =
  ExportControllerContractsResponses[keyof ExportControllerContractsResponses];

export type ExportControllerLessonsData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How the rows are written; unless told, as `Accept` says, and CSV where both are taken.
     */
    format?: 'csv' | 'xlsx';
  };
  url: '/exports/lessons';
};

export type ExportControllerLessonsErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ExportControllerLessonsError = ExportControllerLessonsErrors[keyof ExportControllerLessonsErrors];

export type ExportControllerLessonsResponses = {
  /**
   * All rows within reach, the first line with the names of the columns in the reader’s language.
   */
  200: string;
};

export type ExportControllerLessonsResponse = ExportControllerLessonsResponses[keyof ExportControllerLessonsResponses];

export type GuardianshipControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
  };
  url: '/guardianships';
};

export type GuardianshipControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type GuardianshipControllerListError = GuardianshipControllerListErrors[keyof GuardianshipControllerListErrors];

export type GuardianshipControllerListResponses = {
  200: GuardianshipsPage;
};

export type GuardianshipControllerListResponse =
  GuardianshipControllerListResponses[keyof GuardianshipControllerListResponses];

export type GuardianshipControllerClaimData = {
  body: ClaimDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/guardianships';
};

export type GuardianshipControllerClaimErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `code-not-valid`, `unknown-guardianship`
   */
  404: Problem & {
    type?: '/problems/code-not-valid' | '/problems/unknown-guardianship';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `child-has-a-login`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/child-has-a-login' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type GuardianshipControllerClaimError =
  GuardianshipControllerClaimErrors[keyof GuardianshipControllerClaimErrors];

export type GuardianshipControllerClaimResponses = {
  /**
   * Created; `Location` is `/guardianships/{id}`.
   */
  201: GuardianshipView;
};

export type GuardianshipControllerClaimResponse =
  GuardianshipControllerClaimResponses[keyof GuardianshipControllerClaimResponses];

export type GuardianshipControllerIssueData = {
  body: ClaimCodeDto;
  path?: never;
  query?: never;
  url: '/guardianships/codes';
};

export type GuardianshipControllerIssueErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/malformed-json';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-young-for-a-login`
   */
  409: Problem & {
    type?: '/problems/too-young-for-a-login';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type GuardianshipControllerIssueError =
  GuardianshipControllerIssueErrors[keyof GuardianshipControllerIssueErrors];

export type GuardianshipControllerIssueResponses = {
  200: ClaimCodeAnswer;
};

export type GuardianshipControllerIssueResponse =
  GuardianshipControllerIssueResponses[keyof GuardianshipControllerIssueResponses];

export type LostLoginControllerEndAllData = {
  body: LostLoginDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/guardianships/end-all';
};

export type LostLoginControllerEndAllErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type LostLoginControllerEndAllError = LostLoginControllerEndAllErrors[keyof LostLoginControllerEndAllErrors];

export type LostLoginControllerEndAllResponses = {
  200: EndedAccessView;
};

export type LostLoginControllerEndAllResponse =
  LostLoginControllerEndAllResponses[keyof LostLoginControllerEndAllResponses];

export type GuardianshipControllerOneData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/guardianships/{id}';
};

export type GuardianshipControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-guardianship`
   */
  404: Problem & {
    type?: '/problems/unknown-guardianship';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type GuardianshipControllerOneError = GuardianshipControllerOneErrors[keyof GuardianshipControllerOneErrors];

export type GuardianshipControllerOneResponses = {
  200: GuardianshipView;
};

export type GuardianshipControllerOneResponse =
  GuardianshipControllerOneResponses[keyof GuardianshipControllerOneResponses];

export type GuardianshipControllerEndData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/guardianships/{id}/end';
};

export type GuardianshipControllerEndErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-guardianship`
   */
  404: Problem & {
    type?: '/problems/unknown-guardianship';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type GuardianshipControllerEndError = GuardianshipControllerEndErrors[keyof GuardianshipControllerEndErrors];

export type GuardianshipControllerEndResponses = {
  200: GuardianshipView;
};

export type GuardianshipControllerEndResponse =
  GuardianshipControllerEndResponses[keyof GuardianshipControllerEndResponses];

export type HealthControllerLiveData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/health/live';
};

export type HealthControllerLiveErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type HealthControllerLiveError = HealthControllerLiveErrors[keyof HealthControllerLiveErrors];

export type HealthControllerLiveResponses = {
  200: Liveness;
};

export type HealthControllerLiveResponse = HealthControllerLiveResponses[keyof HealthControllerLiveResponses];

export type HealthControllerReadyData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/health/ready';
};

export type HealthControllerReadyErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `not-ready`, `unavailable`
   */
  503: Problem & {
    type?: '/problems/not-ready' | '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type HealthControllerReadyError = HealthControllerReadyErrors[keyof HealthControllerReadyErrors];

export type HealthControllerReadyResponses = {
  200: Readiness;
};

export type HealthControllerReadyResponse = HealthControllerReadyResponses[keyof HealthControllerReadyResponses];

export type LessonsControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * The study group.
     */
    groupId?: string;
    /**
     * The provider of the group.
     */
    providerId?: string;
  };
  url: '/lessons';
};

export type LessonsControllerListErrors = {
  /**
   * `invalid-request`, `malformed-request`, `invalid-cursor`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/invalid-cursor';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type LessonsControllerListError = LessonsControllerListErrors[keyof LessonsControllerListErrors];

export type LessonsControllerListResponses = {
  200: LessonsPage;
};

export type LessonsControllerListResponse = LessonsControllerListResponses[keyof LessonsControllerListResponses];

export type LessonsControllerReportData = {
  body: LessonsDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/lessons';
};

export type LessonsControllerReportErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `already-reported`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/already-reported' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `unknown-group`, `lessons-not-possible`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/unknown-group' | '/problems/lessons-not-possible' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type LessonsControllerReportError = LessonsControllerReportErrors[keyof LessonsControllerReportErrors];

export type LessonsControllerReportResponses = {
  /**
   * Created; `Location` is `/lessons/{groupId}/{month}`.
   */
  201: LessonsAnswer;
};

export type LessonsControllerReportResponse = LessonsControllerReportResponses[keyof LessonsControllerReportResponses];

export type CorrectionsControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * `proposed`: waits for a second person.
     */
    state?: 'proposed' | 'pending' | 'applied' | 'refused' | 'cancelled';
    /**
     * The study group.
     */
    groupId?: string;
  };
  url: '/lessons/corrections';
};

export type CorrectionsControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CorrectionsControllerListError = CorrectionsControllerListErrors[keyof CorrectionsControllerListErrors];

export type CorrectionsControllerListResponses = {
  200: CorrectionsPage;
};

export type CorrectionsControllerListResponse =
  CorrectionsControllerListResponses[keyof CorrectionsControllerListResponses];

export type CorrectionsControllerRequestData = {
  body: CorrectionDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * Not heeded: nothing is decided before the approval, which can be waited for.
     */
    Prefer?: string;
  };
  path?: never;
  query?: never;
  url: '/lessons/corrections';
};

export type CorrectionsControllerRequestErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `not-reported`, `correction-changes-nothing`, `correction-pending`, `idempotency-in-progress`
   */
  409: Problem & {
    type?:
      | '/problems/not-reported'
      | '/problems/correction-changes-nothing'
      | '/problems/correction-pending'
      | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `unknown-group`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/unknown-group' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CorrectionsControllerRequestError =
  CorrectionsControllerRequestErrors[keyof CorrectionsControllerRequestErrors];

export type CorrectionsControllerRequestResponses = {
  /**
   * Created; `Location` is `/lessons/corrections/{id}`.
   */
  201: CorrectionView;
};

export type CorrectionsControllerRequestResponse =
  CorrectionsControllerRequestResponses[keyof CorrectionsControllerRequestResponses];

export type CorrectionsControllerOneData = {
  body?: never;
  headers?: {
    /**
     * `wait=N`: answers when every certificate has answered, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the correction as it is by then.
     */
    Prefer?: string;
  };
  path: {
    /**
     * The correction.
     */
    id: string;
  };
  query?: never;
  url: '/lessons/corrections/{id}';
};

export type CorrectionsControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-correction`
   */
  404: Problem & {
    type?: '/problems/unknown-correction';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CorrectionsControllerOneError = CorrectionsControllerOneErrors[keyof CorrectionsControllerOneErrors];

export type CorrectionsControllerOneResponses = {
  200: CorrectionWithWords;
};

export type CorrectionsControllerOneResponse =
  CorrectionsControllerOneResponses[keyof CorrectionsControllerOneResponses];

export type CorrectionsControllerApproveData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
    /**
     * `wait=N`: answers when every certificate has answered, or after N seconds (at most 30). A repeated request has the status of its first answer and shows the correction as it is by then.
     */
    Prefer?: string;
  };
  path: {
    /**
     * The correction.
     */
    id: string;
  };
  query?: never;
  url: '/lessons/corrections/{id}/approve';
};

export type CorrectionsControllerApproveErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `second-person-needed`, `not-allowed`
   */
  403: Problem & {
    type?: '/problems/second-person-needed' | '/problems/not-allowed';
  };
  /**
   * `unknown-correction`
   */
  404: Problem & {
    type?: '/problems/unknown-correction';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `correction-decided`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/correction-decided' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CorrectionsControllerApproveError =
  CorrectionsControllerApproveErrors[keyof CorrectionsControllerApproveErrors];

export type CorrectionsControllerApproveResponses = {
  200: CorrectionView;
};

export type CorrectionsControllerApproveResponse =
  CorrectionsControllerApproveResponses[keyof CorrectionsControllerApproveResponses];

export type CorrectionsControllerCancelData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    /**
     * The correction.
     */
    id: string;
  };
  query?: never;
  url: '/lessons/corrections/{id}/cancel';
};

export type CorrectionsControllerCancelErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-correction`
   */
  404: Problem & {
    type?: '/problems/unknown-correction';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `correction-decided`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/correction-decided' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type CorrectionsControllerCancelError =
  CorrectionsControllerCancelErrors[keyof CorrectionsControllerCancelErrors];

export type CorrectionsControllerCancelResponses = {
  200: CorrectionView;
};

export type CorrectionsControllerCancelResponse =
  CorrectionsControllerCancelResponses[keyof CorrectionsControllerCancelResponses];

export type LessonsControllerReportedData = {
  body?: never;
  path: {
    /**
     * The study group.
     */
    groupId: string;
    month: string;
  };
  query?: never;
  url: '/lessons/{groupId}/{month}';
};

export type LessonsControllerReportedErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-reported`
   */
  404: Problem & {
    type?: '/problems/not-reported';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type LessonsControllerReportedError = LessonsControllerReportedErrors[keyof LessonsControllerReportedErrors];

export type LessonsControllerReportedResponses = {
  200: LessonsReportView;
};

export type LessonsControllerReportedResponse =
  LessonsControllerReportedResponses[keyof LessonsControllerReportedResponses];

export type MergeControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * `waiting`: for a second person.
     */
    state?: 'waiting' | 'done' | 'dropped';
  };
  url: '/merges';
};

export type MergeControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type MergeControllerListError = MergeControllerListErrors[keyof MergeControllerListErrors];

export type MergeControllerListResponses = {
  200: MergesPage;
};

export type MergeControllerListResponse = MergeControllerListResponses[keyof MergeControllerListResponses];

export type MergeControllerAskData = {
  body: MergeDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/merges';
};

export type MergeControllerAskErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `same-child`, `contracts-live`, `certificate-of-other`, `erasure-waiting`, `merge-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?:
      | '/problems/same-child'
      | '/problems/contracts-live'
      | '/problems/certificate-of-other'
      | '/problems/erasure-waiting'
      | '/problems/merge-waiting'
      | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type MergeControllerAskError = MergeControllerAskErrors[keyof MergeControllerAskErrors];

export type MergeControllerAskResponses = {
  /**
   * Created; `Location` is `/merges/{id}`.
   */
  201: MergeView;
};

export type MergeControllerAskResponse = MergeControllerAskResponses[keyof MergeControllerAskResponses];

export type MergeControllerOneData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/merges/{id}';
};

export type MergeControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-merge`
   */
  404: Problem & {
    type?: '/problems/unknown-merge';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type MergeControllerOneError = MergeControllerOneErrors[keyof MergeControllerOneErrors];

export type MergeControllerOneResponses = {
  200: MergeView;
};

export type MergeControllerOneResponse = MergeControllerOneResponses[keyof MergeControllerOneResponses];

export type MergeControllerApproveData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/merges/{id}/approve';
};

export type MergeControllerApproveErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `second-person-needed`, `not-allowed`
   */
  403: Problem & {
    type?: '/problems/second-person-needed' | '/problems/not-allowed';
  };
  /**
   * `unknown-merge`, `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-merge' | '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `merge-decided`, `contracts-live`, `certificate-of-other`, `erasure-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?:
      | '/problems/merge-decided'
      | '/problems/contracts-live'
      | '/problems/certificate-of-other'
      | '/problems/erasure-waiting'
      | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type MergeControllerApproveError = MergeControllerApproveErrors[keyof MergeControllerApproveErrors];

export type MergeControllerApproveResponses = {
  200: MergeView;
};

export type MergeControllerApproveResponse = MergeControllerApproveResponses[keyof MergeControllerApproveResponses];

export type MergeControllerDropData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/merges/{id}/drop';
};

export type MergeControllerDropErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-merge`
   */
  404: Problem & {
    type?: '/problems/unknown-merge';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `merge-decided`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/merge-decided' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type MergeControllerDropError = MergeControllerDropErrors[keyof MergeControllerDropErrors];

export type MergeControllerDropResponses = {
  200: MergeView;
};

export type MergeControllerDropResponse = MergeControllerDropResponses[keyof MergeControllerDropResponses];

export type LagControllerLagData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/messaging/lag';
};

export type LagControllerLagErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type LagControllerLagError = LagControllerLagErrors[keyof LagControllerLagErrors];

export type LagControllerLagResponses = {
  200: Lag;
};

export type LagControllerLagResponse = LagControllerLagResponses[keyof LagControllerLagResponses];

export type ParkedControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * `parked` unless told.
     */
    status?: 'parked' | 'released' | 'discarded';
  };
  url: '/messaging/parked';
};

export type ParkedControllerListErrors = {
  /**
   * `invalid-request`, `malformed-request`, `invalid-cursor`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/invalid-cursor';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParkedControllerListError = ParkedControllerListErrors[keyof ParkedControllerListErrors];

export type ParkedControllerListResponses = {
  200: ParkedPage;
};

export type ParkedControllerListResponse = ParkedControllerListResponses[keyof ParkedControllerListResponses];

export type ParkedControllerRetryData = {
  body: RetryParked;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/messaging/parked/retry';
};

export type ParkedControllerRetryErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `retry-elsewhere`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/retry-elsewhere' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParkedControllerRetryError = ParkedControllerRetryErrors[keyof ParkedControllerRetryErrors];

export type ParkedControllerRetryResponses = {
  200: RetriedView;
};

export type ParkedControllerRetryResponse = ParkedControllerRetryResponses[keyof ParkedControllerRetryResponses];

export type ParkedControllerDiscardData = {
  body: DiscardParked;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/messaging/parked/{id}/discard';
};

export type ParkedControllerDiscardErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-parked`
   */
  404: Problem & {
    type?: '/problems/not-parked';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `retry-elsewhere`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/retry-elsewhere' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `discard-not-told`, `unavailable`
   */
  503: Problem & {
    type?: '/problems/discard-not-told' | '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParkedControllerDiscardError = ParkedControllerDiscardErrors[keyof ParkedControllerDiscardErrors];

export type ParkedControllerDiscardResponses = {
  200: DiscardedView;
};

export type ParkedControllerDiscardResponse = ParkedControllerDiscardResponses[keyof ParkedControllerDiscardResponses];

export type ParentControllerMeData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/parents/me';
};

export type ParentControllerMeErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-parent`
   */
  404: Problem & {
    type?: '/problems/unknown-parent';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParentControllerMeError = ParentControllerMeErrors[keyof ParentControllerMeErrors];

export type ParentControllerMeResponses = {
  200: ParentView;
};

export type ParentControllerMeResponse = ParentControllerMeResponses[keyof ParentControllerMeResponses];

export type ParentControllerTellData = {
  body: ParentDto;
  headers?: {
    /**
     * `*`: only where nothing is there.
     */
    'If-None-Match'?: string;
    /**
     * The `ETag` of what is there, as you have seen it; needed where something is there.
     */
    'If-Match'?: string;
  };
  path?: never;
  query?: never;
  url: '/parents/me';
};

export type ParentControllerTellErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/malformed-json';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `version-not-seen`
   */
  412: Problem & {
    type?: '/problems/version-not-seen';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `version-needed`
   */
  428: Problem & {
    type?: '/problems/version-needed';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParentControllerTellError = ParentControllerTellErrors[keyof ParentControllerTellErrors];

export type ParentControllerTellResponses = {
  200: ParentView;
  /**
   * Created; `Location` is `/parents/me`.
   */
  201: ParentView;
};

export type ParentControllerTellResponse = ParentControllerTellResponses[keyof ParentControllerTellResponses];

export type ParentCopyControllerCopyData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/parents/me/copy';
};

export type ParentCopyControllerCopyErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParentCopyControllerCopyError = ParentCopyControllerCopyErrors[keyof ParentCopyControllerCopyErrors];

export type ParentCopyControllerCopyResponses = {
  200: ParentCopyView;
};

export type ParentCopyControllerCopyResponse =
  ParentCopyControllerCopyResponses[keyof ParentCopyControllerCopyResponses];

export type ParentControllerEraseData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/parents/me/erase';
};

export type ParentControllerEraseErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-parent`
   */
  404: Problem & {
    type?: '/problems/unknown-parent';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ParentControllerEraseError = ParentControllerEraseErrors[keyof ParentControllerEraseErrors];

export type ParentControllerEraseResponses = {
  200: ParentErasureView;
};

export type ParentControllerEraseResponse = ParentControllerEraseResponses[keyof ParentControllerEraseResponses];

export type ProcessingConsentControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * The child as the register names it.
     */
    childId?: string;
    standing?: 'given' | 'withdrawn';
  };
  url: '/processing-consents';
};

export type ProcessingConsentControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type ProcessingConsentControllerListError =
  ProcessingConsentControllerListErrors[keyof ProcessingConsentControllerListErrors];

export type ProcessingConsentControllerListResponses = {
  200: ProcessingConsentsPage;
};

export type ProcessingConsentControllerListResponse =
  ProcessingConsentControllerListResponses[keyof ProcessingConsentControllerListResponses];

export type QuoteControllerQuoteData = {
  body?: never;
  path?: never;
  query: {
    /**
     * The child as the register names it.
     */
    childId: string;
    /**
     * The study group of the catalogue.
     */
    groupId: string;
    /**
     * The first day of the contract.
     */
    start: string;
  };
  url: '/quotes';
};

export type QuoteControllerQuoteErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `not-known-yet`, `unavailable`
   */
  503: Problem & {
    type?: '/problems/not-known-yet' | '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type QuoteControllerQuoteError = QuoteControllerQuoteErrors[keyof QuoteControllerQuoteErrors];

export type QuoteControllerQuoteResponses = {
  200: QuoteView;
};

export type QuoteControllerQuoteResponse = QuoteControllerQuoteResponses[keyof QuoteControllerQuoteResponses];

export type QuoteControllerVoucherData = {
  body?: never;
  path: {
    voucher: string;
  };
  query: {
    /**
     * SHA-256 of the fields of the question, in base64url.
     */
    question: string;
  };
  url: '/quotes/vouchers/{voucher}';
};

export type QuoteControllerVoucherErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type QuoteControllerVoucherError = QuoteControllerVoucherErrors[keyof QuoteControllerVoucherErrors];

export type QuoteControllerVoucherResponses = {
  200: VoucherView;
};

export type QuoteControllerVoucherResponse = QuoteControllerVoucherResponses[keyof QuoteControllerVoucherResponses];

export type RegistrationControllerListData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How many items at most, 100 unless told.
     */
    limit?: number;
    /**
     * `next` of the page before.
     */
    cursor?: string;
    /**
     * `waiting`: for the operator.
     */
    state?: 'waiting' | 'confirmed' | 'refused';
  };
  url: '/registrations';
};

export type RegistrationControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type RegistrationControllerListError = RegistrationControllerListErrors[keyof RegistrationControllerListErrors];

export type RegistrationControllerListResponses = {
  200: RegistrationsPage;
};

export type RegistrationControllerListResponse =
  RegistrationControllerListResponses[keyof RegistrationControllerListResponses];

export type RegistrationControllerRegisterData = {
  body: RegistrationDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path?: never;
  query?: never;
  url: '/registrations';
};

export type RegistrationControllerRegisterErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `registrations-waiting`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/registrations-waiting' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `birth-date-to-come`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/birth-date-to-come' | '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type RegistrationControllerRegisterError =
  RegistrationControllerRegisterErrors[keyof RegistrationControllerRegisterErrors];

export type RegistrationControllerRegisterResponses = {
  /**
   * Created; `Location` is `/registrations/{id}`.
   */
  201: RegistrationView;
};

export type RegistrationControllerRegisterResponse =
  RegistrationControllerRegisterResponses[keyof RegistrationControllerRegisterResponses];

export type RegistrationControllerOneData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/registrations/{id}';
};

export type RegistrationControllerOneErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-registration`
   */
  404: Problem & {
    type?: '/problems/unknown-registration';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type RegistrationControllerOneError = RegistrationControllerOneErrors[keyof RegistrationControllerOneErrors];

export type RegistrationControllerOneResponses = {
  200: RegistrationDetail;
};

export type RegistrationControllerOneResponse =
  RegistrationControllerOneResponses[keyof RegistrationControllerOneResponses];

export type RegistrationControllerConfirmData = {
  body: ConfirmationDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/registrations/{id}/confirm';
};

export type RegistrationControllerConfirmErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-registration`, `unknown-child`
   */
  404: Problem & {
    type?: '/problems/unknown-registration' | '/problems/unknown-child';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `registration-decided`, `child-known`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/registration-decided' | '/problems/child-known' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type RegistrationControllerConfirmError =
  RegistrationControllerConfirmErrors[keyof RegistrationControllerConfirmErrors];

export type RegistrationControllerConfirmResponses = {
  200: RegistrationView;
};

export type RegistrationControllerConfirmResponse =
  RegistrationControllerConfirmResponses[keyof RegistrationControllerConfirmResponses];

export type RegistrationControllerRefuseData = {
  body: RegistrationRefusalDto;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/registrations/{id}/refuse';
};

export type RegistrationControllerRefuseErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-registration`
   */
  404: Problem & {
    type?: '/problems/unknown-registration';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `registration-decided`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/registration-decided' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type RegistrationControllerRefuseError =
  RegistrationControllerRefuseErrors[keyof RegistrationControllerRefuseErrors];

export type RegistrationControllerRefuseResponses = {
  200: RegistrationView;
};

export type RegistrationControllerRefuseResponse =
  RegistrationControllerRefuseResponses[keyof RegistrationControllerRefuseResponses];

export type RegistrationControllerWithdrawData = {
  body?: never;
  headers: {
    /**
     * The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.
     */
    'Idempotency-Key': string;
    /**
     * How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.
     */
    'Client-Name'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/registrations/{id}/withdraw';
};

export type RegistrationControllerWithdrawErrors = {
  /**
   * `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json'
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed';
  };
  /**
   * `login-needed`, `token-not-valid`
   */
  401: Problem & {
    type?: '/problems/login-needed' | '/problems/token-not-valid';
  };
  /**
   * `not-allowed`
   */
  403: Problem & {
    type?: '/problems/not-allowed';
  };
  /**
   * `unknown-registration`
   */
  404: Problem & {
    type?: '/problems/unknown-registration';
  };
  /**
   * `not-acceptable`
   */
  406: Problem & {
    type?: '/problems/not-acceptable';
  };
  /**
   * `malformed-request`
   */
  408: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `registration-decided`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/registration-decided' | '/problems/idempotency-in-progress';
  };
  /**
   * `body-too-large`
   */
  413: Problem & {
    type?: '/problems/body-too-large';
  };
  /**
   * `unsupported-media-type`
   */
  415: Problem & {
    type?: '/problems/unsupported-media-type';
  };
  /**
   * `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/idempotency-key-reused';
  };
  /**
   * `too-many-requests`
   */
  429: Problem & {
    type?: '/problems/too-many-requests';
  };
  /**
   * `malformed-request`
   */
  431: Problem & {
    type?: '/problems/malformed-request';
  };
  /**
   * `internal-error`
   */
  500: Problem & {
    type?: '/problems/internal-error';
  };
  /**
   * `unavailable`
   */
  503: Problem & {
    type?: '/problems/unavailable';
  };
  /**
   * Any other problem.
   */
  default: Problem;
};

export type RegistrationControllerWithdrawError =
  RegistrationControllerWithdrawErrors[keyof RegistrationControllerWithdrawErrors];

export type RegistrationControllerWithdrawResponses = {
  200: RegistrationView;
};

export type RegistrationControllerWithdrawResponse =
  RegistrationControllerWithdrawResponses[keyof RegistrationControllerWithdrawResponses];

/** What each operation is asked and what it answers, by its method and its address. */
export type Operations = {
  'POST /applications': {
    asked: ApplicationControllerApplyData;
    answers: ApplicationControllerApplyResponses & ApplicationControllerApplyErrors;
  };
  'GET /applications': {
    asked: ApplicationControllerListData;
    answers: ApplicationControllerListResponses & ApplicationControllerListErrors;
  };
  'GET /applications/{id}': {
    asked: ApplicationControllerOneData;
    answers: ApplicationControllerOneResponses & ApplicationControllerOneErrors;
  };
  'POST /applications/{id}/accept': {
    asked: StepControllerAcceptData;
    answers: StepControllerAcceptResponses & StepControllerAcceptErrors;
  };
  'POST /applications/{id}/conclude': {
    asked: StepControllerConcludeData;
    answers: StepControllerConcludeResponses & StepControllerConcludeErrors;
  };
  'POST /applications/{id}/confirm': {
    asked: StepControllerConfirmData;
    answers: StepControllerConfirmResponses & StepControllerConfirmErrors;
  };
  'POST /applications/{id}/consent': {
    asked: StepControllerConsentData;
    answers: StepControllerConsentResponses & StepControllerConsentErrors;
  };
  'GET /applications/{id}/quote': {
    asked: ApplicationControllerQuoteData;
    answers: ApplicationControllerQuoteResponses & ApplicationControllerQuoteErrors;
  };
  'POST /applications/{id}/refuse': {
    asked: StepControllerRefuseData;
    answers: StepControllerRefuseResponses & StepControllerRefuseErrors;
  };
  'POST /applications/{id}/revoke-notice': {
    asked: StepControllerRevokeNoticeData;
    answers: StepControllerRevokeNoticeResponses & StepControllerRevokeNoticeErrors;
  };
  'POST /applications/{id}/stop-waiting': {
    asked: StepControllerStopWaitingData;
    answers: StepControllerStopWaitingResponses & StepControllerStopWaitingErrors;
  };
  'POST /applications/{id}/terminate': {
    asked: StepControllerTerminateData;
    answers: StepControllerTerminateResponses & StepControllerTerminateErrors;
  };
  'POST /applications/{id}/withdraw': {
    asked: StepControllerWithdrawData;
    answers: StepControllerWithdrawResponses & StepControllerWithdrawErrors;
  };
  'GET /bulk-jobs': { asked: BulkControllerListData; answers: BulkControllerListResponses & BulkControllerListErrors };
  'POST /bulk-jobs/accept': {
    asked: BulkControllerAcceptData;
    answers: BulkControllerAcceptResponses & BulkControllerAcceptErrors;
  };
  'POST /bulk-jobs/conclude': {
    asked: BulkControllerConcludeData;
    answers: BulkControllerConcludeResponses & BulkControllerConcludeErrors;
  };
  'POST /bulk-jobs/register': {
    asked: BulkControllerRegisterData;
    answers: BulkControllerRegisterResponses & BulkControllerRegisterErrors;
  };
  'POST /bulk-jobs/report': {
    asked: BulkControllerReportData;
    answers: BulkControllerReportResponses & BulkControllerReportErrors;
  };
  'GET /bulk-jobs/{id}': {
    asked: BulkControllerOneData;
    answers: BulkControllerOneResponses & BulkControllerOneErrors;
  };
  'POST /bulk-jobs/{id}/cancel': {
    asked: BulkControllerCancelData;
    answers: BulkControllerCancelResponses & BulkControllerCancelErrors;
  };
  'GET /bulk-jobs/{id}/items': {
    asked: BulkControllerItemsData;
    answers: BulkControllerItemsResponses & BulkControllerItemsErrors;
  };
  'GET /children': {
    asked: HolderControllerByHolderData;
    answers: HolderControllerByHolderResponses & HolderControllerByHolderErrors;
  };
  'POST /children/imports': {
    asked: ImportControllerTakeData;
    answers: ImportControllerTakeResponses & ImportControllerTakeErrors;
  };
  'POST /children/search': {
    asked: ChildSearchControllerSearchData;
    answers: ChildSearchControllerSearchResponses & ChildSearchControllerSearchErrors;
  };
  'GET /children/{childId}': {
    asked: ChildControllerOneData;
    answers: ChildControllerOneResponses & ChildControllerOneErrors;
  };
  'GET /children/{childId}/card': {
    asked: CardControllerCardData;
    answers: CardControllerCardResponses & CardControllerCardErrors;
  };
  'GET /children/{childId}/copy': {
    asked: CardControllerCopyData;
    answers: CardControllerCopyResponses & CardControllerCopyErrors;
  };
  'GET /children/{childId}/guardians': {
    asked: GuardiansControllerGuardiansData;
    answers: GuardiansControllerGuardiansResponses & GuardiansControllerGuardiansErrors;
  };
  'POST /children/{childId}/move': {
    asked: MoveControllerMoveData;
    answers: MoveControllerMoveResponses & MoveControllerMoveErrors;
  };
  'POST /children/{childId}/processing-consents': {
    asked: ProcessingConsentControllerConsentData;
    answers: ProcessingConsentControllerConsentResponses & ProcessingConsentControllerConsentErrors;
  };
  'POST /children/{childId}/processing-consents/withdraw': {
    asked: ProcessingConsentControllerWithdrawData;
    answers: ProcessingConsentControllerWithdrawResponses & ProcessingConsentControllerWithdrawErrors;
  };
  'GET /children/{childId}/reads': {
    asked: CardControllerLooksData;
    answers: CardControllerLooksResponses & CardControllerLooksErrors;
  };
  'GET /clock': { asked: ClockControllerNowData; answers: ClockControllerNowResponses & ClockControllerNowErrors };
  'PUT /clock': { asked: ClockControllerSetData; answers: ClockControllerSetResponses & ClockControllerSetErrors };
  'GET /consent-texts': {
    asked: ConsentTextsControllerTextsData;
    answers: ConsentTextsControllerTextsResponses & ConsentTextsControllerTextsErrors;
  };
  'POST /erasures': {
    asked: ErasureControllerAskData;
    answers: ErasureControllerAskResponses & ErasureControllerAskErrors;
  };
  'GET /erasures': {
    asked: ErasureControllerListData;
    answers: ErasureControllerListResponses & ErasureControllerListErrors;
  };
  'GET /erasures/{id}': {
    asked: ErasureControllerOneData;
    answers: ErasureControllerOneResponses & ErasureControllerOneErrors;
  };
  'POST /erasures/{id}/approve': {
    asked: ErasureControllerApproveData;
    answers: ErasureControllerApproveResponses & ErasureControllerApproveErrors;
  };
  'POST /erasures/{id}/drop': {
    asked: ErasureControllerDropData;
    answers: ErasureControllerDropResponses & ErasureControllerDropErrors;
  };
  'GET /exports/contracts': {
    asked: ExportControllerContractsData;
    answers: ExportControllerContractsResponses & ExportControllerContractsErrors;
  };
  'GET /exports/lessons': {
    asked: ExportControllerLessonsData;
    answers: ExportControllerLessonsResponses & ExportControllerLessonsErrors;
  };
  'POST /guardianships': {
    asked: GuardianshipControllerClaimData;
    answers: GuardianshipControllerClaimResponses & GuardianshipControllerClaimErrors;
  };
  'GET /guardianships': {
    asked: GuardianshipControllerListData;
    answers: GuardianshipControllerListResponses & GuardianshipControllerListErrors;
  };
  'POST /guardianships/codes': {
    asked: GuardianshipControllerIssueData;
    answers: GuardianshipControllerIssueResponses & GuardianshipControllerIssueErrors;
  };
  'POST /guardianships/end-all': {
    asked: LostLoginControllerEndAllData;
    answers: LostLoginControllerEndAllResponses & LostLoginControllerEndAllErrors;
  };
  'GET /guardianships/{id}': {
    asked: GuardianshipControllerOneData;
    answers: GuardianshipControllerOneResponses & GuardianshipControllerOneErrors;
  };
  'POST /guardianships/{id}/end': {
    asked: GuardianshipControllerEndData;
    answers: GuardianshipControllerEndResponses & GuardianshipControllerEndErrors;
  };
  'GET /health/live': {
    asked: HealthControllerLiveData;
    answers: HealthControllerLiveResponses & HealthControllerLiveErrors;
  };
  'GET /health/ready': {
    asked: HealthControllerReadyData;
    answers: HealthControllerReadyResponses & HealthControllerReadyErrors;
  };
  'POST /lessons': {
    asked: LessonsControllerReportData;
    answers: LessonsControllerReportResponses & LessonsControllerReportErrors;
  };
  'GET /lessons': {
    asked: LessonsControllerListData;
    answers: LessonsControllerListResponses & LessonsControllerListErrors;
  };
  'POST /lessons/corrections': {
    asked: CorrectionsControllerRequestData;
    answers: CorrectionsControllerRequestResponses & CorrectionsControllerRequestErrors;
  };
  'GET /lessons/corrections': {
    asked: CorrectionsControllerListData;
    answers: CorrectionsControllerListResponses & CorrectionsControllerListErrors;
  };
  'GET /lessons/corrections/{id}': {
    asked: CorrectionsControllerOneData;
    answers: CorrectionsControllerOneResponses & CorrectionsControllerOneErrors;
  };
  'POST /lessons/corrections/{id}/approve': {
    asked: CorrectionsControllerApproveData;
    answers: CorrectionsControllerApproveResponses & CorrectionsControllerApproveErrors;
  };
  'POST /lessons/corrections/{id}/cancel': {
    asked: CorrectionsControllerCancelData;
    answers: CorrectionsControllerCancelResponses & CorrectionsControllerCancelErrors;
  };
  'GET /lessons/{groupId}/{month}': {
    asked: LessonsControllerReportedData;
    answers: LessonsControllerReportedResponses & LessonsControllerReportedErrors;
  };
  'POST /merges': { asked: MergeControllerAskData; answers: MergeControllerAskResponses & MergeControllerAskErrors };
  'GET /merges': { asked: MergeControllerListData; answers: MergeControllerListResponses & MergeControllerListErrors };
  'GET /merges/{id}': {
    asked: MergeControllerOneData;
    answers: MergeControllerOneResponses & MergeControllerOneErrors;
  };
  'POST /merges/{id}/approve': {
    asked: MergeControllerApproveData;
    answers: MergeControllerApproveResponses & MergeControllerApproveErrors;
  };
  'POST /merges/{id}/drop': {
    asked: MergeControllerDropData;
    answers: MergeControllerDropResponses & MergeControllerDropErrors;
  };
  'GET /messaging/lag': { asked: LagControllerLagData; answers: LagControllerLagResponses & LagControllerLagErrors };
  'GET /messaging/parked': {
    asked: ParkedControllerListData;
    answers: ParkedControllerListResponses & ParkedControllerListErrors;
  };
  'POST /messaging/parked/retry': {
    asked: ParkedControllerRetryData;
    answers: ParkedControllerRetryResponses & ParkedControllerRetryErrors;
  };
  'POST /messaging/parked/{id}/discard': {
    asked: ParkedControllerDiscardData;
    answers: ParkedControllerDiscardResponses & ParkedControllerDiscardErrors;
  };
  'PUT /parents/me': {
    asked: ParentControllerTellData;
    answers: ParentControllerTellResponses & ParentControllerTellErrors;
  };
  'GET /parents/me': { asked: ParentControllerMeData; answers: ParentControllerMeResponses & ParentControllerMeErrors };
  'GET /parents/me/copy': {
    asked: ParentCopyControllerCopyData;
    answers: ParentCopyControllerCopyResponses & ParentCopyControllerCopyErrors;
  };
  'POST /parents/me/erase': {
    asked: ParentControllerEraseData;
    answers: ParentControllerEraseResponses & ParentControllerEraseErrors;
  };
  'GET /processing-consents': {
    asked: ProcessingConsentControllerListData;
    answers: ProcessingConsentControllerListResponses & ProcessingConsentControllerListErrors;
  };
  'GET /quotes': {
    asked: QuoteControllerQuoteData;
    answers: QuoteControllerQuoteResponses & QuoteControllerQuoteErrors;
  };
  'GET /quotes/vouchers/{voucher}': {
    asked: QuoteControllerVoucherData;
    answers: QuoteControllerVoucherResponses & QuoteControllerVoucherErrors;
  };
  'POST /registrations': {
    asked: RegistrationControllerRegisterData;
    answers: RegistrationControllerRegisterResponses & RegistrationControllerRegisterErrors;
  };
  'GET /registrations': {
    asked: RegistrationControllerListData;
    answers: RegistrationControllerListResponses & RegistrationControllerListErrors;
  };
  'GET /registrations/{id}': {
    asked: RegistrationControllerOneData;
    answers: RegistrationControllerOneResponses & RegistrationControllerOneErrors;
  };
  'POST /registrations/{id}/confirm': {
    asked: RegistrationControllerConfirmData;
    answers: RegistrationControllerConfirmResponses & RegistrationControllerConfirmErrors;
  };
  'POST /registrations/{id}/refuse': {
    asked: RegistrationControllerRefuseData;
    answers: RegistrationControllerRefuseResponses & RegistrationControllerRefuseErrors;
  };
  'POST /registrations/{id}/withdraw': {
    asked: RegistrationControllerWithdrawData;
    answers: RegistrationControllerWithdrawResponses & RegistrationControllerWithdrawErrors;
  };
};
