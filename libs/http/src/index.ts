export { ProblemError, problemFrom, invalidRequest, type Fault, type ProblemTable } from './problem.js';
export { problemInWords, type ProblemCodes } from './problem.words.js';
export { ApiProblems, cursorProblems, idempotencyProblems } from './problem.openapi.js';
export { zodFaults } from './zod-faults.js';
export {
  IsCalendarDateField,
  IsCodeField,
  IsCount,
  IsFlag,
  IsInstantField,
  IsKopecks,
  IsListOf,
  IsMonthField,
  IsNested,
  IsOneOf,
  IsSomeOf,
  IsText,
  IsUuidField,
  isUuid,
} from './fields.js';
export { Keyed, type Asked } from './idempotency-key.js';
export { hasAnswered, idempotencyMigrations, idempotencyRights, pruneAnswers } from './idempotency-keys.table.js';
export { answerOnce, answerRepeatable, sendAnswer, type Answer } from './answer-once.js';
export { AnswerTogether, type Together } from './answer-together.js';
export { entityTags } from './entity-tag.js';
export { waitOf } from './prefer.js';
export { LIMIT_DEFAULT, PageQuery, decodeCursor, encodeCursor, numberIn, pageOf, type Page } from './page.js';
export { ApiTable, ExportQuery, dispositionOf, sendDownload, sendTable } from './download.js';
export { watchRequests, type Answered } from './request-watch.js';
export { Peer, PeerAway } from './peer.js';
export { RATE_SETTINGS, RequestRates, type RateSettings } from './request-rates.js';
export { ApiAccepted, ApiCreated } from './created.js';
export { ApiJsonBody, jsonSchemaOf } from './body-schema.js';
export { BodyLimit, HTTP_SETTINGS, createHttpApp, type HttpSettings } from './http-app.js';
export { API_VERSION, type Examples } from './openapi-document.js';
export type { HttpAccess } from './request-access.js';
