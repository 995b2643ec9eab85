import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { enrollmentContracts, type EnrollmentContractsMessage, type WireMessage } from '@lib/contracts';
import { Database } from '@lib/database';
import { EffectsTogether, Inbox, decoded } from '@lib/messaging';
import { countPlaces } from './places.commands.js';

/** Counts the places that enrolment says are taken. */
@Controller()
export class PlacesConsumer {
  private readonly effects: EffectsTogether<EnrollmentContractsMessage>;

  constructor(database: Database, inbox: Inbox) {
    this.effects = new EffectsTogether({
      database,
      inbox,
      consumer: 'catalog',
      topic: enrollmentContracts,
      work: (tx, many) =>
        countPlaces(
          tx,
          many.map(({ item }) => item),
        ),
    });
  }

  @EventPattern(enrollmentContracts.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(enrollmentContracts, wire);
    await this.effects.take(message, message);
  }
}
