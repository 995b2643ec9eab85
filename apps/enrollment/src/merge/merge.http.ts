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
import { approveMerge, askMerge, dropMerge } from './merge.commands.js';
import { MergeDto, MergeView, MergesPage, MergesQuery } from './merge.dto.js';
import { approvalProblems, askProblems, dropProblems } from './merge.problems.js';
import { mergeOf, mergesWhere } from './merge.query.js';

/** Two children of the register are one: by two persons (docs/rules.md §10). */
@ApiTags('merges')
@Controller('merges')
export class MergeController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Say that two children of the register are one. They are merged when a second person agrees.',
  })
  @ApiCreated(MergeView, '/merges/{id}')
  @ApiProblems(askProblems)
  async ask(
    @Body() { keep, other, reason }: MergeDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const kept = await reachedChild(tx, this.vault, keep);
      const merged = await reachedChild(tx, this.vault, other);
      const asked = await askMerge(
        tx,
        { keep: kept.holderId, other: merged.holderId, reason, by: askerNow() },
        this.clock.now(),
      );
      if (!asked.ok) throw problemFrom(askProblems, asked.error);
      return { status: 201, body: asked.value };
    });
    sendAnswer(reply, answer);
  }

  @Get()
  @ApiOperation({ summary: 'Merges in the order in which they were asked for.' })
  @ApiOkResponse({ type: MergesPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { state, limit = LIMIT_DEFAULT, cursor }: MergesQuery): Promise<MergesPage> {
    const after = numberIn(cursor) ?? 0;
    const found = await mergesWhere(this.database, state, after, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ number: _number, ...merge }) => merge), ...page };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A merge, and who asked and decided.' })
  @ApiOkResponse({ type: MergeView })
  @ApiProblems({ 'unknown-merge': dropProblems['unknown-merge'] })
  async one(@Param('id') id: string): Promise<MergeView> {
    const known = await mergeOf(this.database, mergeId(id));
    if (!known) throw unknownMerge();
    return known;
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agree as a second person: both ids lead to the child that is kept, for good.' })
  @ApiOkResponse({ type: MergeView })
  @ApiProblems(approvalProblems)
  async approve(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const id = mergeId(given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const done = await approveMerge(tx, { id, by: askerNow() }, this.clock.now());
      if (!done.ok) throw problemFrom(approvalProblems, done.error);
      return { status: 200, body: done.value };
    });
    sendAnswer(reply, answer);
  }

  @Post(':id/drop')
  @HttpCode(200)
  @ApiOperation({ summary: 'Drop what waits for a second person: nothing is merged.' })
  @ApiOkResponse({ type: MergeView })
  @ApiProblems(dropProblems)
  async drop(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const id = mergeId(given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const dropped = await dropMerge(tx, { id, by: askerNow() }, this.clock.now());
      if (!dropped.ok) throw problemFrom(dropProblems, dropped.error);
      return { status: 200, body: dropped.value };
    });
    sendAnswer(reply, answer);
  }
}

const unknownMerge = () => problemFrom(dropProblems, { reason: 'unknown-merge' as const });

/** @throws ProblemError 404: what is not even an id names no merge */
const mergeId = (given: string): string => {
  if (!isUuid(given)) throw unknownMerge();
  return given.toLowerCase();
};
