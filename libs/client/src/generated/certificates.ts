// Made by `npm run openapi` from docs/openapi. Do not edit.

export type AccountView = {
  holder: string;
  asOf: string;
  certificates: Array<CertificateView>;
  contracts: Array<ContractView>;
};

export type BalancesView = {
  nominalKopecks: number;
  availableKopecks: number;
  reservedKopecks: number;
  spentKopecks: number;
  expiredKopecks: number;
};

export type CertificateRow = {
  holder: string;
  number: string;
  certificateGroup: string;
  nominalKopecks: number;
  availableKopecks: number;
  reservedKopecks: number;
  spentKopecks: number;
  expiredKopecks: number;
};

export type CertificateView = {
  programme: string;
  number: string;
  certificateGroup: string;
  /**
   * First day on which the certificate is valid.
   */
  validFrom: string;
  /**
   * First day on which it is valid no more.
   */
  validToExclusive: string;
  nominalKopecks: number;
  /**
   * The remainder.
   */
  availableKopecks: number;
  reservedKopecks: number;
  spentKopecks: number;
  expiredKopecks: number;
};

export type CertificatesOfNumber = {
  number: string;
  /**
   * One for each programme in which it was issued. More than one holder only where an early version gave a number twice.
   */
  certificates: Array<NumberedCertificate>;
};

export type CertificatesPage = {
  items: Array<CertificateRow>;
  next?: string;
};

export type ClockView = {
  now: string;
};

export type CloseCertificateRequest = {
  /**
   * Why. Names and documents do not belong here.
   */
  reason: 'moved' | 'data-error' | 'refused-by-family' | 'age';
};

export type ClosedCertificateView = {
  holder: string;
  programme: string;
  number: string;
  /**
   * The day in the region on which it was closed.
   */
  closedOn: string;
  /**
   * The reason of the first closing.
   */
  reason: 'moved' | 'data-error' | 'refused-by-family' | 'age';
  /**
   * What was left, and fell back to the budget that day.
   */
  expiredKopecks: number;
};

export type ContractMonthView = {
  month: string;
  shareKopecks: number;
  /**
   * Of the parent, as computed at the reserve.
   */
  coPaymentKopecks: number;
  /**
   * Of the parent, for lessons that took place: 0 until the month has fallen due and where it returned; else half-up(co-payment · held / planned), as the share.
   */
  coPaymentDueKopecks: number;
  /**
   * Net of what was given back.
   */
  debitedKopecks: number;
  /**
   * `free`: the certificate pays nothing of this month.
   */
  status: 'free' | 'reserved' | 'debited' | 'returned';
  /**
   * Lessons held.
   */
  held?: number;
  /**
   * Lessons planned.
   */
  planned?: number;
};

