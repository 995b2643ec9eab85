import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { certificatesAccounts, enrollmentContracts, type Message, type WireMessage } from '@lib/contracts';
import { Database, Gathering } from '@lib/database';
import { Clock } from '@lib/kernel';
import { Inbox, decoded } from '@lib/messaging';
import { awaitDelivery } from '../delivery/delivery.store.js';
import { anyEndpoint } from '../endpoint/endpoint.query.js';
import { keepMessage } from '../message/message.store.js';

/** Keeps what the topics tell, and has it wait for every endpoint that wants it: both or neither. */
@Controller()
export class IntakeConsumer {
  private readonly listening: Gathering<undefined, boolean>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly inbox: Inbox,
  ) {
    this.listening = new Gathering({
      work: async (many) => {
        const isAny = await anyEndpoint(database);
        return many.map(() => isAny);
      },
    });
  }

  @EventPattern(enrollmentContracts.name)
  async takeOfEnrollment(@Payload() wire: WireMessage): Promise<void> {
    await this.take(decoded(enrollmentContracts, wire), wire);
  }

  @EventPattern(certificatesAccounts.name)
  async takeOfCertificates(@Payload() wire: WireMessage): Promise<void> {
    await this.take(decoded(certificatesAccounts, wire), wire);
  }

  /** What goes on is what came: a message of an earlier version keeps its form. Before there is an endpoint nothing is kept. */
  private async take(message: Message, { topic, headers, value }: WireMessage): Promise<void> {
    if (!(await this.listening.ask(undefined))) return;
    const taken = { ...message, type: headers['ce_type'] ?? message.type, topic, value: value ?? 'null' };
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'webhooks', { name: topic }, message))) return;
      const kept = await keepMessage(tx, taken, now);
      if (kept) await awaitDelivery(tx, kept, now);
    });
  }
}
