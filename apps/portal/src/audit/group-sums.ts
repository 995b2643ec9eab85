type Row = {
  readonly groupId: string;
  readonly groupName?: string | undefined;
  readonly programmeName?: string | undefined;
  readonly providerId: string;
  readonly debitedKopecks: number;
  readonly coPaymentDueKopecks: number;
};
type Sums = { readonly contracts: number; readonly debitedKopecks: number; readonly coPaymentDueKopecks: number };
export type GroupSums = Sums & {
  readonly name: string;
  readonly programmeName: string;
  readonly providerId: string;
};

const NOTHING: Sums = { contracts: 0, debitedKopecks: 0, coPaymentDueKopecks: 0 };
const plus = (sums: Sums, row: Row): Sums => ({
  contracts: sums.contracts + 1,
  debitedKopecks: sums.debitedKopecks + row.debitedKopecks,
  coPaymentDueKopecks: sums.coPaymentDueKopecks + row.coPaymentDueKopecks,
});

/** The contracts of a month summed by study group, the largest sum first, and all together. */
export const sumsByGroup = (rows: readonly Row[]): { readonly groups: readonly GroupSums[]; readonly sum: Sums } => ({
  groups: [...Map.groupBy(rows, ({ groupId }) => groupId)]
    .map(([groupId, [first, ...others]]) => ({
      ...[first, ...others].reduce((sums, row) => (row ? plus(sums, row) : sums), NOTHING),
      name: first?.groupName ?? groupId,
      programmeName: first?.programmeName ?? '',
      providerId: first?.providerId ?? '',
    }))
    .toSorted((one, other) => other.debitedKopecks - one.debitedKopecks || one.name.localeCompare(other.name)),
  sum: rows.reduce(plus, NOTHING),
});
