// Made by `npm run openapi` from docs/openapi. Do not edit.

export type AttemptView = {
  /**
   * The `webhook-id`.
   */
  messageId: string;
  type: string;
  /**
   * The child as a surrogate id.
   */
  holder: string;
  at: string;
  /**
   * `refused`: a status that is not 2xx; `redirected`: a redirect, which is not followed; `address-forbidden`: the name leads to an address that may not be asked.
   */
  outcome:
    'delivered' | 'refused' | 'redirected' | 'timeout' | 'unreachable' | 'tls' | 'answer-invalid' | 'address-forbidden';
  /**
   * The status of the answer.
   */
  status: number | null;
  durationMs: number;
  /**
   * The first characters of the answer.
   */
  answer: string | null;
};

export type AttemptsPage = {
  items: Array<AttemptView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type ChangedEndpointDto = {
  /**
   * Another address, by the same rules. An inbox becomes an endpoint with it.
   */
  url?: string;
  /**
   * For what comes from now on; an empty list: all.
   */
  types?: Array<
    | 'enrollment.application-submitted'
    | 'enrollment.application-accepted'
    | 'enrollment.funds-requested'
    | 'enrollment.contract-concluded'
    | 'enrollment.terms-confirmed'
    | 'enrollment.application-refused'
    | 'enrollment.application-withdrawn'
    | 'enrollment.contract-terminated'
    | 'enrollment.notice-revocation-requested'
    | 'enrollment.notice-revoked'
    | 'enrollment.lessons-correction-requested'
    | 'enrollment.lessons-correction-decided'
    | 'enrollment.lessons-reported'
    | 'certificates.certificate-issued'
    | 'certificates.funds-reserved'
    | 'certificates.reservation-refused'
    | 'certificates.contract-concluded'
    | 'certificates.month-debited'
    | 'certificates.lessons-reported'
    | 'certificates.contract-terminated'
    | 'certificates.reservation-released'
    | 'certificates.period-expired'
    | 'certificates.expiry-reversed'
    | 'certificates.notice-revoked'
    | 'certificates.notice-revocation-refused'
    | 'certificates.lessons-correction-held'
    | 'certificates.lessons-correction-refused'
    | 'certificates.lessons-corrected'
    | 'certificates.lessons-correction-dropped'
    | 'certificates.certificate-closed'
    | 'certificates.answer-repeated'
  >;
  /**
   * For whoever looks at the list.
   */
  description?: string;
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

export type EndpointView = {
  id: string;
  /**
   * The program that has registered it.
   */
  owner: string;
  /**
   * Null: an inbox.
   */
  url: string | null;
  /**
   * Empty: all.
   */
  types: Array<string>;
  description: string | null;
  /**
   * `off`: messages wait until it is enabled; `removed`: as the answer to its removal alone.
   */
  state: 'on' | 'off' | 'removed';
  /**
   * `failing`: nothing was taken for days; `gone`: it has answered 410.
   */
  offReason: 'failing' | 'gone' | null;
  offAt: string | null;
  /**
   * Nothing was taken since.
   */
  failingSince: string | null;
  /**
   * Nothing is sent before.
   */
  pausedUntil: string | null;
  /**
   * Which secret it has; one more with each rotation.
   */
  generation: number;
  createdAt: string;
};

export type EndpointsPage = {
  items: Array<EndpointView>;
  /**
   * The cursor of the next page; missing on the last one.
   */
  next?: string;
};

export type HeldView = {
  holder: string;
  /**
   * How often its first message has failed in a row.
   */
  failures: number;
  nextAt: string;
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

export type NewEndpointDto = {
  /**
   * Where to send: https on a port that the installation allows, a public host, no name and no password in it. Without it the endpoint is an inbox: what would be sent is kept, to be read.
   */
  url?: string;
  /**
   * The types of messages that are wanted; all unless told.
   */
  types?: Array<
    | 'enrollment.application-submitted'
    | 'enrollment.application-accepted'
    | 'enrollment.funds-requested'
    | 'enrollment.contract-concluded'
    | 'enrollment.terms-confirmed'
    | 'enrollment.application-refused'
    | 'enrollment.application-withdrawn'
    | 'enrollment.contract-terminated'
    | 'enrollment.notice-revocation-requested'
    | 'enrollment.notice-revoked'
    | 'enrollment.lessons-correction-requested'
    | 'enrollment.lessons-correction-decided'
    | 'enrollment.lessons-reported'
    | 'certificates.certificate-issued'
    | 'certificates.funds-reserved'
    | 'certificates.reservation-refused'
    | 'certificates.contract-concluded'
    | 'certificates.month-debited'
    | 'certificates.lessons-reported'
    | 'certificates.contract-terminated'
    | 'certificates.reservation-released'
    | 'certificates.period-expired'
    | 'certificates.expiry-reversed'
    | 'certificates.notice-revoked'
    | 'certificates.notice-revocation-refused'
    | 'certificates.lessons-correction-held'
    | 'certificates.lessons-correction-refused'
    | 'certificates.lessons-corrected'
    | 'certificates.lessons-correction-dropped'
    | 'certificates.certificate-closed'
    | 'certificates.answer-repeated'
  >;
  /**
   * For whoever looks at the list.
   */
  description?: string;
};

export type NewEndpointView = {
  id: string;
  /**
   * The program that has registered it.
   */
  owner: string;
  /**
   * Null: an inbox.
   */
  url: string | null;
  /**
   * Empty: all.
   */
  types: Array<string>;
  description: string | null;
  /**
   * `off`: messages wait until it is enabled; `removed`: as the answer to its removal alone.
   */
  state: 'on' | 'off' | 'removed';
  /**
   * `failing`: nothing was taken for days; `gone`: it has answered 410.
   */
  offReason: 'failing' | 'gone' | null;
  offAt: string | null;
  /**
   * Nothing was taken since.
   */
  failingSince: string | null;
  /**
   * Nothing is sent before.
   */
  pausedUntil: string | null;
  /**
   * Which secret it has; one more with each rotation.
   */
  generation: number;
  createdAt: string;
  /**
   * The key of the signatures, as Standard Webhooks writes it. Never in lists.
   */
  secret: string;
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

export type Readiness = {
  status: string;
  /**
   * As `/messaging/lag` tells it.
   */
  lag: number;
};

export type ReplayDto = {
  /**
   * What was recorded at or after this instant; from the oldest unless told.
   */
  after?: string;
  /**
   * What was recorded before this instant; up to now unless told.
   */
  until?: string;
  /**
   * Of this holder alone.
   */
  holder?: string;
  /**
   * `next` of the request before.
   */
  from?: string;
};

export type ReplayView = {
  /**
   * So many messages wait again; those that waited already are not among them.
   */
  messages: number;
  /**
   * Ask again with it as `from` for what is left; missing when that is nothing.
   */
  next?: string;
};

export type RequestView = {
  /**
   * When it would have been sent.
   */
  at: string;
  /**
   * The headers, with the signatures.
   */
  headers: {
    [key: string]: string;
  };
  /**
   * The body, byte for byte: JSON as a text.
   */
  body: string;
};

export type RequestsPage = {
  items: Array<RequestView>;
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

export type RotationDto = {
  /**
   * No secret before this one signs any more, as where one has leaked. Else the one before signs for a day.
   */
  atOnce?: boolean;
};

export type SecretView = {
  /**
   * The key of the signatures.
   */
  secret: string;
  generation: number;
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

export type WaitingView = {
  /**
   * Counted up to 10,000.
   */
  messages: number;
  /**
   * Since when the first of them waits.
   */
  since: string | null;
  /**
   * Holders whose first message fails, at most twenty.
   */
  held: Array<HeldView>;
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

export type EndpointControllerListData = {
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
  url: '/endpoints';
};

export type EndpointControllerListErrors = {
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

export type EndpointControllerListError = EndpointControllerListErrors[keyof EndpointControllerListErrors];

export type EndpointControllerListResponses = {
  200: EndpointsPage;
};

export type EndpointControllerListResponse = EndpointControllerListResponses[keyof EndpointControllerListResponses];

export type EndpointControllerRegisterData = {
  body: NewEndpointDto;
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
  url: '/endpoints';
};

export type EndpointControllerRegisterErrors = {
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
   * `too-many-endpoints`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/too-many-endpoints' | '/problems/idempotency-in-progress';
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
   * `webhook-address-forbidden`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/webhook-address-forbidden' | '/problems/idempotency-key-reused';
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

export type EndpointControllerRegisterError = EndpointControllerRegisterErrors[keyof EndpointControllerRegisterErrors];

export type EndpointControllerRegisterResponses = {
  /**
   * Created; `Location` is `/endpoints/{id}`.
   */
  201: NewEndpointView;
};

export type EndpointControllerRegisterResponse =
  EndpointControllerRegisterResponses[keyof EndpointControllerRegisterResponses];

export type EndpointControllerOneData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/endpoints/{id}';
};

export type EndpointControllerOneErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type EndpointControllerOneError = EndpointControllerOneErrors[keyof EndpointControllerOneErrors];

export type EndpointControllerOneResponses = {
  200: EndpointView;
};

export type EndpointControllerOneResponse = EndpointControllerOneResponses[keyof EndpointControllerOneResponses];

export type DeliveryControllerAttemptsData = {
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
  };
  url: '/endpoints/{id}/attempts';
};

export type DeliveryControllerAttemptsErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type DeliveryControllerAttemptsError = DeliveryControllerAttemptsErrors[keyof DeliveryControllerAttemptsErrors];

export type DeliveryControllerAttemptsResponses = {
  200: AttemptsPage;
};

export type DeliveryControllerAttemptsResponse =
  DeliveryControllerAttemptsResponses[keyof DeliveryControllerAttemptsResponses];

export type EndpointControllerChangeData = {
  body: ChangedEndpointDto;
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
  url: '/endpoints/{id}/change';
};

export type EndpointControllerChangeErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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
   * `webhook-address-forbidden`, `idempotency-key-reused`
   */
  422: Problem & {
    type?: '/problems/webhook-address-forbidden' | '/problems/idempotency-key-reused';
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

export type EndpointControllerChangeError = EndpointControllerChangeErrors[keyof EndpointControllerChangeErrors];

export type EndpointControllerChangeResponses = {
  200: EndpointView;
};

export type EndpointControllerChangeResponse =
  EndpointControllerChangeResponses[keyof EndpointControllerChangeResponses];

export type DeliveryControllerEnableData = {
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
  url: '/endpoints/{id}/enable';
};

export type DeliveryControllerEnableErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type DeliveryControllerEnableError = DeliveryControllerEnableErrors[keyof DeliveryControllerEnableErrors];

export type DeliveryControllerEnableResponses = {
  200: EndpointView;
};

export type DeliveryControllerEnableResponse =
  DeliveryControllerEnableResponses[keyof DeliveryControllerEnableResponses];

export type EndpointControllerRemoveData = {
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
  url: '/endpoints/{id}/remove';
};

export type EndpointControllerRemoveErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type EndpointControllerRemoveError = EndpointControllerRemoveErrors[keyof EndpointControllerRemoveErrors];

export type EndpointControllerRemoveResponses = {
  200: EndpointView;
};

export type EndpointControllerRemoveResponse =
  EndpointControllerRemoveResponses[keyof EndpointControllerRemoveResponses];

export type DeliveryControllerReplayData = {
  body: ReplayDto;
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
  url: '/endpoints/{id}/replays';
};

export type DeliveryControllerReplayErrors = {
  /**
   * `invalid-cursor`, `invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
   */
  400: Problem & {
    type?:
      | '/problems/invalid-cursor'
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type DeliveryControllerReplayError = DeliveryControllerReplayErrors[keyof DeliveryControllerReplayErrors];

export type DeliveryControllerReplayResponses = {
  200: ReplayView;
};

export type DeliveryControllerReplayResponse =
  DeliveryControllerReplayResponses[keyof DeliveryControllerReplayResponses];

export type InboxControllerRequestsData = {
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
  };
  url: '/endpoints/{id}/requests';
};

export type InboxControllerRequestsErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type InboxControllerRequestsError = InboxControllerRequestsErrors[keyof InboxControllerRequestsErrors];

export type InboxControllerRequestsResponses = {
  200: RequestsPage;
};

export type InboxControllerRequestsResponse = InboxControllerRequestsResponses[keyof InboxControllerRequestsResponses];

export type EndpointControllerRotateData = {
  body: RotationDto;
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
  url: '/endpoints/{id}/rotate-secret';
};

export type EndpointControllerRotateErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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
   * `secret-rotating`, `idempotency-in-progress`
   */
  409: Problem & {
    type?: '/problems/secret-rotating' | '/problems/idempotency-in-progress';
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

export type EndpointControllerRotateError = EndpointControllerRotateErrors[keyof EndpointControllerRotateErrors];

export type EndpointControllerRotateResponses = {
  200: SecretView;
};

export type EndpointControllerRotateResponse =
  EndpointControllerRotateResponses[keyof EndpointControllerRotateResponses];

export type EndpointControllerSecretData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/endpoints/{id}/secret';
};

export type EndpointControllerSecretErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type EndpointControllerSecretError = EndpointControllerSecretErrors[keyof EndpointControllerSecretErrors];

export type EndpointControllerSecretResponses = {
  200: SecretView;
};

export type EndpointControllerSecretResponse =
  EndpointControllerSecretResponses[keyof EndpointControllerSecretResponses];

export type DeliveryControllerWaitingData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/endpoints/{id}/waiting';
};

export type DeliveryControllerWaitingErrors = {
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
   * `unknown-endpoint`
   */
  404: Problem & {
    type?: '/problems/unknown-endpoint';
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

export type DeliveryControllerWaitingError = DeliveryControllerWaitingErrors[keyof DeliveryControllerWaitingErrors];

export type DeliveryControllerWaitingResponses = {
  200: WaitingView;
};

export type DeliveryControllerWaitingResponse =
  DeliveryControllerWaitingResponses[keyof DeliveryControllerWaitingResponses];

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

/** What each operation is asked and what it answers, by its method and its address. */
export type Operations = {
  'GET /clock': { asked: ClockControllerNowData; answers: ClockControllerNowResponses & ClockControllerNowErrors };
  'PUT /clock': { asked: ClockControllerSetData; answers: ClockControllerSetResponses & ClockControllerSetErrors };
  'POST /endpoints': {
    asked: EndpointControllerRegisterData;
    answers: EndpointControllerRegisterResponses & EndpointControllerRegisterErrors;
  };
  'GET /endpoints': {
    asked: EndpointControllerListData;
    answers: EndpointControllerListResponses & EndpointControllerListErrors;
  };
  'GET /endpoints/{id}': {
    asked: EndpointControllerOneData;
    answers: EndpointControllerOneResponses & EndpointControllerOneErrors;
  };
  'GET /endpoints/{id}/attempts': {
    asked: DeliveryControllerAttemptsData;
    answers: DeliveryControllerAttemptsResponses & DeliveryControllerAttemptsErrors;
  };
  'POST /endpoints/{id}/change': {
    asked: EndpointControllerChangeData;
    answers: EndpointControllerChangeResponses & EndpointControllerChangeErrors;
  };
  'POST /endpoints/{id}/enable': {
    asked: DeliveryControllerEnableData;
    answers: DeliveryControllerEnableResponses & DeliveryControllerEnableErrors;
  };
  'POST /endpoints/{id}/remove': {
    asked: EndpointControllerRemoveData;
    answers: EndpointControllerRemoveResponses & EndpointControllerRemoveErrors;
  };
  'POST /endpoints/{id}/replays': {
    asked: DeliveryControllerReplayData;
    answers: DeliveryControllerReplayResponses & DeliveryControllerReplayErrors;
  };
  'GET /endpoints/{id}/requests': {
    asked: InboxControllerRequestsData;
    answers: InboxControllerRequestsResponses & InboxControllerRequestsErrors;
  };
  'POST /endpoints/{id}/rotate-secret': {
    asked: EndpointControllerRotateData;
    answers: EndpointControllerRotateResponses & EndpointControllerRotateErrors;
  };
  'GET /endpoints/{id}/secret': {
    asked: EndpointControllerSecretData;
    answers: EndpointControllerSecretResponses & EndpointControllerSecretErrors;
  };
  'GET /endpoints/{id}/waiting': {
    asked: DeliveryControllerWaitingData;
    answers: DeliveryControllerWaitingResponses & DeliveryControllerWaitingErrors;
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
};
