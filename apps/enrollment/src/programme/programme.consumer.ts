import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { certificatesProgrammes, type WireMessage } from '@lib/contracts';
import { Database } from '@lib/database';
import { Inbox, decoded } from '@lib/messaging';

/** Of a programme that was told before it had the setting (docs/rules.md §9). */
const LATE_ENTRY_DAYS = 31;

/** Keeps our copy of the financing programmes. */
@Controller()
export class ProgrammeConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
  ) {}

  @EventPattern(certificatesProgrammes.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(certificatesProgrammes, wire);
    const { data } = message;
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'enrollment', certificatesProgrammes, message))) return;
      await tx.query(
        `INSERT INTO enrollment.programmes
           (financing_programme, municipality, time_zone, period_from, to_exclusive, reserve_at, certificate_groups,
            certificate_group_ages, late_entry_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
         ON CONFLICT (financing_programme) DO UPDATE SET
           municipality = excluded.municipality, time_zone = excluded.time_zone, period_from = excluded.period_from,
           to_exclusive = excluded.to_exclusive, reserve_at = excluded.reserve_at,
           certificate_groups = excluded.certificate_groups,
           certificate_group_ages = excluded.certificate_group_ages, late_entry_days = excluded.late_entry_days`,
        [
          data.financingProgramme,
          data.municipality,
          data.timeZone,
          data.from,
          data.toExclusive,
          data.reserveAt,
          data.certificateGroups,
          JSON.stringify(data.certificateGroupAges ?? []),
          data.lateEntryDays ?? LATE_ENTRY_DAYS,
        ],
      );
    });
  }
}
