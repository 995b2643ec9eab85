import type { Audit } from '../../../audit/src/audit.run.js';
import type { Application, Played } from './player.js';

/** What the season came to, in the shape of samples/minusinsk-2020/expected.json. */
export type SeasonResult = {
  readonly applications: {
    readonly submitted: number;
    readonly withdrawn: number;
    readonly enrolled: number;
    readonly terminated: number;
    readonly refused: Readonly<Record<string, number>>;
  };
  readonly rejectedActions: number;
  readonly certificates: { readonly issued: number };
  readonly kopecks: {
    readonly granted: number;
    readonly debited: number;
    readonly expired: number;
    readonly coPayment: number;
  };
  readonly debitedByMonth: Readonly<Record<string, number>>;
};

/** Of a programme, as the service tells it. */
export type Totals = {
  readonly issued: number;
  readonly grantedKopecks: number;
  readonly debitedKopecks: number;
  readonly expiredKopecks: number;
  readonly coPaymentKopecks: number;
  readonly debitedByMonth: readonly { readonly month: string; readonly debitedKopecks: number }[];
};

export const seasonResult = (
  applications: readonly Application[],
  { rejectedActions }: Pick<Played, 'rejectedActions'>,
  totals: Totals,
): SeasonResult => {
  const refused = new Map<string, number>();
  for (const { state, reason } of applications)
    if (state === 'refused') refused.set(reason ?? 'unknown', (refused.get(reason ?? 'unknown') ?? 0) + 1);
  const count = (state: string): number => applications.filter((application) => application.state === state).length;
  return {
    applications: {
      submitted: applications.length,
      withdrawn: count('withdrawn'),
      enrolled: applications.filter(({ concludedOn }) => concludedOn !== null).length,
      terminated: count('terminated'),
      refused: Object.fromEntries([...refused].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    rejectedActions,
    certificates: { issued: totals.issued },
    kopecks: {
      granted: totals.grantedKopecks,
      debited: totals.debitedKopecks,
      expired: totals.expiredKopecks,
      coPayment: totals.coPaymentKopecks,
    },
    debitedByMonth: Object.fromEntries(
      totals.debitedByMonth.map(({ month, debitedKopecks }) => [month, debitedKopecks]),
    ),
  };
};

/** Where the services' totals and the auditor's replay disagree. */
export const disagreements = (result: SeasonResult, audit: Audit): readonly string[] => {
  const of = (name: 'nominal' | 'spent' | 'expired'): number =>
    audit.certificates.reduce((sum, certificate) => sum + certificate[name], 0);
  const pairs: readonly (readonly [string, number | string, number | string])[] = [
    ['certificates issued', result.certificates.issued, audit.certificates.length],
    ['granted', result.kopecks.granted, of('nominal')],
    ['debited', result.kopecks.debited, of('spent')],
    ['expired', result.kopecks.expired, of('expired')],
    ['debited by month', JSON.stringify(result.debitedByMonth), JSON.stringify(audit.debitedByMonth)],
  ];
  return pairs
    .filter(([, told, replayed]) => told !== replayed)
    .map(([what, told, replayed]) => `${what}: the service says ${told}, the replay ${replayed}`);
};

/** One row per certificate, by child, like samples/minusinsk-2020/expected-certificates.csv. */
export const certificatesCsv = (audit: Audit, childOf: ReadonlyMap<string, string>): string =>
  [
    'childId,nominalKopecks,debitedKopecks,expiredKopecks',
    ...audit.certificates
      .map(({ holder, nominal, spent, expired }) => `${childOf.get(holder) ?? holder},${nominal},${spent},${expired}`)
      .sort(),
    '',
  ].join('\n');
