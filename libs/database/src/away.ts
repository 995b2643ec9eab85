// SQLSTATE: connection exceptions, too few resources, a server that is stopping or starting, system errors, and a
// server that has become a read-only standby. Then the operating system's words for the same.
const AWAY =
  /^(08...|53...|57P0[1-5]|58...|25006|ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|E(HOST|NET)(UNREACH|DOWN))$/;

// pg and PGlite give these errors no code.
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end|Query read timeout|PGlite is clos)/;

/** Whether an error says that the database is away for the moment: something to wait for, whatever was asked of it. */
export const isDatabaseAway = (error: unknown): boolean => {
  // Looked at, not asked for its class: under a test runner the errors of Node itself are of another realm.
  if (typeof error !== 'object' || error === null || !('message' in error)) return false;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.some(isDatabaseAway)) return true;
  const code: unknown = 'code' in error ? error.code : undefined;
  return AWAY.test(typeof code === 'string' ? code : '') || LOST.test(String(error.message));
};