export type ContractView = {
  contract: string;
  programme: string;
  groupId: string;
  providerId: string;
  status: 'refused' | 'reserved' | 'open' | 'shortened' | 'released';
  reason?: string;
  start: string;
  lastDay?: string;
  fullPriceKopecks?: number;
  shareKopecks?: number;
  /**
   * Of the parent, as computed at the reserve.
   */
  coPaymentKopecks?: number;
  /**
   * Of the parent, for the months that took place by `asOf`.
   */
  coPaymentDueKopecks?: number;
  months: Array<ContractMonthView>;
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

export type EventView = {
  /**
   * The stream that it belongs to.
   */
  stream: string;
  /**
   * Its place in the stream, from 0, without gaps.
   */
  revision: number;
  /**
   * Its place in the whole log of this installation: opaque, and no part of the hash.
   */
  position: string;
  id: string;
  type: string;
  /**
   * Version of the shape of its data, as it was recorded.
   */
  version: number;
  /**
   * What happened, in the shape in which it was recorded. Its canonical JSON is hashed.
   */
  data: {
    [key: string]: unknown;
  };
  /**
   * How it came to be recorded; no personal data. Its canonical JSON is hashed.
   */
  meta: {
    [key: string]: unknown;
  };
  /**
   * When it was recorded: UTC with milliseconds.
   */
  recordedAt: string;
  /**
   * SHA-256 over the hash of the event before it in its stream and this one.
   */
  hash: string;
};

export type EventsPage = {
  items: Array<EventView>;
  /**
   * Left out where this page reached the end. No event appears before that end later.
   */
  next?: string;
};

export type GroupLimitsView = {
  /**
   * How many certificates. null: no limit.
   */
  countLimit: number | null;
  /**
   * The sum of nominals. null: no limit.
   */
  sumLimitKopecks: number | null;
  certificateGroup: string;
  name: string;
  nominalKopecks: number;
  /**
   * How many certificates the group has issued.
   */
  issued: number;
  /**
   * The sum of their nominals.
   */
  issuedKopecks: number;
};

export type Lag = {
  /**
   * Messages and events whose effects have not happened in this service yet.
   */
  lag: number;
};

export type LedgerTotals = {
  budget: number;
  available: number;
  reserved: number;
  payable: number;
  expired: number;
};

export type LimitChange = {
  certificateGroup: string;
  countLimit: number | null;
  sumLimitKopecks: number | null;
  /**
   * The act of the municipality: its number and date. No names of persons.
   */
  act: string;
};

export type LimitChangeView = {
  /**
   * How many certificates. null: no limit.
   */
  countLimit: number | null;
  /**
   * The sum of nominals. null: no limit.
   */
  sumLimitKopecks: number | null;
  id: string;
  certificateGroup: string;
  act: string;
  /**
   * `waiting` for a second person.
   */
  state: 'waiting' | 'approved' | 'dropped';
  askedOn: string;
  /**
   * A code for who asked.
   */
  askedBy: string;
  decidedOn?: string;
  /**
   * A code for who decided; whoever approved is somebody else.
   */
  decidedBy?: string;
};

export type LimitsOfProgramme = {
  programme: string;
  groups: Array<GroupLimitsView>;
  /**
   * The last hundred changes, the latest first.
   */
  changes: Array<LimitChangeView>;
};

export type Liveness = {
  status: string;
};

export type MonthTotal = {
  month: string;
  debitedKopecks: number;
};

export type MovementView = {
  /**
   * `budget` is outside the certificate.
   */
  from: 'budget' | 'available' | 'reserved' | 'spent' | 'expired';
  to: 'budget' | 'available' | 'reserved' | 'spent' | 'expired';
  amountKopecks: number;
};

export type NumberedCertificate = {
  /**
   * The certificate holder's surrogate id: `/accounts/{holder}` has the money.
   */
  holder: string;
  /**
   * The financing programme.
   */
  programme: string;
  certificateGroup: string;
  /**
   * Its period is over, or an operator closed it.
   */
  closed: boolean;
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

export type PayableSums = {
  contracts: number;
  shareKopecks: number;
  debitedKopecks: number;
  coPaymentKopecks: number;
  coPaymentDueKopecks: number;
};

export type PayableTotal = {
  contracts: number;
  shareKopecks: number;
  debitedKopecks: number;
  coPaymentKopecks: number;
  coPaymentDueKopecks: number;
  /**
   * The month, the provider or the certificate group.
   */
  of: string;
};

export type PayableTotalsPage = {
  /**
   * Of all items, those of other pages too.
   */
  sum: PayableSums;
  items: Array<PayableTotal>;
  next?: string;
};

export type PayableView = {
  contract: string;
  /**
   * The month of the classes.
   */
  month: string;
  programme: string;
  /**
   * The surrogate id of the child.
   */
  holder: string;
  providerId: string;
  groupId: string;
  /**
   * As the catalogue names it now; absent while it is not known here.
   */
  groupName?: string;
  programmeName?: string;
  /**
   * `reserved`: the month has not begun; `free`: the certificate pays nothing of it.
   */
  status: 'free' | 'reserved' | 'debited' | 'returned';
  /**
   * What was reserved of the certificate for the month.
   */
  shareKopecks: number;
  /**
   * What the provider is owed for the month: net of what was given back.
   */
  debitedKopecks: number;
  /**
   * Of the parent, as computed at the reserve.
   */
  coPaymentKopecks: number;
  /**
   * Of the parent, for what took place by today.
   */
  coPaymentDueKopecks: number;
};

export type PayablesPage = {
  items: Array<PayableView>;
  next?: string;
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

export type ProgrammeDryRun = {
  programme: string;
  /**
   * The region file with every setting in force.
   */
  settings: RegionSettings;
  /**
   * Always true: nothing was registered.
   */
  dryRun: boolean;
  /**
   * Whether the same settings are registered already.
   */
  isRegistered: boolean;
};

export type ProgrammeRow = {
  programme: string;
  municipality: number;
  municipalityName: string;
  region: string;
  regionName: string;
  timeZone: string;
  /**
   * First day of the period.
   */
  from: string;
  /**
   * First day that is not of the period any more.
   */
  toExclusive: string;
};

export type ProgrammeTotals = {
  programme: string;
  /**
   * As it was asked for.
   */
  asOf?: string;
  /**
   * As it was asked for.
   */
  knownAt?: string;
  issued: number;
  grantedKopecks: number;
  availableKopecks: number;
  reservedKopecks: number;
  debitedKopecks: number;
  expiredKopecks: number;
  /**
   * Of concluded contracts, as computed at the reserve.
   */
  coPaymentKopecks: number;
  /**
   * What parents owe for the months that took place by `asOf`; unless told by `knownAt`, or today.
   */
  coPaymentDueKopecks: number;
  debitedByMonth: Array<MonthTotal>;
  /**
   * Double entry: the sum of each ledger account in kopecks.
   */
  trialBalance: LedgerTotals;
  /**
   * The trial balance sums to zero and agrees with the certificates.
   */
  balanced: boolean;
};

export type ProgrammeView = {
  programme: string;
  /**
   * The region file with every setting in force.
   */
  settings: RegionSettings;
};

export type ProgrammesPage = {
  items: Array<ProgrammeRow>;
  next?: string;
};

export type QuotePartView = {
  month: string;
  shareKopecks: number;
  coPaymentKopecks: number;
};

export type QuoteView = {
  possible: boolean;
  /**
   * Why not.
   */
  reason?: string;
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

export type Readiness = {
  status: string;
  /**
   * As `/messaging/lag` tells it.
   */
  lag: number;
};

export type RegionFile = {
  region: string;
  name: string;
  timeZone: string;
  municipality: {
    id: number;
    name: string;
  };
  certificateNumber: {
    prefix: string;
    length: number;
  };
  period: {
    id: string;
    from: string;
    toExclusive: string;
  };
  rules: {
    reserveAt?: 'application' | 'acceptance' | 'enrolment';
    split?: 'calendar-days';
    rounding?: 'down' | 'up';
    terminationTakesEffect?: 'end-of-month';
    releaseAt?: 'notice';
    refundAt?: 'report';
    minBalanceKopecks?: number;
    lateEntryDays?: number;
  };
  groups: Array<{
    id: string;
    name: string;
    nominalKopecks: number;
    countLimit?: number | null;
    sumLimitKopecks?: number | null;
    ageMonthsMin?: number;
    ageMonthsMax?: number;
  }>;
  /**
   * What the region says of itself in the cabinet, which reads it: whom to call, a notice, a guide. It may change; it is no setting and not recorded.
   */
  portal?: {
    [key: string]: unknown;
  };
};

export type RegionSettings = {
  region: string;
  name: string;
  timeZone: string;
  municipality: {
    id: number;
    name: string;
  };
  certificateNumber: {
    prefix: string;
    length: number;
  };
  period: {
    id: string;
    from: string;
    toExclusive: string;
  };
  rules: {
    reserveAt: 'application' | 'acceptance' | 'enrolment';
    split: 'calendar-days';
    rounding: 'down' | 'up';
    terminationTakesEffect: 'end-of-month';
    releaseAt: 'notice';
    refundAt: 'report';
    minBalanceKopecks: number;
    lateEntryDays: number;
  };
  groups: Array<{
    id: string;
    name: string;
    nominalKopecks: number;
    countLimit: number | null;
    sumLimitKopecks: number | null;
    ageMonthsMin?: number;
    ageMonthsMax?: number;
  }>;
};

export type ReserveQuoteDto = {
  /**
   * The certificate holder's surrogate id.
   */
  holder: string;
  /**
   * The financing programme.
   */
  programme: string;
  /**
   * Of the category of a child that has no certificate yet.
   */
  certificateGroup: string;
  groupId: string;
  moduleId: string;
  providerId: string;
  direction: string;
  /**
   * First day of the contract.
   */
  start: string;
  /**
   * Last day of the contract, inclusive.
   */
  lastDay: string;
  groupFirstDay: string;
  groupLastDay: string;
  /**
   * The whole module for one child.
   */
  priceKopecks: number;
  /**
   * The whole module for one child.
   */
  normativeCostKopecks: number;
  /**
   * By which enrolment stands for a question that it asks on behalf of somebody who does not reach the account.
   */
  voucher?: string;
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

export type StatementEntryView = {
  /**
   * The event's revision in the account; absent while it is not booked.
   */
  revision?: number;
  /**
   * The day in the region.
   */
  on: string;
  /**
   * When the ledger recorded it.
   */
  recordedAt?: string;
  /**
   * false: due by the calendar and not booked yet.
   */
  booked: boolean;
  type: string;
  /**
   * In words, for the reader.
   */
  text: string;
  /**
   * What the entry moves in all: the sum of its `movements`, 0 when it moves nothing.
   */
  amountKopecks: number;
  /**
   * From where to where; every amount is more than 0.
   */
  movements: Array<MovementView>;
  /**
   * Whose step it was. `calendar`: it fell due by itself. `unknown`: the record does not say. Enrolling is the provider's step.
   */
  causedBy: 'family' | 'provider' | 'operator' | 'calendar' | 'unknown';
  /**
   * Why, as a code.
   */
  reason: string;
  /**
   * Why, in words.
   */
  reasonText: string;
  /**
   * The revision of the entry that this one takes back or corrects.
   */
  corrects?: number;
  /**
   * The correction of a report of lessons that it belongs to.
   */
  correction?: string;
  contract?: string;
  month?: string;
  providerId?: string;
  /**
   * As the catalogue names it now; absent while it is not known here.
   */
  providerName?: string;
  programmeName?: string;
  moduleId?: string;
  moduleName?: string;
  groupId?: string;
  groupName?: string;
  /**
   * The balances after this entry.
   */
  after: BalancesView;
};

export type StatementView = {
  holder: string;
  programme: string;
  from?: string;
  to: string;
  opening: BalancesView;
  entries: Array<StatementEntryView>;
  closing: BalancesView;
};

export type StoppedAt = {
  id: number;
  cause: string;
};

export type AccountControllerAccountData = {
  body?: never;
  path: {
    /**
     * The certificate holder's surrogate id.
     */
    holder: string;
  };
  query?: {
    /**
     * The state at the end of this day of the region; today unless told.
     */
    asOf?: string;
    /**
     * ISO 8601: what the ledger had recorded by then; everything unless told.
     */
    knownAt?: string;
  };
  url: '/accounts/{holder}';
};

export type AccountControllerAccountErrors = {
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
   * `unknown-account`
   */
  404: Problem & {
    type?: '/problems/unknown-account';
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

export type AccountControllerAccountError = AccountControllerAccountErrors[keyof AccountControllerAccountErrors];

export type AccountControllerAccountResponses = {
  200: AccountView;
};

export type AccountControllerAccountResponse =
  AccountControllerAccountResponses[keyof AccountControllerAccountResponses];

export type ClosingControllerCloseData = {
  body: CloseCertificateRequest;
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
     * The certificate holder's surrogate id.
     */
    holder: string;
    /**
     * The financing programme.
     */
    programme: string;
  };
  query?: never;
  url: '/accounts/{holder}/certificates/{programme}/close';
};

export type ClosingControllerCloseErrors = {
  /**
   * `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`, `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?:
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed'
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json';
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
   * `unknown-certificate`, `unknown-programme`
   */
  404: Problem & {
    type?: '/problems/unknown-certificate' | '/problems/unknown-programme';
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

export type ClosingControllerCloseError = ClosingControllerCloseErrors[keyof ClosingControllerCloseErrors];

export type ClosingControllerCloseResponses = {
  /**
   * It is closed, by this request or an earlier one.
   */
  200: ClosedCertificateView;
};

export type ClosingControllerCloseResponse = ClosingControllerCloseResponses[keyof ClosingControllerCloseResponses];

export type EventsControllerAccountData = {
  body?: never;
  path: {
    /**
     * The certificate holder's surrogate id.
     */
    holder: string;
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
  url: '/accounts/{holder}/events';
};

export type EventsControllerAccountErrors = {
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
   * `unknown-account`
   */
  404: Problem & {
    type?: '/problems/unknown-account';
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

export type EventsControllerAccountError = EventsControllerAccountErrors[keyof EventsControllerAccountErrors];

export type EventsControllerAccountResponses = {
  200: EventsPage;
};

export type EventsControllerAccountResponse = EventsControllerAccountResponses[keyof EventsControllerAccountResponses];

export type QuoteControllerMovedData = {
  body?: never;
  path: {
    /**
     * The certificate holder's surrogate id.
     */
    holder: string;
  };
  query?: {
    category?: string;
    start?: string;
    groupId?: string;
    programme?: string;
  };
  url: '/accounts/{holder}/quote';
};

export type QuoteControllerMovedErrors = {
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
   * `quote-moved`
   */
  410: Problem & {
    type?: '/problems/quote-moved';
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

export type QuoteControllerMovedError = QuoteControllerMovedErrors[keyof QuoteControllerMovedErrors];

export type QuoteControllerMovedResponses = {
  /**
   * Any other problem.
   */
  default: Problem;
};

export type QuoteControllerMovedResponse = QuoteControllerMovedResponses[keyof QuoteControllerMovedResponses];

export type AccountControllerStatementData = {
  body?: never;
  headers?: {
    'accept-language'?: string;
  };
  path: {
    /**
     * The certificate holder's surrogate id.
     */
    holder: string;
  };
  query: {
    /**
     * The financing programme.
     */
    programme: string;
    /**
     * First day; the beginning of the account unless told.
     */
    from?: string;
    /**
     * Last day, inclusive; today unless told.
     */
    to?: string;
    knownAt?: string;
  };
  url: '/accounts/{holder}/statement';
};

export type AccountControllerStatementErrors = {
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
   * `unknown-account`, `unknown-programme`
   */
  404: Problem & {
    type?: '/problems/unknown-account' | '/problems/unknown-programme';
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

export type AccountControllerStatementError = AccountControllerStatementErrors[keyof AccountControllerStatementErrors];

export type AccountControllerStatementResponses = {
  200: StatementView;
};

export type AccountControllerStatementResponse =
  AccountControllerStatementResponses[keyof AccountControllerStatementResponses];

export type CertificateControllerFindData = {
  body?: never;
  path: {
    /**
     * The number of a certificate.
     */
    number: string;
  };
  query?: never;
  url: '/certificates/{number}';
};

export type CertificateControllerFindErrors = {
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
   * `unknown-certificate-number`
   */
  404: Problem & {
    type?: '/problems/unknown-certificate-number';
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

export type CertificateControllerFindError = CertificateControllerFindErrors[keyof CertificateControllerFindErrors];

export type CertificateControllerFindResponses = {
  200: CertificatesOfNumber;
};

export type CertificateControllerFindResponse =
  CertificateControllerFindResponses[keyof CertificateControllerFindResponses];

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

export type EventsControllerLogData = {
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
  url: '/events';
};

export type EventsControllerLogErrors = {
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

export type EventsControllerLogError = EventsControllerLogErrors[keyof EventsControllerLogErrors];

export type EventsControllerLogResponses = {
  200: EventsPage;
};

export type EventsControllerLogResponse = EventsControllerLogResponses[keyof EventsControllerLogResponses];

export type ExportControllerCertificatesData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How the rows are written; unless told, as `Accept` says, and CSV where both are taken.
     */
    format?: 'csv' | 'xlsx';
    /**
     * Of this financing programme alone.
     */
    programme?: string;
  };
  url: '/exports/certificates';
};

export type ExportControllerCertificatesErrors = {
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

export type ExportControllerCertificatesError =
  ExportControllerCertificatesErrors[keyof ExportControllerCertificatesErrors];

export type ExportControllerCertificatesResponses = {
  /**
   * All rows within reach, the first line with the names of the columns in the reader’s language.
   */
  200: string;
};

export type ExportControllerCertificatesResponse =
  ExportControllerCertificatesResponses[keyof ExportControllerCertificatesResponses];

export type ExportControllerAllEntriesData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How the rows are written; unless told, as `Accept` says, and CSV where both are taken.
     */
    format?: 'csv' | 'xlsx';
    /**
     * Of this financing programme alone.
     */
    programme?: string;
    /**
     * First day; the beginning of the accounts unless told.
     */
    from?: string;
    /**
     * Last day, inclusive; today unless told.
     */
    to?: string;
  };
  url: '/exports/entries';
};

export type ExportControllerAllEntriesErrors = {
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

export type ExportControllerAllEntriesError = ExportControllerAllEntriesErrors[keyof ExportControllerAllEntriesErrors];

export type ExportControllerAllEntriesResponses = {
  /**
   * All rows within reach, the first line with the names of the columns in the reader’s language.
   */
  200: string;
};

export type ExportControllerAllEntriesResponse =
  ExportControllerAllEntriesResponses[keyof ExportControllerAllEntriesResponses];

export type ExportControllerAllPayablesData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * How the rows are written; unless told, as `Accept` says, and CSV where both are taken.
     */
    format?: 'csv' | 'xlsx';
    /**
     * Of this financing programme alone.
     */
    programme?: string;
    /**
     * Of this month of classes alone.
     */
    month?: string;
    /**
     * Of this provider alone.
     */
    provider?: string;
  };
  url: '/exports/payables';
};

export type ExportControllerAllPayablesErrors = {
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

export type ExportControllerAllPayablesError =
  ExportControllerAllPayablesErrors[keyof ExportControllerAllPayablesErrors];

export type ExportControllerAllPayablesResponses = {
  /**
   * All rows within reach, the first line with the names of the columns in the reader’s language.
   */
  200: string;
};

export type ExportControllerAllPayablesResponse =
  ExportControllerAllPayablesResponses[keyof ExportControllerAllPayablesResponses];

export type ReportControllerListData = {
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
     * Only programmes of this municipality.
     */
    municipality?: number;
  };
  url: '/financing-programmes';
};

export type ReportControllerListErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-cursor' | '/problems/invalid-request' | '/problems/malformed-request';
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

export type ReportControllerListError = ReportControllerListErrors[keyof ReportControllerListErrors];

export type ReportControllerListResponses = {
  200: ProgrammesPage;
};

export type ReportControllerListResponse = ReportControllerListResponses[keyof ReportControllerListResponses];

export type ProgrammeControllerRegisterData = {
  body: RegionFile;
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
  url: '/financing-programmes';
};

export type ProgrammeControllerRegisterErrors = {
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
   * `programme-differs`, `period-overlaps`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/programme-differs' | '/problems/period-overlaps' | '/problems/idempotency-in-progress';
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
   * `region-file-refused`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/region-file-refused' | '/problems/idempotency-key-reused';
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

export type ProgrammeControllerRegisterError =
  ProgrammeControllerRegisterErrors[keyof ProgrammeControllerRegisterErrors];

export type ProgrammeControllerRegisterResponses = {
  /**
   * The same settings were registered before.
   */
  200: ProgrammeView;
  /**
   * Created; `Location` is `/financing-programmes/{programme}`.
   */
  201: ProgrammeView;
};

export type ProgrammeControllerRegisterResponse =
  ProgrammeControllerRegisterResponses[keyof ProgrammeControllerRegisterResponses];

export type ProgrammeControllerTryOutData = {
  body: RegionFile;
  path?: never;
  query?: never;
  url: '/financing-programmes/dry-runs';
};

export type ProgrammeControllerTryOutErrors = {
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
   * `programme-differs`, `period-overlaps`
   */
  409: Problem & {
    type?: '/problems/programme-differs' | '/problems/period-overlaps';
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
   * `region-file-refused`
   */
  422: Problem & {
    type?: '/problems/region-file-refused';
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

export type ProgrammeControllerTryOutError = ProgrammeControllerTryOutErrors[keyof ProgrammeControllerTryOutErrors];

export type ProgrammeControllerTryOutResponses = {
  200: ProgrammeDryRun;
};

export type ProgrammeControllerTryOutResponse =
  ProgrammeControllerTryOutResponses[keyof ProgrammeControllerTryOutResponses];

export type ProgrammeControllerFindData = {
  body?: never;
  path: {
    /**
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
  };
  query?: never;
  url: '/financing-programmes/{programme}';
};

export type ProgrammeControllerFindErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `unknown-programme`
   */
  404: Problem & {
    type?: '/problems/unknown-programme';
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

export type ProgrammeControllerFindError = ProgrammeControllerFindErrors[keyof ProgrammeControllerFindErrors];

export type ProgrammeControllerFindResponses = {
  200: ProgrammeView;
};

export type ProgrammeControllerFindResponse = ProgrammeControllerFindResponses[keyof ProgrammeControllerFindResponses];

export type ReportControllerCertificatesData = {
  body?: never;
  path: {
    /**
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
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
  url: '/financing-programmes/{programme}/certificates';
};

export type ReportControllerCertificatesErrors = {
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
   * `unknown-programme`
   */
  404: Problem & {
    type?: '/problems/unknown-programme';
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

export type ReportControllerCertificatesError =
  ReportControllerCertificatesErrors[keyof ReportControllerCertificatesErrors];

export type ReportControllerCertificatesResponses = {
  200: CertificatesPage;
};

export type ReportControllerCertificatesResponse =
  ReportControllerCertificatesResponses[keyof ReportControllerCertificatesResponses];

export type LimitChangeControllerAskData = {
  body: LimitChange;
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
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
  };
  query?: never;
  url: '/financing-programmes/{programme}/limit-changes';
};

export type LimitChangeControllerAskErrors = {
  /**
   * `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`, `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?:
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed'
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json';
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
   * `unknown-programme`, `unknown-certificate-group`
   */
  404: Problem & {
    type?: '/problems/unknown-programme' | '/problems/unknown-certificate-group';
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
   * `idempotency-in-progress`, `limit-below-issued`, `limit-unchanged`, `limit-change-waiting`
   */
  409: Problem & {
    type?:
      | '/problems/idempotency-in-progress'
      | '/problems/limit-below-issued'
      | '/problems/limit-unchanged'
      | '/problems/limit-change-waiting';
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

export type LimitChangeControllerAskError = LimitChangeControllerAskErrors[keyof LimitChangeControllerAskErrors];

export type LimitChangeControllerAskResponses = {
  /**
   * Created; `Location` is `/financing-programmes/{programme}/limits`.
   */
  201: LimitChangeView;
};

export type LimitChangeControllerAskResponse =
  LimitChangeControllerAskResponses[keyof LimitChangeControllerAskResponses];

export type LimitChangeControllerApproveData = {
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
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
    /**
     * The change of limits.
     */
    change: string;
  };
  query?: never;
  url: '/financing-programmes/{programme}/limit-changes/{change}/approve';
};

export type LimitChangeControllerApproveErrors = {
  /**
   * `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`, `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?:
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed'
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json';
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
   * `unknown-programme`, `unknown-limit-change`
   */
  404: Problem & {
    type?: '/problems/unknown-programme' | '/problems/unknown-limit-change';
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
   * `idempotency-in-progress`, `limit-below-issued`, `limit-change-decided`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress' | '/problems/limit-below-issued' | '/problems/limit-change-decided';
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

export type LimitChangeControllerApproveError =
  LimitChangeControllerApproveErrors[keyof LimitChangeControllerApproveErrors];

export type LimitChangeControllerApproveResponses = {
  200: LimitChangeView;
};

export type LimitChangeControllerApproveResponse =
  LimitChangeControllerApproveResponses[keyof LimitChangeControllerApproveResponses];

export type LimitChangeControllerDropData = {
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
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
    /**
     * The change of limits.
     */
    change: string;
  };
  query?: never;
  url: '/financing-programmes/{programme}/limit-changes/{change}/drop';
};

export type LimitChangeControllerDropErrors = {
  /**
   * `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`, `invalid-request`, `malformed-request`, `malformed-json`
   */
  400: Problem & {
    type?:
      | '/problems/idempotency-key-missing'
      | '/problems/idempotency-key-malformed'
      | '/problems/client-name-malformed'
      | '/problems/invalid-request'
      | '/problems/malformed-request'
      | '/problems/malformed-json';
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
   * `unknown-programme`, `unknown-limit-change`
   */
  404: Problem & {
    type?: '/problems/unknown-programme' | '/problems/unknown-limit-change';
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
   * `idempotency-in-progress`, `limit-below-issued`, `limit-change-decided`
   */
  409: Problem & {
    type?: '/problems/idempotency-in-progress' | '/problems/limit-below-issued' | '/problems/limit-change-decided';
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

export type LimitChangeControllerDropError = LimitChangeControllerDropErrors[keyof LimitChangeControllerDropErrors];

export type LimitChangeControllerDropResponses = {
  200: LimitChangeView;
};

export type LimitChangeControllerDropResponse =
  LimitChangeControllerDropResponses[keyof LimitChangeControllerDropResponses];

export type LimitChangeControllerLimitsData = {
  body?: never;
  path: {
    /**
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
  };
  query?: never;
  url: '/financing-programmes/{programme}/limits';
};

export type LimitChangeControllerLimitsErrors = {
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
   * `unknown-programme`
   */
  404: Problem & {
    type?: '/problems/unknown-programme';
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

export type LimitChangeControllerLimitsError =
  LimitChangeControllerLimitsErrors[keyof LimitChangeControllerLimitsErrors];

export type LimitChangeControllerLimitsResponses = {
  200: LimitsOfProgramme;
};

export type LimitChangeControllerLimitsResponse =
  LimitChangeControllerLimitsResponses[keyof LimitChangeControllerLimitsResponses];

export type ReportControllerTotalsData = {
  body?: never;
  path: {
    /**
     * The financing programme: `<municipality>-<period>`.
     */
    programme: string;
  };
  query?: {
    /**
     * What was booked on this day of the region or before.
     */
    asOf?: string;
    /**
     * ISO 8601: what the ledger had recorded by then; everything unless told.
     */
    knownAt?: string;
  };
  url: '/financing-programmes/{programme}/totals';
};

export type ReportControllerTotalsErrors = {
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
   * `unknown-programme`
   */
  404: Problem & {
    type?: '/problems/unknown-programme';
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

export type ReportControllerTotalsError = ReportControllerTotalsErrors[keyof ReportControllerTotalsErrors];

export type ReportControllerTotalsResponses = {
  200: ProgrammeTotals;
};

export type ReportControllerTotalsResponse = ReportControllerTotalsResponses[keyof ReportControllerTotalsResponses];

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

export type PayableControllerListData = {
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
     * Of this month of classes alone.
     */
    month?: string;
    /**
     * Of this provider alone.
     */
    provider?: string;
    /**
     * Of this financing programme alone.
     */
    programme?: string;
  };
  url: '/payables';
};

export type PayableControllerListErrors = {
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

export type PayableControllerListError = PayableControllerListErrors[keyof PayableControllerListErrors];

export type PayableControllerListResponses = {
  200: PayablesPage;
};

export type PayableControllerListResponse = PayableControllerListResponses[keyof PayableControllerListResponses];

export type PayableControllerTotalsData = {
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
     * Of this month of classes alone.
     */
    month?: string;
    /**
     * Of this provider alone.
     */
    provider?: string;
    /**
     * Of this financing programme alone.
     */
    programme?: string;
    /**
     * `month` unless told.
     */
    by?: 'month' | 'provider' | 'certificate-group';
  };
  url: '/payables/totals';
};

export type PayableControllerTotalsErrors = {
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

export type PayableControllerTotalsError = PayableControllerTotalsErrors[keyof PayableControllerTotalsErrors];

export type PayableControllerTotalsResponses = {
  200: PayableTotalsPage;
};

export type PayableControllerTotalsResponse = PayableControllerTotalsResponses[keyof PayableControllerTotalsResponses];

export type QuoteControllerReserveData = {
  body: ReserveQuoteDto;
  headers?: {
    'accept-language'?: string;
  };
  path?: never;
  query?: never;
  url: '/reserve-quotes';
};

export type QuoteControllerReserveErrors = {
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
   * `unknown-programme`, `unknown-account`
   */
  404: Problem & {
    type?: '/problems/unknown-programme' | '/problems/unknown-account';
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

export type QuoteControllerReserveError = QuoteControllerReserveErrors[keyof QuoteControllerReserveErrors];

export type QuoteControllerReserveResponses = {
  200: QuoteView;
};

export type QuoteControllerReserveResponse = QuoteControllerReserveResponses[keyof QuoteControllerReserveResponses];

/** What each operation is asked and what it answers, by its method and its address. */
export type Operations = {
  'GET /accounts/{holder}': {
    asked: AccountControllerAccountData;
    answers: AccountControllerAccountResponses & AccountControllerAccountErrors;
  };
  'POST /accounts/{holder}/certificates/{programme}/close': {
    asked: ClosingControllerCloseData;
    answers: ClosingControllerCloseResponses & ClosingControllerCloseErrors;
  };
  'GET /accounts/{holder}/events': {
    asked: EventsControllerAccountData;
    answers: EventsControllerAccountResponses & EventsControllerAccountErrors;
  };
  'GET /accounts/{holder}/quote': {
    asked: QuoteControllerMovedData;
    answers: QuoteControllerMovedResponses & QuoteControllerMovedErrors;
  };
  'GET /accounts/{holder}/statement': {
    asked: AccountControllerStatementData;
    answers: AccountControllerStatementResponses & AccountControllerStatementErrors;
  };
  'GET /certificates/{number}': {
    asked: CertificateControllerFindData;
    answers: CertificateControllerFindResponses & CertificateControllerFindErrors;
  };
  'GET /clock': { asked: ClockControllerNowData; answers: ClockControllerNowResponses & ClockControllerNowErrors };
  'PUT /clock': { asked: ClockControllerSetData; answers: ClockControllerSetResponses & ClockControllerSetErrors };
  'GET /events': { asked: EventsControllerLogData; answers: EventsControllerLogResponses & EventsControllerLogErrors };
  'GET /exports/certificates': {
    asked: ExportControllerCertificatesData;
    answers: ExportControllerCertificatesResponses & ExportControllerCertificatesErrors;
  };
  'GET /exports/entries': {
    asked: ExportControllerAllEntriesData;
    answers: ExportControllerAllEntriesResponses & ExportControllerAllEntriesErrors;
  };
  'GET /exports/payables': {
    asked: ExportControllerAllPayablesData;
    answers: ExportControllerAllPayablesResponses & ExportControllerAllPayablesErrors;
  };
  'POST /financing-programmes': {
    asked: ProgrammeControllerRegisterData;
    answers: ProgrammeControllerRegisterResponses & ProgrammeControllerRegisterErrors;
  };
  'GET /financing-programmes': {
    asked: ReportControllerListData;
    answers: ReportControllerListResponses & ReportControllerListErrors;
  };
  'POST /financing-programmes/dry-runs': {
    asked: ProgrammeControllerTryOutData;
    answers: ProgrammeControllerTryOutResponses & ProgrammeControllerTryOutErrors;
  };
  'GET /financing-programmes/{programme}': {
    asked: ProgrammeControllerFindData;
    answers: ProgrammeControllerFindResponses & ProgrammeControllerFindErrors;
  };
  'GET /financing-programmes/{programme}/certificates': {
    asked: ReportControllerCertificatesData;
    answers: ReportControllerCertificatesResponses & ReportControllerCertificatesErrors;
  };
  'POST /financing-programmes/{programme}/limit-changes': {
    asked: LimitChangeControllerAskData;
    answers: LimitChangeControllerAskResponses & LimitChangeControllerAskErrors;
  };
  'POST /financing-programmes/{programme}/limit-changes/{change}/approve': {
    asked: LimitChangeControllerApproveData;
    answers: LimitChangeControllerApproveResponses & LimitChangeControllerApproveErrors;
  };
  'POST /financing-programmes/{programme}/limit-changes/{change}/drop': {
    asked: LimitChangeControllerDropData;
    answers: LimitChangeControllerDropResponses & LimitChangeControllerDropErrors;
  };
  'GET /financing-programmes/{programme}/limits': {
    asked: LimitChangeControllerLimitsData;
    answers: LimitChangeControllerLimitsResponses & LimitChangeControllerLimitsErrors;
  };
  'GET /financing-programmes/{programme}/totals': {
    asked: ReportControllerTotalsData;
    answers: ReportControllerTotalsResponses & ReportControllerTotalsErrors;
  };
  'GET /health/live': {
    asked: HealthControllerLiveData;
    answers: HealthControllerLiveResponses & HealthControllerLiveErrors;
  };
  'GET /health/ready': {
    asked: HealthControllerReadyData;
    answers: HealthControllerReadyResponses & HealthControllerReadyErrors;
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
  'GET /payables': {
    asked: PayableControllerListData;
    answers: PayableControllerListResponses & PayableControllerListErrors;
  };
  'GET /payables/totals': {
    asked: PayableControllerTotalsData;
    answers: PayableControllerTotalsResponses & PayableControllerTotalsErrors;
  };
  'POST /reserve-quotes': {
    asked: QuoteControllerReserveData;
    answers: QuoteControllerReserveResponses & QuoteControllerReserveErrors;
  };
};
