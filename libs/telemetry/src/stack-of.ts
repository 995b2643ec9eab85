/**
 * The stack of an error, for a log. PostgreSQL puts values of the row into its messages; they may be personal data, so
 * of such an error only the code and the places are told.
 */
export const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'a value that is no Error was thrown';
  const stack = error.stack ?? '';
  if (!isOfPostgres(error)) return stack;
  return `${messageOf(error)}\n${stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')}`;
};

/** What an error says, without values of a row. */
export const messageOf = (error: Error): string =>
  isOfPostgres(error) ? `database error ${String(error.code)}` : error.message;

const isOfPostgres = (error: Error): error is Error & { readonly code: unknown } =>
  'severity' in error && 'code' in error;
