import { earlierOf, err, minus, ok, zero, type Result } from '@lib/kernel';
import type { Account } from './account.js';
import type { AccountCommand, Notice, Rejection } from './commands.js';
import { endingOf, heldBy, lastNotice, withFact, type FundedContract } from './contract.js';
import { ofContract } from './due.js';
import type { AccountEvent, RevocationRefusal } from './events.js';
import { canBind } from './funds.js';

type Command<Type extends AccountCommand['type']> = Extract<AccountCommand, { type: Type }>;

/** A contract is void, or an application is closed: all that is bound for it returns. */
export const release = (
  state: Account,
  contract: FundedContract,
  command: Command<'Release'>,
): readonly AccountEvent[] => {
  if (contract.status === 'released' || isHeard(contract, command)) return [];
  return [
    endingOf(contract, {
      type: 'ReservationReleased',
      on: command.on,
      ...ofContract(state, contract),
      reason: command.reason,
    }),
  ];
};

/** A notice ends a contract: the months after its last day return (docs/rules.md §4). The last day never moves forward. */
export const terminate = (
  state: Account,
  contract: FundedContract,
  command: Command<'Terminate'>,
): Result<readonly AccountEvent[], Rejection> => {
  const { status } = contract;
  const byOperator = lastNotice(contract)?.by === 'operator';
  if (!byOperator && isHeard(contract, command)) {
    const isLast = contract.notices === (command.notice ?? 0) + 1;
    if (isLast && status === 'released') return err({ reason: 'contract-not-concluded', status });
    return isLast && status === 'terminated' && contract.lastDay !== command.lastDay
      ? err({ reason: 'contract-differs' })
      : ok([]);
  }
  if (byOperator && status === 'released') return ok([]);
  // A notice that came before the certificate was closed may still bring the last day back.
  if (byOperator && command.lastDay >= contract.lastDay) return ok([]);
  if (status !== 'concluded' && !(byOperator && status === 'terminated'))
    return err({ reason: 'contract-not-concluded', status });
  return ok([
    endingOf(contract, {
      type: 'ContractTerminated',
      on: command.on,
      ...ofContract(state, contract),
      by: command.by,
      lastDay: earlierOf(command.lastDay, contract.lastDay),
    }),
  ]);
};

/** Binds again what the last notice gave back, where the certificate still has it (docs/rules.md §4). */
export const revokeNotice = (
  state: Account,
  contract: FundedContract,
  command: Command<'RevokeNotice'>,
): readonly AccountEvent[] => {
  const { on, revocation: number, lastDay } = command;
  if (contract.revocations > number) return repeatedAnswer(contract, command);
  const { financingProgramme } = contract.terms;
  const refused = (reason: RevocationRefusal): readonly AccountEvent[] => [
    {
      type: 'NoticeRevocationRefused',
      on,
      contract: contract.id,
      financingProgramme,
      revocation: number,
      reason,
    },
  ];
  if (command.isDiscarded) return refused('request-discarded');
  const notice = lastNotice(contract);
  if (!notice || notice.by === 'operator' || notice.lastDayBefore !== lastDay) return refused('notice-not-revocable');
  const revoked = {
    type: 'NoticeRevoked' as const,
    on,
    ...ofContract(state, contract),
    revocation: number,
    noticeOn: notice.on,
    lastDay,
  };
  const bound = withFact(contract, { ...revoked, reserved: zero, debited: zero }) ?? contract;
  if (!canBind(state, bound, on)) return refused('insufficient-funds');
  if (state.certificates.get(financingProgramme)?.closedByOperatorOn !== undefined)
    return refused('notice-not-revocable');
  const [before, after] = [heldBy(contract), heldBy(bound)];
  return [{ ...revoked, reserved: minus(after.reserved, before.reserved), debited: minus(after.spent, before.spent) }];
};

const repeatedAnswer = (
  { id: contract, terms: { financingProgramme }, notices, revocations, revocation: answer, repeated }: FundedContract,
  { on, revocation, attempt = 0 }: Command<'RevokeNotice'>,
): readonly AccountEvent[] => {
  if (attempt <= repeated || revocation !== revocations - 1 || answer === undefined) return [];
  const answered = { type: 'AnswerRepeated', on, contract, financingProgramme, attempt, notice: notices - 1 } as const;
  return [
    answer === 'revoked'
      ? { ...answered, answer: 'notice-revoked' }
      : { ...answered, answer: 'notice-revocation-refused', reason: answer },
  ];
};

/** A notice that has been answered, whatever has become of it since. */
const isHeard = (contract: FundedContract, { notice }: Notice): boolean => contract.notices > (notice ?? 0);
