import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { ApiProblems, problemFrom } from '@lib/http';
import { Clock } from '@lib/kernel';
import { daysNow } from '../municipality/days.query.js';
import { cardOf } from './card.query.js';
import { GroupCard, GroupPath } from './group.dto.js';
import { groupProblems } from './group.problems.js';

@ApiTags('groups')
@Controller('groups')
export class GroupController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get(':groupId')
  @ApiOperation({ summary: 'The card of a study group.' })
  @ApiOkResponse({ type: GroupCard })
  @ApiProblems(groupProblems)
  async card(@Param() { groupId }: GroupPath): Promise<GroupCard> {
    const card = await cardOf(this.database, groupId, await daysNow(this.database, this.clock));
    if (!card) throw problemFrom(groupProblems, { reason: 'unknown-group', groupId });
    return card;
  }
}
