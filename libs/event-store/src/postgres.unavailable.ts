// SQLSTATE classes: 08 connection, 53 out of resources, 57 ended by an operator, a crash or a time limit, 58 operating system;
// 25006 is a standby that took over and does not accept writes yet.
const SQLSTATE = /^(08...|53...|57...|58...|25006)$/;
const NETWORK = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOTFOUND|EAI_AGAIN)$/;
// What the clients say without a code.
const MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end|Query read timeout|PGlite is clos)/;

/** True when the database could not be reached or did not answer, so that nobody knows what became of the statement. */
export const isUnavailable = (error: unknown): boolean => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return SQLSTATE.test(code) || NETWORK.test(code);
  return typeof message === 'string' && MESSAGE.test(message);
};
