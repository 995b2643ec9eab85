// Made by `npm run openapi` from docs/openapi. Do not edit.

export type CardModule = {
  moduleId: string;
  name: string;
  hours: number | null;
};

export type CardProgramme = {
  programmeId: string;
  name: string;
  shortName: string | null;
  direction:
    | 'technical'
    | 'natural-science'
    | 'artistic'
    | 'physical-culture-and-sport'
    | 'tourism-and-local-history'
    | 'social-humanitarian';
  municipality: number;
  /**
   * Youngest age in months, inclusive.
   */
  ageMinMonths: number;
  /**
   * Oldest age in months, inclusive.
   */
  ageMaxMonths: number;
};

export type CardProvider = {
  providerId: string;
  name: string;
  inn: string | null;
  address: string | null;
};

export type ChangedGroups = {
  /**
   * Study groups that are new.
   */
  created: number;
  /**
   * Study groups that changed, those outside the file included.
   */
  updated: number;
  /**
   * Study groups of the file that stayed as they were.
   */
  unchanged: number;
};

export type ChangedTerm = {
  term:
    | 'firstDay'
    | 'lastDay'
    | 'priceKopecks'
    | 'normativeCostKopecks'
    | 'ageMinMonths'
    | 'ageMaxMonths'
    | 'direction'
    | 'providerId';
  /**
   * What the catalogue said until now.
   */
  before: string | number;
  /**
   * What it says from now on.
   */
  after: string | number;
};

