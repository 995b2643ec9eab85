import type { CalendarDate } from '@lib/kernel';
import type { ReserveAt } from '../../programme/domain/programme.js';
import { explain, type Explanation } from './explanation.js';
import type { Balances, Recorded } from './history.js';
import { statementOf, type StatementEntry } from './statement.js';

export type ExplainedEntry = { readonly entry: StatementEntry; readonly explanation: Explanation };
type ExplainedStatement = {
  readonly opening: Balances;
  readonly entries: readonly ExplainedEntry[];
  readonly closing: Balances;
};

/** The statement of a programme's certificate, with what stands behind each entry. */
export const explainedStatement = (
  history: readonly Recorded[],
  { programme, reserveAt }: { readonly programme: string; readonly reserveAt: ReserveAt | undefined },
  from: CalendarDate,
  to: CalendarDate,
): ExplainedStatement => {
  const { opening, entries, closing } = statementOf(history, programme, from, to);
  const explanationOf = explain(history, reserveAt);
  return { opening, entries: entries.map((entry) => ({ entry, explanation: explanationOf(entry) })), closing };
};
