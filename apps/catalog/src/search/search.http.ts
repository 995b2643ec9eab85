import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { ApiProblems, LIMIT_DEFAULT, ProblemError, cursorProblems, decodeCursor, pageOf } from '@lib/http';
import { Clock, isCalendarDate } from '@lib/kernel';
import { todayOf } from '../today.js';
import { GroupPage, SearchQuery } from './search.dto.js';
import { searchGroups, type Position } from './search.query.js';

@ApiTags('groups')
@Controller('groups')
export class SearchController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Study groups that meet every criterion given, by first day.' })
  @ApiOkResponse({ type: GroupPage })
  @ApiProblems(cursorProblems)
  async search(@Query() { limit = LIMIT_DEFAULT, cursor, ...criteria }: SearchQuery): Promise<GroupPage> {
    const cards = await searchGroups(this.database, criteria, {
      after: cursor === undefined ? undefined : positionOf(cursor),
      max: limit + 1,
      today: todayOf(this.clock),
    });
    return pageOf(cards, limit, (card) => [card.firstDay, card.groupId]);
  }
}

const positionOf = (cursor: string): Position => {
  const [firstDay, groupId = ''] = decodeCursor(cursor, 2);
  if (!isCalendarDate(firstDay)) throw new ProblemError(400, 'invalid-cursor');
  return { firstDay, groupId };
};
