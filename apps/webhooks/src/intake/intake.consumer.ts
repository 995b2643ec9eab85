import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { certificatesAccounts, enrollmentContracts, type Message, type WireMessage } from '@lib/contracts';
import { Database, Gathering, afterCommit } from '@lib/database';
import { Clock } from '@lib/kernel';
import { EffectsTogether, Inbox, decoded } from '@lib/messaging';
import { WAITING, awaitDeliveries } from '../delivery/delivery.store.js';
import { anyEndpoint } from '../endpoint/endpoint.query.js';
import { keepMessages, type Taken } from '../message/message.store.js';

/** Keeps what the topics tell, and has it wait for every endpoint that wants it: both or neither. */
@Controller()
export class IntakeConsumer {
  private readonly listening: Gathering<undefined, boolean>;
  private readonly ofEnrollment: EffectsTogether<Taken>;
  private readonly ofCertificates: EffectsTogether<Taken>;

  constructor(database: Database, clock: Clock, inbox: Inbox) {
    this.listening = new Gathering({
      work: async (many) => {
        const isAny = await anyEndpoint(database);
        return many.map(() => isAny);
      },
    });
    const keeping = (topic: { readonly name: string }): EffectsTogether<Taken> =>
      new EffectsTogether({
        database,
        inbox,
        consumer: 'webhooks',
        topic,
        work: async (tx, many) => {
          const taken = many.map(({ item }) => item);
          const now = clock.now();
          const kept = await keepMessages(tx, taken, now);
          const isAwaited = kept.length > 0 && (await awaitDeliveries(tx, kept, now));
          if (isAwaited) afterCommit(() => database.notify(WAITING));
        },
      });
    this.ofEnrollment = keeping(enrollmentContracts);
    this.ofCertificates = keeping(certificatesAccounts);
  }

  @EventPattern(enrollmentContracts.name)
  async takeOfEnrollment(@Payload() wire: WireMessage): Promise<void> {
    await this.take(this.ofEnrollment, decoded(enrollmentContracts, wire), wire);
  }

  @EventPattern(certificatesAccounts.name)
  async takeOfCertificates(@Payload() wire: WireMessage): Promise<void> {
    await this.take(this.ofCertificates, decoded(certificatesAccounts, wire), wire);
  }

  /** What goes on is what came: a message of an earlier version keeps its form. Before there is an endpoint nothing is kept. */
  private async take(
    effects: EffectsTogether<Taken>,
    message: Message,
    { topic, headers, value }: WireMessage,
  ): Promise<void> {
    if (!(await this.listening.ask(undefined))) return;
    const taken = { ...message, type: headers['ce_type'] ?? message.type, topic, value: value ?? 'null' };
    await effects.take(message, taken);
  }
}
