import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { LIMIT_DEFAULT, decodeCursor, pageOf } from '@lib/http';
import { Clock } from '@lib/kernel';
import { daysNow } from '../municipality/days.query.js';
import { GroupPage, SearchQuery } from './search.dto.js';
import { searchGroups } from './search.query.js';

@ApiTags('groups')
@Controller('groups')
export class SearchController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Study groups that meet every criterion given, in the order of their ids.',
    description:
      'The order is that of the ids as text and never changes, so that the pages show each group once, also when a ' +
      'catalogue is imported between two of them.',
  })
  @ApiOkResponse({ type: GroupPage })
  async search(@Query() { limit = LIMIT_DEFAULT, cursor, ...criteria }: SearchQuery): Promise<GroupPage> {
    const cards = await searchGroups(this.database, criteria, {
      after: cursor === undefined ? undefined : decodeCursor(cursor, 1)[0],
      max: limit + 1,
      days: await daysNow(this.database, this.clock),
    });
    return pageOf(cards, limit, (card) => [card.groupId]);
  }
}
