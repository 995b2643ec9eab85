import { reachNow } from '@lib/access';
import { askerNow } from '@lib/actor';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  answerOnce,
  cursorProblems,
  numberIn,
  pageOf,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock, dateAt, plainId, timeZone } from '@lib/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { childProblems } from './child.problems.js';
import { reachableChild } from './child.reach.js';
import { givenBy } from './domain/given.js';
import { givenProblems } from './given.problems.js';
import type { PaperDto } from './paper.dto.js';
import {
  ProcessingConsentAnswer,
  ProcessingConsentDto,
  ProcessingConsentsPage,
  ProcessingConsentsQuery,
  ProcessingWithdrawalDto,
} from './processing-consent.dto.js';
import { processingWhere, recordProcessing, type Said } from './processing-consent.store.js';
import { Vault } from '../vault/vault.js';

/** The consent to the processing of a child's data and its withdrawal (docs/rules.md §10). */
@ApiTags('children')
@Controller()
export class ProcessingConsentController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  @Post('children/:childId/processing-consents')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The family consents to the processing of a child’s data: a guardian itself, or on a paper that is recorded.',
  })
  @ApiOkResponse({ type: ProcessingConsentAnswer })
  @ApiProblems(childProblems, givenProblems)
  consent(
    @Param('childId') childId: string,
    @Body() { textVersion, paper }: ProcessingConsentDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(childId, { standing: 'given', textVersion }, paper, keyed, reply);
  }

  @Post('children/:childId/processing-consents/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The family withdraws it, or objects where it has never consented: no new application of the child is taken. What is ' +
      'applied for and concluded goes on.',
  })
  @ApiOkResponse({ type: ProcessingConsentAnswer })
  @ApiProblems(childProblems, givenProblems)
  withdraw(
    @Param('childId') childId: string,
    @Body() { paper }: ProcessingWithdrawalDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(childId, { standing: 'withdrawn', textVersion: undefined }, paper, keyed, reply);
  }

  @Get('processing-consents')
  @ApiOperation({
    summary:
      'What families have said last about the processing of their children’s data, in the order in which they said it.',
  })
  @ApiOkResponse({ type: ProcessingConsentsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() query: ProcessingConsentsQuery): Promise<ProcessingConsentsPage> {
    const { childId, standing, limit = LIMIT_DEFAULT, cursor } = query;
    const after = numberIn(cursor) ?? 0;
    const criteria = { childId: childId && (plainId(childId) ?? childId), standing };
    const reader = { reach: reachNow(), name: askerNow() };
    const found = await processingWhere(this.database, this.vault, reader, criteria, after, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ view }) => view), ...page };
  }

  private async take(
    childId: string,
    said: Pick<Said, 'standing' | 'textVersion'>,
    paper: PaperDto | undefined,
    keyed: Asked,
    reply: FastifyReply,
  ): Promise<void> {
    const reach = reachNow();
    const of = { childId: plainId(childId) ?? childId };
    const child = await reachableChild(this.database, this.vault, reach, of);
    if (!child) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
    const isFamily = paper
      ? reach.isOfFamily
      : (await reachableChild(this.database, this.vault, reach.ofFamily, of)) !== undefined;
    const at = this.clock.now();
    const given = givenBy({ isFamily }, paper, dateAt(at, EASTERNMOST));
    const by = askerNow();
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      if (!given.ok) throw problemFrom(givenProblems, given.error);
      return {
        status: 200,
        body: await recordProcessing(tx, this.vault, child.holderId, { ...said, given: given.value, by, at }),
      };
    });
    sendAnswer(reply, { ...answer, body: { childId: child.childId, ...(answer.body as object) } });
  }
}

/** No paper is dated in the future where it was signed. */
const EASTERNMOST = timeZone('Asia/Kamchatka');
