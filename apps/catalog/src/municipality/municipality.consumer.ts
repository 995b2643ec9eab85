import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { certificatesProgrammes, type WireMessage } from '@lib/contracts';
import { Database } from '@lib/database';
import { Inbox, decoded } from '@lib/messaging';

/** Learns from the financing programmes in which time zone a municipality lives. */
@Controller()
export class MunicipalityConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
  ) {}

  @EventPattern(certificatesProgrammes.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(certificatesProgrammes, wire);
    const { data } = message;
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'catalog', certificatesProgrammes, message))) return;
      await tx.query(
        `INSERT INTO catalog.municipalities (municipality, time_zone) VALUES ($1, $2)
         ON CONFLICT (municipality) DO UPDATE SET time_zone = excluded.time_zone`,
        [data.municipality, data.timeZone],
      );
    });
  }
}
