import { catalogGroups, type WireMessage } from '@lib/contracts';
import { decoded } from '@lib/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { StudyGroups } from './group.store.js';

@Controller()
export class GroupConsumer {
  constructor(private readonly groups: StudyGroups) {}

  @EventPattern(catalogGroups.name)
  async take(@Payload() wire: WireMessage): Promise<void> {
    const message = decoded(catalogGroups, wire);
    await this.groups.put(message.data, message);
  }
}
