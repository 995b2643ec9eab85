import type { CalendarDate } from '@lib/kernel';
import { added, nothing, type Balances, type Recorded } from './history.js';

export type StatementEntry = Recorded & { readonly after: Balances };

/** A certificate's movements between two dates. Opening balance and entries give the closing balance. */
export type Statement = {
  readonly opening: Balances;
  readonly entries: readonly StatementEntry[];
  readonly closing: Balances;
};

/** The statement of one programme's certificate over `from`..`to`, both inclusive. */
export const statementOf = (
  history: readonly Recorded[],
  financingProgramme: string,
  from: CalendarDate,
  to: CalendarDate,
): Statement => {
  let balances = nothing;
  let opening = nothing;
  const entries: StatementEntry[] = [];
  for (const recorded of history) {
    const { event } = recorded;
    if (event.financingProgramme !== financingProgramme || event.on > to) continue;
    balances = added(balances, event);
    if (event.on < from) opening = balances;
    else entries.push({ ...recorded, after: balances });
  }
  return { opening, entries, closing: balances };
};
