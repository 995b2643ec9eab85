import { err, kopecks, minus, ok, zero, type Kopecks, type Result } from '@lib/kernel';
import type { Account } from './account.js';
import type { AccountCommand, Rejection } from './commands.js';
import type { Contract } from './contract.js';
import { ofContract } from './due.js';
import type { AccountEvent } from './events.js';
import type { Lessons, MonthState } from './month.js';
import { costOfMonth } from './schedule.js';

type Command<Type extends AccountCommand['type']> = Extract<AccountCommand, { type: Type }>;
type Decision = Result<readonly AccountEvent[], Rejection>;

/**
 * The first half of a correction of a report (docs/rules.md §4, completeness): sets aside what the month will cost more,
 * from where the first report gave it back, or says what is missing. Until the decision the month is not debited and the
 * period's end does not take what is set aside. Answered once for each contract, also where there is nothing to correct.
 */
export const holdCorrection = (state: Account, command: Command<'HoldLessonsCorrection'>): Decision => {
  const { on, correction, month, held, planned } = command;
  const contract = state.contracts.get(command.contract);
  if (!contract) return err({ reason: 'contract-unknown' });
  if (held < 0 || planned <= 0 || held > planned)
    return err({ reason: 'completeness-impossible', reported: { month, held, planned } });
  if (contract.corrections.includes(correction)) return ok([]);
  const part = monthOf(contract, command);
  if (part?.correcting) return err({ reason: 'correction-pending', correction: part.correcting.correction });
  const of = ofContract(state, contract);
  const certificate = state.certificates.get(of.financingProgramme);
  const more = part ? changeOf(part, command).more : zero;
  const about = { on, ...of, correction, month };
  if (!certificate || more <= certificate[of.returnsTo])
    return ok([{ type: 'LessonsCorrectionHeld', ...about, held, planned, setAside: more }]);
  const missing = minus(more, certificate[of.returnsTo]);
  return ok([{ type: 'LessonsCorrectionRefused', ...about, missing }]);
};

/**
 * The second half: the month costs what the corrected report says, or all is as if nobody had asked. What was set aside
 * and is not needed, because the contract was ended meanwhile, goes back.
 */
export const decideCorrection = (state: Account, command: Command<'DecideLessonsCorrection'>): Decision => {
  const { on, correction, month, reason, corrects, outcome } = command;
  const contract = state.contracts.get(command.contract);
  if (!contract) return outcome === 'drop' ? ok([]) : err({ reason: 'contract-unknown' });
  const part = monthOf(contract, command);
  if (part?.correcting?.correction !== correction)
    // Decided before, nothing to correct, or dropped without having been asked.
    return outcome === 'drop' || contract.corrections.includes(correction)
      ? ok([])
      : err({ reason: 'correction-not-held' });
  const about = { on, ...ofContract(state, contract), correction, month };
  const { setAside, held, planned } = part.correcting;
  if (outcome === 'drop') return ok([{ type: 'LessonsCorrectionDropped', ...about, setAside }]);
  const { more, less } = changeOf(part, part.correcting);
  return ok([
    {
      type: 'LessonsCorrected',
      ...about,
      reason,
      held,
      planned,
      before: part.completeness && part.reportedOn ? { ...part.completeness, reportedOn: part.reportedOn } : corrects,
      debited: more,
      returned: less,
      released: minus(setAside, more),
    },
  ]);
};

const monthOf = (contract: Contract, { month }: Pick<MonthState, 'month'>): MonthState | undefined =>
  contract.status === 'refused' ? undefined : contract.months.find((part) => part.month === month);

/** How much more, or less, a month has to be debited for a report; a month that is not debited, not at all. */
const changeOf = (part: MonthState, report: Lessons): { readonly more: Kopecks; readonly less: Kopecks } => {
  if (part.status !== 'debited') return { more: zero, less: zero };
  const cost = costOfMonth(part.share, report);
  return {
    more: kopecks(Math.max(0, cost - part.debited)),
    less: kopecks(Math.max(0, part.debited - cost)),
  };
};
