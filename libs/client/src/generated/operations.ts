// Made by `npm run openapi` from docs/openapi. Do not edit.

export type AskReplay = {
  /**
   * A topic of this service.
   */
  topic: string;
  /**
   * An ISO 8601 instant, `start`, or `position` of an earlier replay: what was recorded behind it is sent.
   */
  after: string;
  /**
   * A topic that is there and is not of this product.
   */
  to: string;
  /**
   * Messages a second, 500 unless told.
   */
  perSecond?: number;
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

export type Published = {
  /**
   * False when it was not so within a moment: ask again.
   */
  published: boolean;
};

export type Readiness = {
  status: string;
  /**
   * As `/messaging/lag` tells it.
   */
  lag: number;
};

export type ReplayView = {
  id: string;
  status: 'running' | 'done' | 'failed' | 'stopped';
  topic: string;
  after: string;
  to: string;
  perSecond: number;
  /**
   * Messages sent so far.
   */
  sent: number;
  /**
   * How far the log was read: a later replay may begin here.
   */
  position: string;
  /**
   * What it failed with.
   */
  cause?: string;
  askedAt: string;
  endedAt?: string;
};

export type ReplaysView = {
  items: Array<ReplayView>;
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

export type StoppedView = {
  status: string;
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

export type PublishedControllerPublishedData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/messaging/published';
};

export type PublishedControllerPublishedErrors = {
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

export type PublishedControllerPublishedError =
  PublishedControllerPublishedErrors[keyof PublishedControllerPublishedErrors];

export type PublishedControllerPublishedResponses = {
  200: Published;
};

export type PublishedControllerPublishedResponse =
  PublishedControllerPublishedResponses[keyof PublishedControllerPublishedResponses];

export type ReplaysControllerListData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/messaging/replays';
};

export type ReplaysControllerListErrors = {
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

export type ReplaysControllerListError = ReplaysControllerListErrors[keyof ReplaysControllerListErrors];

export type ReplaysControllerListResponses = {
  200: ReplaysView;
};

export type ReplaysControllerListResponse = ReplaysControllerListResponses[keyof ReplaysControllerListResponses];

export type ReplaysControllerAskData = {
  body: AskReplay;
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
  url: '/messaging/replays';
};

export type ReplaysControllerAskErrors = {
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

export type ReplaysControllerAskError = ReplaysControllerAskErrors[keyof ReplaysControllerAskErrors];

export type ReplaysControllerAskResponses = {
  202: ReplayView;
};

export type ReplaysControllerAskResponse = ReplaysControllerAskResponses[keyof ReplaysControllerAskResponses];

export type ReplaysControllerStopData = {
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
  url: '/messaging/replays/{id}/stop';
};

export type ReplaysControllerStopErrors = {
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
   * `no-running-replay`
   */
  404: Problem & {
    type?: '/problems/no-running-replay';
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

export type ReplaysControllerStopError = ReplaysControllerStopErrors[keyof ReplaysControllerStopErrors];

export type ReplaysControllerStopResponses = {
  200: StoppedView;
};

export type ReplaysControllerStopResponse = ReplaysControllerStopResponses[keyof ReplaysControllerStopResponses];

export type MetricsControllerReadData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/metrics';
};

export type MetricsControllerReadErrors = {
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

export type MetricsControllerReadError = MetricsControllerReadErrors[keyof MetricsControllerReadErrors];

export type MetricsControllerReadResponses = {
  200: string;
};

export type MetricsControllerReadResponse = MetricsControllerReadResponses[keyof MetricsControllerReadResponses];

/** What each operation is asked and what it answers, by its method and its address. */
export type Operations = {
  'GET /clock': { asked: ClockControllerNowData; answers: ClockControllerNowResponses & ClockControllerNowErrors };
  'PUT /clock': { asked: ClockControllerSetData; answers: ClockControllerSetResponses & ClockControllerSetErrors };
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
  'GET /messaging/published': {
    asked: PublishedControllerPublishedData;
    answers: PublishedControllerPublishedResponses & PublishedControllerPublishedErrors;
  };
  'GET /messaging/replays': {
    asked: ReplaysControllerListData;
    answers: ReplaysControllerListResponses & ReplaysControllerListErrors;
  };
  'POST /messaging/replays': {
    asked: ReplaysControllerAskData;
    answers: ReplaysControllerAskResponses & ReplaysControllerAskErrors;
  };
  'POST /messaging/replays/{id}/stop': {
    asked: ReplaysControllerStopData;
    answers: ReplaysControllerStopResponses & ReplaysControllerStopErrors;
  };
  'GET /metrics': {
    asked: MetricsControllerReadData;
    answers: MetricsControllerReadResponses & MetricsControllerReadErrors;
  };
};
