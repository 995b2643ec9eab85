import { noteAccount } from '@lib/access';
import { ApiProblems, LIMIT_DEFAULT, cursorProblems, problemFrom } from '@lib/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HolderParams } from '../account/account.dto.js';
import { EventsPage, EventsQuery } from './events.dto.js';
import { accountEventsProblems } from './events.problems.js';
import { EventReader } from './events.query.js';

@ApiTags('events')
@Controller()
export class EventsController {
  constructor(private readonly events: EventReader) {}

  @Get('events')
  @ApiOperation({
    summary: 'The events of the whole log as they are stored, in its order: for auditors',
    description: 'The `position` of any event is a `cursor` as well: what follows it.',
  })
  @ApiOkResponse({ type: EventsPage })
  @ApiProblems(cursorProblems)
  async log(@Query() { limit = LIMIT_DEFAULT, cursor }: EventsQuery): Promise<EventsPage> {
    const page = await this.events.ofLog(cursor, limit);
    if ('reason' in page) throw problemFrom(cursorProblems, page);
    return page;
  }

  @Get('accounts/:holder/events')
  @ApiOperation({
    summary: 'The events of an account as they are stored, in their order: for auditors',
    description: 'The `revision` of any event is a `cursor` as well: what follows it.',
  })
  @ApiOkResponse({ type: EventsPage })
  @ApiProblems(accountEventsProblems)
  async account(
    @Param() { holder }: HolderParams,
    @Query() { limit = LIMIT_DEFAULT, cursor }: EventsQuery,
  ): Promise<EventsPage> {
    noteAccount(holder);
    const page = await this.events.ofAccount(holder, cursor, limit);
    if ('reason' in page) throw problemFrom(accountEventsProblems, { ...page, holder });
    return page;
  }
}
