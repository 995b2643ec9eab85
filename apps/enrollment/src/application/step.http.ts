import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Content,
  IdempotencyKey,
  ProblemError,
  answerOnce,
  problemFrom,
  type RequestContent,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { applicationProblems, knowledgeProblems } from '../enrollment.problems.js';
import { calendarOfApplication } from '../programme/programme.query.js';
import { Answers, WAITS, applicationId } from './answers.http.js';
import { ApplicationCommands, type Refused } from './application.commands.js';
import { ApplicationView, TerminationDto } from './application.dto.js';
import type { Action } from './domain/decide.js';
import { OF_CHILD } from './domain/terms.js';
import { KnownWorld } from './known-world.http.js';
import { tagsOf } from './terms-tag.js';

const ANSWERS_APPLICATION = ApiResponse({ status: 200, type: ApplicationView });

/** What every step brings along. */
type Once = {
  readonly key: string;
  readonly request: RequestContent;
  readonly prefer: string | undefined;
  readonly reply: FastifyReply;
};

const { 'unknown-application': unknown, 'action-not-allowed': notAllowed, ...others } = applicationProblems;
const stepProblems = { 'unknown-application': unknown, 'action-not-allowed': notAllowed };

/** The steps of an application: what the provider, the family and the operator do about it (docs/rules.md §2, §4). */
@ApiTags('applications')
@Controller('applications')
export class StepController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly commands: ApplicationCommands,
    private readonly answers: Answers,
    private readonly known: KnownWorld,
  ) {}

  @Post(':id/accept')
  @HttpCode(200)
  @WAITS
  @ANSWERS_APPLICATION
  @ApiOperation({ summary: 'The provider agrees to an application that is requested.' })
  @ApiProblems(stepProblems, { 'terms-changed': others['terms-changed'] })
  accept(
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'accept' }, { key, request, prefer, reply });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ANSWERS_APPLICATION
  @ApiOperation({ summary: 'The family withdraws an application that is not concluded.' })
  @ApiProblems(stepProblems)
  withdraw(
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'withdraw' }, { key, request, prefer, reply });
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The `ETag` of the application as the family saw it; without it the present terms are confirmed.',
  })
  @ANSWERS_APPLICATION
  @ApiOperation({ summary: 'The family takes the present terms of an application whose terms have changed.' })
  @ApiProblems(stepProblems, { 'terms-not-seen': others['terms-not-seen'] }, knowledgeProblems)
  async confirm(
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('if-match') seen: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.known.ofApplication(applicationId(id));
    // What was seen is part of what is asked: the same key with another tag is another request.
    const content = seen === undefined ? request : { ...request, body: { confirm: request.body ?? null, seen } };
    await this.take(id, { type: 'confirm' }, { key, request: content, prefer, reply }, tagsOf(seen));
  }

  @Post(':id/conclude')
  @HttpCode(200)
  @WAITS
  @ANSWERS_APPLICATION
  @ApiOperation({ summary: 'The accepted application becomes a contract: the child is enrolled.' })
  @ApiProblems(stepProblems, { 'terms-changed': others['terms-changed'] })
  conclude(
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'conclude' }, { key, request, prefer, reply });
  }

  @Post(':id/terminate')
  @HttpCode(200)
  @ANSWERS_APPLICATION
  @ApiOperation({
    summary: 'Notice of a contract: it ends with the month; before its start it is withdrawn and everything returns.',
  })
  @ApiProblems(stepProblems, { 'notice-date-not-possible': others['notice-date-not-possible'] })
  terminate(
    @Param('id') id: string,
    @Body() { by, on }: TerminationDto,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'terminate', by, on }, { key, request, prefer, reply });
  }

  @Post(':id/revoke-notice')
  @HttpCode(200)
  @WAITS
  @ANSWERS_APPLICATION
  @ApiOperation({
    summary:
      'Takes back a notice that was entered by mistake, on the day of its entry, while its place and money are there.',
  })
  @ApiProblems(stepProblems, { 'notice-place-taken': others['notice-place-taken'] })
  revokeNotice(
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'revoke-notice' }, { key, request, prefer, reply });
  }

  @Post(':id/stop-waiting')
  @HttpCode(200)
  @ANSWERS_APPLICATION
  @ApiOperation({
    summary:
      'For operators: ends an application whose money is not answered for, and gives back what was taken for it.',
  })
  @ApiProblems(stepProblems)
  stopWaiting(
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'stop-waiting' }, { key, request, prefer, reply });
  }

  private async take(
    givenId: string,
    action: Action,
    { key, request, prefer, reply }: Once,
    seen?: readonly string[],
  ): Promise<void> {
    const id = applicationId(givenId);
    const today = await this.answers.today(await calendarOfApplication(this.database, id));
    const answer = await answerOnce(this.database, 'enrollment', { key, request }, async (tx) => {
      const acted = await this.commands.act(tx, { id, action, today, seen }, { now: this.clock.now() });
      if (!acted.ok) throw refusal(acted.error);
      return { status: 200, body: acted.value };
    });
    await this.answers.send(answer, prefer, reply);
  }
}

// A provider may ask this, and a category can be a diagnosis: of the child's terms only that they changed is told.
const refusal = (error: Refused): ProblemError => {
  if (error.reason !== 'terms-changed') return problemFrom(applicationProblems, error);
  const ofChild = error.changes.filter(({ term }) => OF_CHILD.some((own) => own === term));
  return new ProblemError(applicationProblems[error.reason].status, error.reason, {
    changes: error.changes.filter((change) => !ofChild.includes(change)),
    childDataChanged: ofChild.length > 0,
  });
};
