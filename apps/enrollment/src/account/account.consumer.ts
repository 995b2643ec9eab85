import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DayRunner } from '@lib/clock';
import { certificatesAccounts, type CertificatesAccountsMessage, type WireMessage } from '@lib/contracts';
import { Database, type Sql } from '@lib/database';
import { Clock, type CalendarDate } from '@lib/kernel';
import { Inbox, decoded } from '@lib/messaging';
import { ApplicationCommands } from '../application/application.commands.js';
import type { Occasion } from '../application/application.publisher.js';
import { calendarOfApplication } from '../application/application.query.js';
import { noteCertificate } from '../application/application.store.js';
import type { FundsAnswer, RevocationAnswer } from '../application/domain/certificate-answer.js';
import { FundsWatch } from '../application/funds-watch.js';
import { CorrectionWatch } from '../lessons/correction-watch.js';
import { News } from '../mail/news.js';
import { LessonsCorrections } from '../lessons/corrections.commands.js';
import type { CorrectionAnswer } from '../lessons/corrections.store.js';

/**
 * Moves the applications, and the corrections of lessons, that wait for a certificate; a family is told that money was
 * debited or has expired. What else happens in an account is not our business.
 */
@Controller()
export class AccountConsumer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly inbox: Inbox,
    private readonly commands: ApplicationCommands,
    private readonly watch: FundsWatch,
    private readonly corrections: LessonsCorrections,
    private readonly correctionWatch: CorrectionWatch,
    private readonly news: News,
  ) {}

  @EventPattern(certificatesAccounts.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(certificatesAccounts, wire);
    switch (message.type) {
      case 'funds-reserved':
        return this.answer(message, message.data.contract, { funds: 'reserved', coPayment: message.data.coPayment });
      case 'reservation-refused':
        return this.answer(message, message.data.contract, { funds: 'refused', ...message.data });
      case 'answer-repeated': {
        const { contract, answer, reason, coPayment, notice, request = 0 } = message.data;
        if (answer === 'notice-revoked' || answer === 'notice-revocation-refused')
          return this.answerRevocation(message, contract, { isRevoked: answer === 'notice-revoked', notice });
        const repeated: FundsAnswer =
          answer === 'reserved'
            ? { funds: 'reserved', coPayment, request }
            : { funds: 'refused', reason: reason ?? 'request-discarded', coPayment, request };
        return this.answer(message, contract, repeated);
      }
      case 'notice-revoked':
      case 'notice-revocation-refused': {
        const isRevoked = message.type === 'notice-revoked';
        return this.answerRevocation(message, message.data.contract, { isRevoked });
      }
      case 'contract-terminated':
        if (message.data.by === 'operator') await this.close(message, message.data);
        return;
      case 'reservation-released':
        if (message.data.reason === 'certificate-closed')
          await this.close(message, { ...message.data, lastDay: undefined });
        return;
      case 'certificate-issued':
        return noteCertificate(this.database, message.data.holder, message.data.financingProgramme);
      case 'lessons-correction-held':
        return this.answerCorrection(message, { ...message.data, answer: 'held' });
      case 'lessons-correction-refused':
        return this.answerCorrection(message, { ...message.data, answer: 'refused' });
      case 'month-debited':
      case 'period-expired':
        return this.news.note(this.database, [message.data.holder]);
      default:
    }
  }

  private answer(message: CertificatesAccountsMessage, contract: string, answer: FundsAnswer): Promise<void> {
    return this.follow(message, contract, (tx, id, today, occasion) =>
      this.commands.answerFunds(tx, { id, answer, today }, occasion),
    );
  }

  private answerRevocation(
    message: CertificatesAccountsMessage,
    contract: string,
    answer: RevocationAnswer,
  ): Promise<void> {
    return this.follow(message, contract, (tx, id, today, occasion) =>
      this.commands.answerRevocation(tx, { id, answer, today }, occasion),
    );
  }

  private close(
    message: CertificatesAccountsMessage,
    { contract, on, lastDay }: { contract: string; on: CalendarDate; lastDay: CalendarDate | undefined },
  ): Promise<void> {
    return this.follow(message, contract, (tx, id, _, occasion) =>
      this.commands.followClosing(tx, { id, on, lastDay }, occasion),
    );
  }

  private async follow(
    message: CertificatesAccountsMessage,
    contract: string,
    step: (tx: Sql, id: string, today: CalendarDate, occasion: Occasion) => Promise<void>,
  ): Promise<void> {
    const id = contract.toLowerCase();
    const calendar = await calendarOfApplication(this.database, id);
    if (!calendar) return;
    const today = await this.days.today(calendar);
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'enrollment', certificatesAccounts, message))) return;
      await step(tx, id, today, { now: this.clock.now(), causationId: message.id });
    });
    this.watch.answered(id);
  }

  private async answerCorrection(message: CertificatesAccountsMessage, answer: CorrectionAnswer): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'enrollment', certificatesAccounts, message))) return;
      await this.corrections.answer(tx, answer, { now: this.clock.now(), causationId: message.id });
    });
    this.correctionWatch.answered(answer.correction);
  }
}
