import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { askerNow } from '@lib/actor';
import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  answerOnce,
  cursorProblems,
  isUuid,
  numberIn,
  pageOf,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { reachedChild } from '../child/child-within-reach.http.js';
import { Vault } from '../vault/vault.js';
import { approveErasure, askErasure, dropErasure } from './erasure.commands.js';
import { ErasureDto, ErasureView, ErasuresPage, ErasuresQuery } from './erasure.dto.js';
import { approvalProblems, askProblems, dropProblems } from './erasure.problems.js';
import { erasureOf, erasuresWhere } from './erasure.query.js';

/** Erasing a person, by two (docs/rules.md §10). */
@ApiTags('erasures')
@Controller('erasures')
export class ErasureController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Ask that a child be erased. It happens when a second person agrees.' })
  @ApiCreated(ErasureView, '/erasures/{id}')
  @ApiProblems(askProblems)
  async ask(@Body() { childId, reason }: ErasureDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const { holderId } = await reachedChild(tx, this.vault, childId);
      const asked = await askErasure(tx, { holderId, reason, by: askerNow() }, this.clock.now());
      if (!asked.ok) throw problemFrom(askProblems, asked.error);
      return { status: 201, body: asked.value };
    });
    sendAnswer(reply, answer);
  }

  @Get()
  @ApiOperation({ summary: 'Erasures in the order in which they were asked for.' })
  @ApiOkResponse({ type: ErasuresPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { state, limit = LIMIT_DEFAULT, cursor }: ErasuresQuery): Promise<ErasuresPage> {
    const after = numberIn(cursor) ?? 0;
    const found = await erasuresWhere(this.database, state, after, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ number: _number, ...erasure }) => erasure), ...page };
  }

  @Get(':id')
  @ApiOperation({ summary: 'An erasure, and who asked and decided.' })
  @ApiOkResponse({ type: ErasureView })
  @ApiProblems({ 'unknown-erasure': dropProblems['unknown-erasure'] })
  async one(@Param('id') id: string): Promise<ErasureView> {
    const known = await erasureOf(this.database, erasureId(id));
    if (!known) throw unknownErasure();
    return known;
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agree as a second person: the child is erased, for good.' })
  @ApiOkResponse({ type: ErasureView })
  @ApiProblems(approvalProblems)
  async approve(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const id = erasureId(given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const done = await approveErasure(tx, { id, by: askerNow() }, this.clock.now());
      if (!done.ok) throw problemFrom(approvalProblems, done.error);
      return { status: 200, body: done.value };
    });
    sendAnswer(reply, answer);
  }

  @Post(':id/drop')
  @HttpCode(200)
  @ApiOperation({ summary: 'Drop what waits for a second person: nothing is erased.' })
  @ApiOkResponse({ type: ErasureView })
  @ApiProblems(dropProblems)
  async drop(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const id = erasureId(given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const dropped = await dropErasure(tx, { id, by: askerNow() }, this.clock.now());
      if (!dropped.ok) throw problemFrom(dropProblems, dropped.error);
      return { status: 200, body: dropped.value };
    });
    sendAnswer(reply, answer);
  }
}

const unknownErasure = () => problemFrom(dropProblems, { reason: 'unknown-erasure' as const });

/** @throws ProblemError 404: what is not even an id names no erasure */
const erasureId = (given: string): string => {
  if (!isUuid(given)) throw unknownErasure();
  return given.toLowerCase();
};
