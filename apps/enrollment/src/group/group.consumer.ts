import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { catalogGroups, type WireMessage } from '@lib/contracts';
import { Database } from '@lib/database';
import { Inbox, decoded } from '@lib/messaging';

/** Keeps our copy of what the catalogue says of a study group. */
@Controller()
export class GroupConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
  ) {}

  @EventPattern(catalogGroups.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(catalogGroups, wire);
    const { data } = message;
    await this.database.transaction(async (tx) => {
      if (!(await this.inbox.once(tx, 'enrollment', catalogGroups, message))) return;
      await tx.query(
        `INSERT INTO enrollment.study_groups
           (group_id, module_id, provider_id, direction, price_kopecks, normative_cost_kopecks,
            first_day, last_day, places, payable, age_min_months, age_max_months, closed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (group_id) DO UPDATE SET
           module_id = excluded.module_id, provider_id = excluded.provider_id, direction = excluded.direction,
           price_kopecks = excluded.price_kopecks, normative_cost_kopecks = excluded.normative_cost_kopecks,
           first_day = excluded.first_day, last_day = excluded.last_day, places = excluded.places,
           payable = excluded.payable, age_min_months = excluded.age_min_months, age_max_months = excluded.age_max_months,
           closed = excluded.closed`,
        [
          data.groupId,
          data.moduleId,
          data.providerId,
          data.direction,
          data.price,
          data.normativeCost,
          data.firstDay,
          data.lastDay,
          data.places,
          data.payable,
          data.ageMinMonths,
          data.ageMaxMonths,
          data.closed ?? false,
        ],
      );
    });
  }
}
