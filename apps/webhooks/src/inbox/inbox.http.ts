import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { ApiProblems, LIMIT_DEFAULT, PageQuery, cursorProblems, numberIn, pageOf } from '@lib/http';
import { endpointId, unknownEndpointProblem } from '../endpoint/endpoint-id.http.js';
import { unknownEndpoint } from '../endpoint/endpoint.problems.js';
import { endpointWithin } from '../endpoint/endpoint.query.js';
import { RequestsPage } from './inbox.dto.js';
import { requestsOf } from './inbox.store.js';

/** What an integrator tries signatures with, before there is a server of his own. */
@ApiTags('endpoints')
@Controller('endpoints')
export class InboxController {
  constructor(private readonly database: Database) {}

  @Get(':id/requests')
  @ApiOperation({ summary: 'What would have been sent to an inbox: the last hundred, the oldest first.' })
  @ApiOkResponse({ type: RequestsPage })
  @ApiProblems(unknownEndpoint, cursorProblems)
  async requests(
    @Param('id') given: string,
    @Query() { limit = LIMIT_DEFAULT, cursor }: PageQuery,
  ): Promise<RequestsPage> {
    const known = await endpointWithin(this.database, reachNow(), endpointId(given));
    if (!known) throw unknownEndpointProblem();
    const found = await requestsOf(this.database, known.id, numberIn(cursor) ?? 0, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ number: _number, ...request }) => request), ...page };
  }
}