export type ClockView = {
  now: string;
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

export type GroupCard = {
  groupId: string;
  name: string;
  firstDay: string;
  lastDay: string;
  places: number;
  /**
   * Places that are free on every day from today or the first day, whichever is later, to the last; 0 where no start is possible any more. Follows enrolment with a short delay; the place is taken there.
   */
  freePlaces: number;
  /**
   * Of the whole module for one child, in kopecks.
   */
  priceKopecks: number;
  normativeCostKopecks: number;
  /**
   * The provider may be paid by certificate.
   */
  payable: boolean;
  /**
   * Takes no new applications: the programme is archived or gone from the catalogue.
   */
  closed: boolean;
  module: CardModule;
  programme: CardProgramme;
  provider: CardProvider;
};

export type GroupPage = {
  items: Array<GroupCard>;
  /**
   * `cursor` of the next page; missing on the last one.
   */
  next?: string;
};

export type ImportReport = {
  /**
   * Answers in the file.
   */
  rows: number;
  /**
   * Answers whose programme is in the catalogue now.
   */
  taken: number;
  /**
   * Every fault of the refused rows, at most ten thousand; a row with one is refused whole.
   */
  refused: Array<RefusedRow>;
  /**
   * How many rows were refused.
   */
  refusedRows: number;
  changed: ChangedGroups;
  touched: TouchedByImport;
  /**
   * What the file does not name was closed: it was stated to be complete, and every row tells which programme it is about.
   */
  absentClosed: boolean;
};

export type Lag = {
  /**
   * Messages and events whose effects have not happened in this service yet.
   */
  lag: number;
};

export type Liveness = {
  status: string;
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

export type ProgramsFile = Array<
  | {
      result_code: 'FLSCS';
      data: {
        program: {
          id: number;
          full_name: string;
          short_name?: string | null;
          direction_id: number;
          direction?: {
            id: number;
            [key: string]: unknown;
          } | null;
          mun: number;
          /**
           * In months.
           */
          age_group_min: number;
          /**
           * In months.
           */
          age_group_max: number;
          /**
           * Other than 1: archived.
           */
          status?: number | string | null;
          organization: {
            id: number;
            name: string;
            inn?: string | null;
            cant_use_certificate: number;
            address?: {
              name?: string | null;
              [key: string]: unknown;
            } | null;
            [key: string]: unknown;
          };
          modules: Array<{
            id: number;
            name: string;
            hours?: number | null;
            price: string;
            normative_price: string;
            groups: Array<{
              id: number;
              name: string;
              date_start: string;
              date_end: string;
              max_children: number;
              archived?: boolean | 0 | 1 | '0' | '1' | null;
              is_archived?: boolean | 0 | 1 | '0' | '1' | null;
              is_archive?: boolean | 0 | 1 | '0' | '1' | null;
              [key: string]: unknown;
            }>;
            archived?: boolean | 0 | 1 | '0' | '1' | null;
            is_archived?: boolean | 0 | 1 | '0' | '1' | null;
            is_archive?: boolean | 0 | 1 | '0' | '1' | null;
            [key: string]: unknown;
          }>;
          archived?: boolean | 0 | 1 | '0' | '1' | null;
          is_archived?: boolean | 0 | 1 | '0' | '1' | null;
          is_archive?: boolean | 0 | 1 | '0' | '1' | null;
          [key: string]: unknown;
        };
        [key: string]: unknown;
      };
      [key: string]: unknown;
    }
  | {
      result_code: string;
      [key: string]: unknown;
    }
>;

export type ProviderPage = {
  items: Array<ProviderView>;
  /**
   * `cursor` of the next page; missing on the last one.
   */
  next?: string;
};

export type ProviderView = {
  providerId: string;
  name: string;
  inn: string | null;
  address: string | null;
  /**
   * The provider may be paid by certificate.
   */
  payable: boolean;
};

export type Readiness = {
  status: string;
  /**
   * As `/messaging/lag` tells it.
   */
  lag: number;
};

export type RefusedRow = {
  /**
   * Index of the answer in the file, from 0.
   */
  row: number;
  /**
   * RFC 6901 pointer into the file.
   */
  pointer: string;
  reason: string;
  /**
   * The reason in the language of the request.
   */
  message: string;
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

export type StoppedAt = {
  id: number;
  cause: string;
};

export type TouchedApplication = {
  /**
   * The application, which after its conclusion is the contract.
   */
  id: string;
  groupId: string;
  terms: Array<ChangedTerm>;
};

export type TouchedApplications = {
  count: number;
  /**
   * The first thousand.
   */
  items: Array<TouchedApplication>;
};

export type TouchedByImport = {
  /**
   * Open applications whose terms change: the family confirms the new ones, or withdraws.
   */
  openApplications: TouchedApplications;
  /**
   * Running contracts, and applications whose money was asked for: they keep their terms.
   */
  contracts: TouchedApplications;
  /**
   * Study groups that take no new applications any more.
   */
  closed: TouchedGroups;
  /**
   * Study groups that take new applications again.
   */
  opened: TouchedGroups;
  /**
   * Study groups whose provider may no longer be paid by certificate.
   */
  barred: TouchedGroups;
};

export type TouchedGroups = {
  count: number;
  /**
   * The ids of the first thousand.
   */
  items: Array<string>;
};

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

export type ExportControllerProgramsData = {
  body?: never;
  path?: never;
  query?: {
    /**
     * Of this municipality alone.
     */
    municipality?: number;
  };
  url: '/exports/programs';
};

export type ExportControllerProgramsErrors = {
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

export type ExportControllerProgramsError = ExportControllerProgramsErrors[keyof ExportControllerProgramsErrors];

export type ExportControllerProgramsResponses = {
  200: ProgramsFile;
};

export type ExportControllerProgramsResponse =
  ExportControllerProgramsResponses[keyof ExportControllerProgramsResponses];

export type SearchControllerSearchData = {
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
    direction?:
      | 'technical'
      | 'natural-science'
      | 'artistic'
      | 'physical-culture-and-sport'
      | 'tourism-and-local-history'
      | 'social-humanitarian';
    /**
     * Completed years of the child.
     */
    age?: number;
    municipality?: number;
    /**
     * A part of the name of the programme or the provider, in any case.
     */
    name?: string;
    /**
     * With a free place, or without.
     */
    free?: boolean;
    /**
     * Whether the provider may be paid by certificate.
     */
    payable?: boolean;
  };
  url: '/groups';
};

export type SearchControllerSearchErrors = {
  /**
   * `invalid-request`, `malformed-request`, `invalid-cursor`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request' | '/problems/invalid-cursor';
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

export type SearchControllerSearchError = SearchControllerSearchErrors[keyof SearchControllerSearchErrors];

export type SearchControllerSearchResponses = {
  200: GroupPage;
};

export type SearchControllerSearchResponse = SearchControllerSearchResponses[keyof SearchControllerSearchResponses];

export type GroupControllerCardData = {
  body?: never;
  path: {
    groupId: string;
  };
  query?: never;
  url: '/groups/{groupId}';
};

export type GroupControllerCardErrors = {
  /**
   * `invalid-request`, `malformed-request`
   */
  400: Problem & {
    type?: '/problems/invalid-request' | '/problems/malformed-request';
  };
  /**
   * `unknown-group`
   */
  404: Problem & {
    type?: '/problems/unknown-group';
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

export type GroupControllerCardError = GroupControllerCardErrors[keyof GroupControllerCardErrors];

export type GroupControllerCardResponses = {
  200: GroupCard;
};

export type GroupControllerCardResponse = GroupControllerCardResponses[keyof GroupControllerCardResponses];

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

export type ImportControllerTakeData = {
  body: ProgramsFile;
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
    /**
     * The file is the whole catalogue of every municipality that it names: a programme that is absent takes no new applications, nor does a group that its programme no longer names.
     */
    complete?: boolean;
  };
  url: '/imports';
};

export type ImportControllerTakeErrors = {
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
   * `malformed-programs-file`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/malformed-programs-file' | '/problems/idempotency-key-reused';
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

export type ProviderControllerListData = {
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
     * A part of the name, in any case.
     */
    name?: string;
    /**
     * The whole taxpayer number (ИНН).
     */
    inn?: string;
    /**
     * Whether the provider may be paid by certificate.
     */
    payable?: boolean;
  };
  url: '/providers';
};

export type ProviderControllerListErrors = {
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

export type ProviderControllerListError = ProviderControllerListErrors[keyof ProviderControllerListErrors];

export type ProviderControllerListResponses = {
  200: ProviderPage;
};

export type ProviderControllerListResponse = ProviderControllerListResponses[keyof ProviderControllerListResponses];

/** What each operation is asked and what it answers, by its method and its address. */
export type Operations = {
  'GET /clock': { asked: ClockControllerNowData; answers: ClockControllerNowResponses & ClockControllerNowErrors };
  'PUT /clock': { asked: ClockControllerSetData; answers: ClockControllerSetResponses & ClockControllerSetErrors };
  'GET /exports/programs': {
    asked: ExportControllerProgramsData;
    answers: ExportControllerProgramsResponses & ExportControllerProgramsErrors;
  };
  'GET /groups': {
    asked: SearchControllerSearchData;
    answers: SearchControllerSearchResponses & SearchControllerSearchErrors;
  };
  'GET /groups/{groupId}': {
    asked: GroupControllerCardData;
    answers: GroupControllerCardResponses & GroupControllerCardErrors;
  };
  'GET /health/live': {
    asked: HealthControllerLiveData;
    answers: HealthControllerLiveResponses & HealthControllerLiveErrors;
  };
  'GET /health/ready': {
    asked: HealthControllerReadyData;
    answers: HealthControllerReadyResponses & HealthControllerReadyErrors;
  };
  'POST /imports': {
    asked: ImportControllerTakeData;
    answers: ImportControllerTakeResponses & ImportControllerTakeErrors;
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
  'GET /providers': {
    asked: ProviderControllerListData;
    answers: ProviderControllerListResponses & ProviderControllerListErrors;
  };
};
