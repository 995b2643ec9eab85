import { err, minus, ok, unreachable, zero, type CalendarDate, type Result } from '@lib/kernel';
import { evolve, type Account } from './account.js';
import type { AccountCommand, Completeness, Rejection } from './commands.js';
import { lastNotice, type FundedContract } from './contract.js';
import { ofContract, settleDue } from './due.js';
import type { AccountEvent } from './events.js';
import { decideCorrection, holdCorrection } from './lessons-correction.js';
import { wasReported } from './month.js';
import { release, revokeNotice, terminate } from './notice.js';
import { isAnswered, reserve } from './reserve.js';
import { costOfMonth } from './schedule.js';

/**
 * Books what has fallen due up to the command's date, then what the command asks, then what that makes due up to the
 * date the account had reached before: a fact that arrives late leaves the account as if it had come in time.
 * The same command again yields no event (docs/rules.md §4, ADR 0010).
 */
export const decide = (account: Account, command: AccountCommand): Result<readonly AccountEvent[], Rejection> => {
  const booked: AccountEvent[] = [];
  let state = account;
  const book = (events: readonly AccountEvent[]): void => {
    booked.push(...events);
    state = events.reduce(evolve, state);
  };
  book(settleDue(state, enteredOn(command)));
  const decision = answer(state, command);
  if (!decision.ok) return decision;
  // A repetition must be silent: what is due by itself waits for the next run or the next new fact.
  if (command.type !== 'Settle' && decision.value.length === 0) return ok([]);
  book(decision.value);
  book(settleDue(state, laterThan(account.settledThrough, enteredOn(command))));
  return ok(booked);
};

const enteredOn = (command: AccountCommand): CalendarDate =>
  'enteredOn' in command ? laterThan(command.enteredOn, command.on) : command.on;

const answer = (state: Account, command: AccountCommand): Result<readonly AccountEvent[], Rejection> => {
  switch (command.type) {
    case 'Settle':
      return ok([]);
    case 'Reserve':
      return reserve(state, command);
    case 'RefuseDiscarded': {
      const { on, contract, request, terms } = command;
      if (isAnswered(state.contracts.get(contract), request)) return ok([]);
      return ok([{ type: 'ReservationRefused', on, contract, reason: 'request-discarded', ...terms }]);
    }
    case 'HoldLessonsCorrection':
      return holdCorrection(state, command);
    case 'DecideLessonsCorrection':
      return decideCorrection(state, command);
    case 'Conclude':
    case 'Release':
    case 'Terminate':
    case 'RevokeNotice':
    case 'ReportLessons': {
      const contract = state.contracts.get(command.contract);
      if (!contract) return command.type === 'Release' ? ok([]) : err({ reason: 'contract-unknown' });
      if (contract.status === 'refused')
        // Lessons are told to a contract that waits for its money, and the money may be refused before they are read.
        return command.type === 'Release' || command.type === 'ReportLessons'
          ? ok([])
          : err({ reason: 'contract-not-reserved', status: contract.status });
      return onContract(state, contract, command);
    }
    default:
      return unreachable(command);
  }
};

const onContract = (
  state: Account,
  contract: FundedContract,
  command: Extract<AccountCommand, { type: 'Conclude' | 'Release' | 'Terminate' | 'RevokeNotice' | 'ReportLessons' }>,
): Result<readonly AccountEvent[], Rejection> => {
  const { on } = command;
  switch (command.type) {
    case 'Conclude':
      // Also when it has been released since: a batch of messages may come again.
      if (contract.concludedOn !== undefined) return ok([]);
      // The certificate may have been closed before the conclusion was heard of: nothing is left to conclude with.
      if (contract.status === 'released')
        return lastNotice(contract)?.by === 'operator'
          ? ok([])
          : err({ reason: 'contract-not-reserved', status: contract.status });
      return ok([
        { type: 'ContractConcluded', on, contract: contract.id, financingProgramme: contract.terms.financingProgramme },
        ...command.completeness.flatMap((report) => completenessOf(state, contract, on, report)),
      ]);
    case 'Release':
      return ok(release(state, contract, command));
    case 'Terminate':
      return terminate(state, contract, command);
    case 'RevokeNotice':
      return ok(revokeNotice(state, contract, command));
    case 'ReportLessons': {
      const { month, held, planned } = command;
      if (held < 0 || planned <= 0 || held > planned)
        return err({ reason: 'completeness-impossible', reported: { month, held, planned } });
      const reported = contract.months.find((part) => part.month === month);
      if (reported?.completeness && !wasReported(reported, command))
        return err({ reason: 'completeness-differs', recorded: { month, ...reported.completeness } });
      return ok(completenessOf(state, contract, on, command));
    }
    default:
      return unreachable(command);
  }
};

const completenessOf = (
  state: Account,
  contract: FundedContract,
  on: CalendarDate,
  { month, held, planned }: Completeness,
): readonly AccountEvent[] => {
  const part = contract.months.find((m) => m.month === month);
  // A month that a notice gave back keeps its report: the notice may be taken back.
  if (!part || part.completeness || contract.status === 'released') return [];
  const returned = part.status === 'debited' ? minus(part.debited, costOfMonth(part.share, { held, planned })) : zero;
  return [{ type: 'LessonsReported', on, ...ofContract(state, contract), month, held, planned, returned }];
};

const laterThan = (a: CalendarDate | undefined, b: CalendarDate): CalendarDate => (a !== undefined && a > b ? a : b);
