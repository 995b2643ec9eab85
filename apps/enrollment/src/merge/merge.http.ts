import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { actorNow } from '@lib/actor';
import { Database, type Sql } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  ProblemError,
  answerOnce,
  cursorProblems,
  decodeCursor,
  isUuid,
  pageOf,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock, UNNAMED, plainId } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { reachableChild } from '../child/child.reach.js';
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
      const [kept, merged] = [await this.holderOf(tx, keep), await this.holderOf(tx, other)];
      const asked = await askMerge(tx, { keep: kept, other: merged, reason, by: whoAsks() }, this.clock.now());
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
    const [after = '0'] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    if (!/^\d{1,15}$/.test(after)) throw new ProblemError(400, 'invalid-cursor');
    const found = await mergesWhere(this.database, state, Number(after), limit + 1);
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
      const done = await approveMerge(tx, { id, by: whoAsks() }, this.clock.now());
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
      const dropped = await dropMerge(tx, { id, by: whoAsks() }, this.clock.now());
      if (!dropped.ok) throw problemFrom(dropProblems, dropped.error);
      return { status: 200, body: dropped.value };
    });
    sendAnswer(reply, answer);
  }

  /** @throws ProblemError 404 `unknown-child` */
  private async holderOf(tx: Sql, given: string): Promise<string> {
    const child = await reachableChild(tx, this.vault, reachNow(), { childId: plainId(given) ?? given });
    if (!child) throw problemFrom(askProblems, { reason: 'unknown-child' as const });
    return child.holderId;
  }
}

const whoAsks = (): string => actorNow()?.name ?? UNNAMED;

const unknownMerge = () => problemFrom(dropProblems, { reason: 'unknown-merge' as const });

/** @throws ProblemError 404: what is not even an id names no merge */
const mergeId = (given: string): string => {
  if (!isUuid(given)) throw unknownMerge();
  return given.toLowerCase();
};
