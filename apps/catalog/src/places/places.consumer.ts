import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { Database } from '@lib/database';
import { Inbox, decoded } from '@lib/messaging';
import { countPlace } from './places.commands.js';

/** Counts the places that enrolment says are taken. */
@Controller()
export class PlacesConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
  ) {}

  @EventPattern(enrollmentContracts.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(enrollmentContracts, wire);
    await this.database.transaction(async (tx) => {
      if (await this.inbox.once(tx, 'catalog', enrollmentContracts, message)) await countPlace(tx, message);
    });
  }
}
