import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DayRunner } from '@lib/clock';
import { certificatesAccounts, type WireMessage } from '@lib/contracts';
import { Database } from '@lib/database';
import { Clock, unreachable } from '@lib/kernel';
import { Inbox, decoded } from '@lib/messaging';
import { calendarOfApplication } from '../programme/programme.query.js';
import { ApplicationCommands } from './application.commands.js';
import type { FundsAnswer } from './domain/decide.js';
import { FundsWatch } from './funds-watch.js';

/** Moves the applications that wait for money. What else happens in an account is not our business. */
@Controller()
export class AccountsConsumer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly inbox: Inbox,
    private readonly commands: ApplicationCommands,
    private readonly watch: FundsWatch,
  ) {}

  @EventPattern(certificatesAccounts.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(certificatesAccounts, wire);
    switch (message.type) {
      case 'funds-reserved':
        return this.answer(message.id, message.data.contract, { funds: 'reserved' });
      case 'reservation-refused':
        return this.answer(message.id, message.data.contract, { funds: 'refused', reason: message.data.reason });
      case 'certificate-issued':
      case 'contract-opened':
      case 'month-debited':
      case 'completeness-reported':
      case 'contract-shortened':
      case 'reservation-released':
      case 'period-expired':
      case 'expiry-reversed':
      case 'notice-revoked':
      case 'notice-revocation-refused':
      case 'lessons-correction-held':
      case 'lessons-correction-refused':
      case 'lessons-corrected':
      case 'lessons-correction-dropped':
      case 'certificate-closed':
      case 'answer-repeated':
        return;
      default:
        return unreachable(message);
    }
  }

  private async answer(messageId: string, contract: string, answer: FundsAnswer): Promise<void> {
    const id = contract.toLowerCase();
    const calendar = await calendarOfApplication(this.database, id);
    if (!calendar) return;
    const today = await this.days.today(calendar);
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'enrollment', messageId))) return;
      await this.commands.answerFunds(tx, { id, answer, today }, { now: this.clock.now(), causationId: messageId });
    });
    this.watch.answered(id);
  }
}
