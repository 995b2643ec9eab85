// SQLSTATE: connection exceptions, too few resources, a server that is stopping or starting, system errors, a server that
// takes no writes, what took longer than its limit (a statement, a lock, a pause inside a transaction, a transaction), and
// what met the work of others again and again. Then the operating system's words for a connection that is gone.
const AWAY =
  /^(08...|53...|57P0[1-5]|58...|25006|57014|55P03|25P0[34]|40001|40P01|ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|E(HOST|NET)(UNREACH|DOWN))$/;

// pg and PGlite give these errors no code.
const LOST =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end|Query read timeout|PGlite is clos)/;

/** Whether the database has undone work because it met that of others, so that it may be done again at once. */
export const isConflict = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === '40001' || error.code === '40P01');

/** Whether an error says that the database is away for the moment: something to wait for, whatever was asked of it. */
export const isDatabaseAway = (error: unknown): boolean => {
  // Looked at, not asked for its class: under a test runner the errors of Node itself are of another realm.
  if (typeof error !== 'object' || error === null || !('message' in error)) return false;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.some(isDatabaseAway)) return true;
  const code: unknown = 'code' in error ? error.code : undefined;
  return AWAY.test(typeof code === 'string' ? code : '') || LOST.test(String(error.message));
};
