import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DayRunner } from '@lib/clock';
import { certificatesAccounts, type CertificatesAccountsMessage, type WireMessage } from '@lib/contracts';
import { Database, Gathering } from '@lib/database';
import { Clock, type CalendarDate } from '@lib/kernel';
import { EffectsTogether, Inbox, decoded } from '@lib/messaging';
import { ApplicationCommands, type Following } from '../application/application.commands.js';
import { noteCertificates, type Issued } from '../application/application.store.js';
import type { Application, Fact } from '../application/domain/application.js';
import {
  answerFunds,
  answerRevocation,
  type FundsAnswer,
  type RevocationAnswer,
} from '../application/domain/certificate-answer.js';
import { followClosing } from '../application/domain/decide.js';
import { FundsWatch } from '../application/funds-watch.js';
import { Lookups } from '../application/lookups.js';
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
  private readonly effects: EffectsTogether<Omit<Following, 'within'>>;
  private readonly issued: Gathering<Issued, undefined>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly inbox: Inbox,
    commands: ApplicationCommands,
    private readonly lookups: Lookups,
    private readonly watch: FundsWatch,
    private readonly corrections: LessonsCorrections,
    private readonly correctionWatch: CorrectionWatch,
    private readonly news: News,
  ) {
    this.effects = new EffectsTogether({
      database,
      inbox,
      consumer: 'enrollment',
      topic: certificatesAccounts,
      work: (tx, many) =>
        commands.followEach(
          tx,
          many.map(({ item, within }) => ({ ...item, within })),
        ),
    });
    this.issued = new Gathering({
      work: async (many) => {
        await noteCertificates(
          database,
          many.map(({ item }) => item),
        );
        return many.map(() => undefined);
      },
    });
  }

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
        return this.issued.ask({ holderId: message.data.holder, programme: message.data.financingProgramme });
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
    return this.follow(message, contract, (application, today) => answerFunds(application, answer, today));
  }

  private answerRevocation(
    message: CertificatesAccountsMessage,
    contract: string,
    answer: RevocationAnswer,
  ): Promise<void> {
    return this.follow(message, contract, (application, today) => answerRevocation(application, answer, today));
  }

  private close(
    message: CertificatesAccountsMessage,
    { contract, on, lastDay }: { contract: string; on: CalendarDate; lastDay: CalendarDate | undefined },
  ): Promise<void> {
    return this.follow(message, contract, (application) => followClosing(application, { on, lastDay }));
  }

  private async follow(
    message: CertificatesAccountsMessage,
    contract: string,
    decide: (application: Application, today: CalendarDate) => readonly Fact[],
  ): Promise<void> {
    const id = contract.toLowerCase();
    const calendar = await this.lookups.calendarOf(id);
    if (!calendar) return;
    const today = await this.days.today(calendar);
    const occasion = { now: this.clock.now(), causationId: message.id };
    await this.effects.take(message, { id, occasion, decide: (application) => decide(application, today) });
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
