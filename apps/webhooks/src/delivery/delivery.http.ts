import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  PageQuery,
  answerOnce,
  cursorProblems,
  encodeCursor,
  numberIn,
  pageOf,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { endpointId, unknownEndpointProblem } from '../endpoint/endpoint-id.http.js';
import { EndpointView } from '../endpoint/endpoint.dto.js';
import { unknownEndpoint } from '../endpoint/endpoint.problems.js';
import { endpointWithin, type EndpointRow } from '../endpoint/endpoint.query.js';
import { enableEndpoint } from '../endpoint/endpoint.store.js';
import { AttemptsPage, ReplayDto, ReplayView, WaitingView } from './delivery.dto.js';
import { attemptsOf, waitingOf } from './delivery.query.js';
import { releaseLanes } from './delivery.store.js';
import { replayMessages } from './replay.store.js';

/** What becomes of the messages of an endpoint (docs/webhooks.md). */
@ApiTags('endpoints')
@Controller('endpoints')
export class DeliveryController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Post(':id/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Switch an endpoint on again: what waits for it is sent at once, each holder’s in order.' })
  @ApiOkResponse({ type: EndpointView })
  @ApiProblems(unknownEndpoint)
  async enable(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const named = { id: endpointId(given), reach: reachNow() };
    const answer = await answerOnce(this.database, 'webhooks', keyed, async (tx) => {
      const enabled = await enableEndpoint(tx, named);
      if (!enabled) throw unknownEndpointProblem();
      await releaseLanes(tx, enabled.id, this.clock.now());
      return { status: 200, body: enabled };
    });
    sendAnswer(reply, answer);
  }

  @Post(':id/replays')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send again, under the same ids: of a time, of a holder, or all that is kept.' })
  @ApiOkResponse({ type: ReplayView })
  @ApiProblems(unknownEndpoint, cursorProblems)
  async replay(
    @Param('id') given: string,
    @Body() { after, until, holder, from }: ReplayDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reach = reachNow();
    const id = endpointId(given);
    const asked = { after, until, holder: holder?.toLowerCase(), behind: numberIn(from) ?? 0 };
    const answer = await answerOnce(this.database, 'webhooks', keyed, async (tx) => {
      if (!(await endpointWithin(tx, reach, id))) throw unknownEndpointProblem();
      const { messages, next } = await replayMessages(tx, id, asked, this.clock.now());
      const body: ReplayView = { messages, ...(next === undefined ? {} : { next: encodeCursor([String(next)]) }) };
      return { status: 200, body };
    });
    sendAnswer(reply, answer);
  }

  @Get(':id/waiting')
  @ApiOperation({ summary: 'What waits for an endpoint, and what holds it up.' })
  @ApiOkResponse({ type: WaitingView })
  @ApiProblems(unknownEndpoint)
  async waiting(@Param('id') given: string): Promise<WaitingView> {
    const { id } = await this.known(given);
    return waitingOf(this.database, id);
  }

  @Get(':id/attempts')
  @ApiOperation({ summary: 'What was sent and what came back, the newest first.' })
  @ApiOkResponse({ type: AttemptsPage })
  @ApiProblems(unknownEndpoint, cursorProblems)
  async attempts(
    @Param('id') given: string,
    @Query() { limit = LIMIT_DEFAULT, cursor }: PageQuery,
  ): Promise<AttemptsPage> {
    const { id } = await this.known(given);
    const before = numberIn(cursor) ?? Number.MAX_SAFE_INTEGER;
    const found = await attemptsOf(this.database, id, before, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ number: _number, ...attempt }) => attempt), ...page };
  }

  /** @throws ProblemError 404 */
  private async known(given: string): Promise<EndpointRow> {
    const known = await endpointWithin(this.database, reachNow(), endpointId(given));
    if (!known) throw unknownEndpointProblem();
    return known;
  }
}
