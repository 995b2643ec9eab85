// SQLSTATE: connection exceptions, too few resources, a server that is stopping or starting, system errors, a server that
// takes no writes, what took longer than its limit (a statement, a lock, a pause inside a transaction, a transaction), and
// what met the work of others again and again. Then the operating system's words for a connection that is gone.
const AWAY =
  /^(08...|53...|57P0[1-5]|58...|25006|57014|55P03|25P0[34]|40001|40P01|ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|E(HOST|NET)(UNREACH|DOWN))$/;

// pg and PGlite give these errors no code.
const LOST =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end|Query read timeout|PGlite is clos)/;

// What the role may not do, or no longer: a right that was taken away, an authentication or a connection that is refused. It
// is given back by a person, and until then everything fails alike.
const REFUSED = /^(42501|28...|3D000)$/;

// Node's and OpenSSL's words for a certificate that is not one to trust, and the driver's where there is none.
const UNTRUSTED =
  /^(CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_(TLS|SSL)_.*)$/;
const WITHOUT_TLS = /^(The server does not support SSL connections|There was an error establishing an SSL connection)/;

/** Whether whoever answers is not trusted: the certificate has run out, is another's or of nobody, or there is none. */
export const isUntrusted = (error: unknown): boolean =>
  UNTRUSTED.test(codeOf(error)) || WITHOUT_TLS.test(String((error as Partial<Error> | undefined)?.message));

/** Whether the database answers and refuses this role, or is not trusted: at a start a mistake, later something to wait for. */
export const isRefused = (error: unknown): boolean => REFUSED.test(codeOf(error)) || isUntrusted(error);

/** Whether the database has undone work because it met that of others, so that it may be done again at once. */
export const isConflict = (error: unknown): boolean => codeOf(error) === '40001' || codeOf(error) === '40P01';

/** Whether the server has ended a statement: it took longer than its limit, or somebody cancelled it. */
export const isStatementEnded = (error: unknown): boolean => codeOf(error) === '57014';

/** Whether a statement waited longer than it may, for a lock or for its end: others hold what it needs, and the database is there. */
export const isLockedByOthers = (error: unknown): boolean => codeOf(error) === '55P03' || isStatementEnded(error);

/** Whether an error says that the database is away for the moment: something to wait for, whatever was asked of it. */
export const isDatabaseAway = (error: unknown): boolean => {
  // Looked at, not asked for its class: under a test runner the errors of Node itself are of another realm.
  if (typeof error !== 'object' || error === null || !('message' in error)) return false;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.some(isDatabaseAway)) return true;
  return AWAY.test(codeOf(error)) || isRefused(error) || LOST.test(String(error.message));
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
