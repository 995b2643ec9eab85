/**
 * One thing wrong with a request. `pointer` is an RFC 6901 pointer into the body, `?name` for a query parameter,
 * `:name` for a path parameter, the name itself for a header.
 */
export type Fault = {
  readonly pointer: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** An answer that is not a success: what ProblemFilter sends as RFC 9457. Its words are `problem.<reason>` of libs/wording. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
    readonly faults: readonly Fault[] = [],
    /** The answer of an earlier request with the same Idempotency-Key. */
    readonly hit = false,
  ) {
    super(reason);
  }
}

/** The whole policy of a slice on one screen: a forgotten reason does not compile. */
export type ProblemTable<Reason extends string> = Readonly<Record<Reason, { readonly status: number }>>;

/** A rejection of the domain as a problem; the rejection's own fields become extension members. */
export const problemFrom = <R extends { readonly reason: string }>(
  table: ProblemTable<R['reason']>,
  rejection: R,
  faults: readonly Fault[] = [],
): ProblemError => {
  const { reason, ...extensions } = rejection;
  return new ProblemError(table[reason as R['reason']].status, reason, extensions, faults);
};

export const invalidRequest = (faults: readonly Fault[]): ProblemError =>
  new ProblemError(400, 'invalid-request', {}, faults);

/** One more step of an RFC 6901 pointer. */
export const step = (key: PropertyKey): string => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
