import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { askerNow } from '@lib/actor';
import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  PageQuery,
  ProblemError,
  answerOnce,
  cursorProblems,
  numberIn,
  pageOf,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { Addresses } from '../address/addresses.js';
import { Secrets } from '../secret/secrets.js';
import { endpointId, unknownEndpointProblem } from './endpoint-id.http.js';
import {
  ChangedEndpointDto,
  EndpointView,
  EndpointsPage,
  NewEndpointDto,
  NewEndpointView,
  RotationDto,
  SecretView,
} from './endpoint.dto.js';
import { changeProblems, registrationProblems, rotationProblems, unknownEndpoint } from './endpoint.problems.js';
import { endpointWithin, endpointsAfter, type EndpointRow } from './endpoint.query.js';
import { changeEndpoint, registerEndpoint, removeEndpoint, rotateSecret } from './endpoint.store.js';

/** Where webhooks go (docs/webhooks.md). */
@ApiTags('endpoints')
@Controller('endpoints')
export class EndpointController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly addresses: Addresses,
    private readonly secrets: Secrets,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register an endpoint, or an inbox. It gets the messages that come from now on.' })
  @ApiCreated(NewEndpointView, '/endpoints/{id}')
  @ApiProblems(registrationProblems)
  async register(@Body() wanted: NewEndpointDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { types = [], description = null } = wanted;
    const url = await this.permitted(wanted.url);
    const answer = await answerOnce(this.database, 'webhooks', keyed, async (tx) => {
      if (url === 'forbidden') throw forbidden();
      const asked = { owner: askerNow(), url: url?.href ?? null, types, description };
      const registered = await registerEndpoint(tx, asked, this.clock.now());
      if (!registered) throw new ProblemError(409, 'too-many-endpoints');
      return { status: 201, body: registered };
    });
    // Beside what is kept under the key: a secret is stored nowhere.
    const endpoint = answer.body as EndpointRow;
    sendAnswer(reply, { ...answer, body: { ...endpoint, secret: this.secrets.of(endpoint) } });
  }

  @Get()
  @ApiOperation({
    summary: 'Endpoints in the order in which they were registered: one’s own, or as administrator all.',
  })
  @ApiOkResponse({ type: EndpointsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor }: PageQuery): Promise<EndpointsPage> {
    const found = await endpointsAfter(this.database, reachNow(), numberIn(cursor) ?? 0, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ number: _number, ...endpoint }) => endpoint), ...page };
  }

  @Get(':id')
  @ApiOperation({ summary: 'An endpoint, and whether it takes what is sent.' })
  @ApiOkResponse({ type: EndpointView })
  @ApiProblems(unknownEndpoint)
  async one(@Param('id') id: string): Promise<EndpointView> {
    const known = await endpointWithin(this.database, reachNow(), endpointId(id));
    if (!known) throw unknownEndpointProblem();
    return known;
  }

  @Get(':id/secret')
  @ApiOperation({ summary: 'The key of the signatures of one’s own endpoint.' })
  @ApiOkResponse({ type: SecretView })
  @ApiProblems(unknownEndpoint)
  async secret(@Param('id') id: string): Promise<SecretView> {
    const known = await endpointWithin(this.database, reachNow(), endpointId(id));
    if (!known) throw unknownEndpointProblem();
    return { secret: this.secrets.of(known), generation: known.generation };
  }

  @Post(':id/change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the address, the types or the description; what is left out stays.' })
  @ApiOkResponse({ type: EndpointView })
  @ApiProblems(changeProblems)
  async change(
    @Param('id') given: string,
    @Body() wanted: ChangedEndpointDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const named = { id: endpointId(given), reach: reachNow() };
    const { types, description } = wanted;
    const url = await this.permitted(wanted.url);
    const answer = await answerOnce(this.database, 'webhooks', keyed, async (tx) => {
      if (url === 'forbidden') throw forbidden();
      const changed = await changeEndpoint(tx, named, { url: url?.href, types, description });
      if (!changed) throw unknownEndpointProblem();
      return { status: 200, body: changed };
    });
    sendAnswer(reply, answer);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Another secret. For 24 hours what is sent is signed by the one before as well, and there is no third one meanwhile, ' +
      'unless the others are to end at once.',
  })
  @ApiOkResponse({ type: SecretView })
  @ApiProblems(rotationProblems)
  async rotate(
    @Param('id') given: string,
    @Body() { atOnce = false }: RotationDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const named = { id: endpointId(given), reach: reachNow() };
    const answer = await answerOnce(this.database, 'webhooks', keyed, async (tx) => {
      const rotated = await rotateSecret(tx, named, { now: this.clock.now(), atOnce });
      if (!rotated) throw unknownEndpointProblem();
      if (!rotated.ok) throw problemFrom(rotationProblems, { reason: 'secret-rotating' as const, ...rotated.error });
      return { status: 200, body: { generation: rotated.value.generation } };
    });
    const { generation } = answer.body as Pick<SecretView, 'generation'>;
    sendAnswer(reply, { ...answer, body: { secret: this.secrets.of({ id: named.id, generation }), generation } });
  }

  @Post(':id/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Remove an endpoint: nothing more is sent to it, and what waits for it is deleted.' })
  @ApiOkResponse({ type: EndpointView })
  @ApiProblems(unknownEndpoint)
  async remove(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const named = { id: endpointId(given), reach: reachNow() };
    const answer = await answerOnce(this.database, 'webhooks', keyed, async (tx) => {
      const removed = await removeEndpoint(tx, named, this.clock.now());
      if (!removed) throw unknownEndpointProblem();
      return { status: 200, body: removed };
    });
    sendAnswer(reply, answer);
  }

  /** Asked before there is a transaction: name servers may be slow. */
  private async permitted(text: string | undefined): Promise<URL | 'forbidden' | undefined> {
    if (text === undefined) return undefined;
    const url = this.addresses.named(text);
    return url && (await this.addresses.reached(url)) ? url : 'forbidden';
  }
}

/** The same whether or not somebody listens there. */
const forbidden = (): ProblemError => new ProblemError(422, 'webhook-address-forbidden');
