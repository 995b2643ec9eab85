import { enrollmentContracts, type EnrollmentContractsMessage, type WireMessage } from '@lib/contracts';
import { unreachable, type Result } from '@lib/kernel';
import { OnDiscard, decoded } from '@lib/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Programmes } from '../programme/programme.commands.js';
import { AccountCommands } from './account.commands.js';
import type { AccountCommand, Rejection } from './domain/commands.js';
import type { Terms } from './domain/events.js';
import { CorruptHistory } from './domain/corrupt-history.js';

/** A message that contradicts the account. It is parked for an operator; the messages of this holder wait behind it. */
export class MessageContradictsAccount extends Error {
  constructor(type: string, rejection: Rejection | { readonly reason: 'programme-unknown' }) {
    super(`${type}: ${JSON.stringify(rejection)}`);
  }
}

/**
 * What enrolment asks of an account. The account itself knows what it has answered before, so a message delivered
 * twice needs no inbox.
 */
@Controller()
export class AccountConsumer {
  constructor(
    private readonly commands: AccountCommands,
    private readonly programmes: Programmes,
  ) {}

  @EventPattern(enrollmentContracts.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(enrollmentContracts, wire);
    const result = await this.apply(message);
    if (result && !result.ok) throw new MessageContradictsAccount(message.type, result.error);
  }

  /**
   * An operator gives a request up: it is refused, so that its application does not wait for ever. An account
   * that cannot be followed answers nothing; its applications are ended in enrolment.
   */
  @OnDiscard(enrollmentContracts.name)
  async onDiscard(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(enrollmentContracts, wire);
    const command = refusalOf(message);
    if (!command) return;
    const cause = { commandId: `discard ${message.id}`, causationId: message.id };
    await this.commands.handle(message.data.holder, command, cause).catch((error: unknown) => {
      if (!(error instanceof CorruptHistory)) throw error;
    });
  }

  private async apply(message: EnrollmentContractsMessage): Promise<Result<unknown, Rejection> | undefined> {
    const cause = { commandId: message.id, causationId: message.id };
    const { contract, holder, on } = message.data;
    switch (message.type) {
      case 'application-submitted':
      case 'application-accepted':
      case 'terms-confirmed':
      case 'notice-revoked':
        return undefined;
      case 'funds-requested': {
        const { data } = message;
        const programme = await this.programmes.find(data.financingProgramme);
        if (!programme) throw new MessageContradictsAccount(message.type, { reason: 'programme-unknown' });
        const terms = {
          ...termsIn(data),
          groupFirstDay: data.groupFirstDay,
          groupLastDay: data.groupLastDay,
          price: data.price,
          normativeCost: data.normativeCost,
        };
        return this.commands.reserve(
          {
            holder,
            contract,
            on,
            category: data.certificateGroup,
            terms,
            lastDay: data.lastDay,
            coPaymentAtMost: data.coPaymentAtMost,
            request: data.request,
            attempt: data.attempt,
          },
          programme,
          cause,
        );
      }
      case 'contract-concluded':
        return this.commands.handle(
          holder,
          { type: 'Conclude', on, contract, completeness: message.data.completeness },
          cause,
        );
      case 'application-refused':
        return this.commands.handle(holder, { type: 'Release', on, contract, reason: message.data.reason }, cause);
      case 'application-withdrawn': {
        const { enteredOn, notice } = message.data;
        const command = { type: 'Release', on, contract, reason: 'withdrawn', enteredOn, notice } as const;
        return this.commands.handle(holder, command, cause);
      }
      case 'contract-terminated': {
        const { by, lastDay, enteredOn, notice } = message.data;
        const command = { type: 'Terminate', on, contract, by, lastDay, enteredOn, notice } as const;
        return this.commands.handle(holder, command, cause);
      }
      case 'notice-revocation-requested': {
        const { revocation, lastDay, attempt } = message.data;
        const command = { type: 'RevokeNotice', on, contract, revocation, lastDay, attempt } as const;
        return this.commands.handle(holder, command, cause);
      }
      case 'lessons-reported': {
        const { month, held, planned } = message.data;
        return this.commands.handle(holder, { type: 'ReportLessons', on, contract, month, held, planned }, cause);
      }
      case 'lessons-correction-requested':
        return this.commands.handle(holder, { type: 'HoldLessonsCorrection', ...message.data }, cause);
      case 'lessons-correction-decided':
        return this.commands.handle(holder, { type: 'DecideLessonsCorrection', ...message.data }, cause);
      default:
        return unreachable(message);
    }
  }
}

const refusalOf = (
  message: EnrollmentContractsMessage,
): Extract<AccountCommand, { type: 'RefuseDiscarded' | 'RevokeNotice' }> | undefined => {
  if (message.type === 'funds-requested') {
    const { contract, on, request } = message.data;
    return { type: 'RefuseDiscarded', on, contract, request, terms: termsIn(message.data) };
  }
  if (message.type === 'notice-revocation-requested') {
    const { contract, on, revocation, lastDay } = message.data;
    return { type: 'RevokeNotice', on, contract, revocation, lastDay, isDiscarded: true };
  }
  return undefined;
};

type FundsRequested = Extract<EnrollmentContractsMessage, { type: 'funds-requested' }>['data'];

const termsIn = (data: Omit<FundsRequested, 'contract' | 'holder' | 'on'>): Terms => ({
  financingProgramme: data.financingProgramme,
  group: data.group,
  module: data.module,
  provider: data.provider,
  direction: data.direction,
  start: data.start,
});
