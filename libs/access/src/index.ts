export { KnownUntil } from './known-until.js';
export { ROLES, SCOPES, grantsFrom, type Caller } from './roles.js';
export { reachBy, scopesOf, type Line, type Policy, type Within } from './policy.js';
export { questionDigest } from './question.js';
export { Reach, callerNow, noteAccount, reachNow, tokenEndNow, tokenNow, withAccess, type Access } from './reach.js';
export {
  ALGORITHMS,
  InvalidToken,
  IssuerAway,
  LOGOUT_KNOWN_SECONDS,
  TokenCheck,
  type Algorithm,
  type LoginSettings,
} from './token-check.js';
