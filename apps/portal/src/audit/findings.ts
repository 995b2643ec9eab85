import { z } from 'zod';

/** So many differences are shown of one result. */
export const FINDINGS_SHOWN = 500;

/** What `npm run audit -- --json` prints, as far as it is shown. */
const runResult = z.object({
  events: z.int().nonnegative(),
  accounts: z.int().nonnegative(),
  certificates: z.int().nonnegative(),
  checkpoints: z.int().nonnegative().optional(),
  debitedByMonth: z.record(z.string().regex(/^\d{4}-\d{2}$/), z.int()),
  differences: z.array(z.string().max(2000)),
  /** How many differences there were, where not all of them are kept. */
  differing: z.int().nonnegative().optional(),
});
export type RunResult = z.output<typeof runResult>;

/** A result in a file; undefined: it is none. */
export const runResultIn = (file: Uint8Array): RunResult | undefined => {
  try {
    return runResult.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file))).data;
  } catch {
    return undefined;
  }
};

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
/** What a finding means, by how the audit words it; the first that fits. */
const KINDS = [
  ['checkpoint', /^(checkpoint |\d+ further checkpoints)/],
  ['anchor', /\banchor\b/],
  ['chain', /: (the hash does not fit|follows revision|recorded at)/],
  ['enrolment', /: concluded in /],
  ['report', /^programme /],
  ['balance', /^certificate /],
  ['month', /^contract /],
  ['account', /^account |: the log ends it with/],
  ['impossible', /^account-[^:]*#\d+: /],
] as const satisfies readonly (readonly [string, RegExp])[];

export type Finding = {
  readonly kind: (typeof KINDS)[number][0] | 'other';
  /** Where in the cabinet it can be looked at. */
  readonly at: string | undefined;
  /** As the audit has written it. */
  readonly said: string;
};

/** A difference that an audit has found. */
export const findingIn = (said: string): Finding => ({
  kind: KINDS.find(([, form]) => form.test(said))?.[0] ?? 'other',
  at: placeIn(said),
  said,
});

const placeIn = (said: string): string | undefined => {
  const [, streamOf, revision] = new RegExp(`\\baccount-(${UUID})(?:#(\\d{1,9}))?`).exec(said) ?? [];
  if (streamOf !== undefined)
    return `/audit/accounts/${streamOf}${revision === undefined ? '' : `/events/${revision}`}`;
  const [, holder] = new RegExp(`^(?:account|certificate) (${UUID})`).exec(said) ?? [];
  if (holder !== undefined) return `/audit/accounts/${holder}`;
  const [, programme] = /^programme ([^\s:]+):/.exec(said) ?? [];
  return programme === undefined ? undefined : `/audit/programmes/${encodeURIComponent(programme)}`;
};
