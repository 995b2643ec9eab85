import { Body, Controller, Headers, HttpCode, Param, Post, Res, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { Database, type Sql } from '@lib/database';
import { ApiProblems, Keyed, ProblemError, answerOnce, problemFrom, type Asked, type ProblemTable } from '@lib/http';
import { Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { ProviderWords } from '../refusal/provider-words.store.js';
import { RefusalDto } from '../refusal/refusal.dto.js';
import { Answers, WAITS, applicationId, mustReachApplication } from './answers.http.js';
import { ApplicationCommands, type Refused } from './application.commands.js';
import { ApplicationView, TerminationDto } from './application.dto.js';
import { applicationProblems, knowledgeProblems } from './application.problems.js';
import { calendarOfApplication } from './application.query.js';
import type { ViewRow } from './application.row.js';
import type { Party } from './domain/application.js';
import type { Action } from './domain/decide.js';
import { OF_CHILD } from './domain/terms.js';
import { KnownWorld } from './known-world.http.js';
import { tagsOf } from './terms-tag.js';

const { 'unknown-application': unknown, 'action-not-allowed': notAllowed, ...others } = applicationProblems;

/** What a step is, and what it answers. */
const Step = (summary: string, ...problems: readonly ProblemTable<string>[]): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiOperation({ summary }),
    ApiResponse({ status: 200, type: ApplicationView }),
    ApiProblems({ 'unknown-application': unknown, 'action-not-allowed': notAllowed }, ...problems),
  );

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
    private readonly words: ProviderWords,
  ) {}

  @Post(':id/accept')
  @WAITS
  @Step('The provider agrees to an application that is requested.', {
    'terms-changed': others['terms-changed'],
  })
  accept(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'accept' }, keyed, reply);
  }

  @Post(':id/refuse')
  @Step(
    'The provider refuses an application that is requested; a reason and words of its own are shown with the application.',
  )
  @ApiBody({ type: RefusalDto, required: false })
  refuse(
    @Param('id') id: string,
    @Body() refusal: RefusalDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // The answer is kept with the key for ever: it never has the words.
    const record = (tx: Sql, refused: ViewRow): Promise<void> => this.words.record(tx, refused, refusal);
    return this.take(id, { type: 'refuse' }, keyed, reply, { record });
  }

  @Post(':id/withdraw')
  @Step('The family withdraws an application that is not concluded.')
  withdraw(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'withdraw' }, keyed, reply);
  }

  @Post(':id/confirm')
  @Step(
    'The family takes the present terms of an application whose terms have changed.',
    { 'terms-not-seen': others['terms-not-seen'] },
    knowledgeProblems,
  )
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The `ETag` of the application as the family saw it; without it the present terms are confirmed.',
  })
  async confirm(
    @Param('id') id: string,
    @Keyed() { key, request }: Asked,
    @Headers('if-match') seen: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await mustReachApplication(this.database, applicationId(id));
    await this.known.ofApplication(applicationId(id));
    // What was seen is part of what is asked: the same key with another tag is another request.
    const asked = seen === undefined ? request : { ...request, body: { confirm: request.body ?? null, seen } };
    await this.take(id, { type: 'confirm' }, { key, request: asked }, reply, { seen: tagsOf(seen) });
  }

  @Post(':id/conclude')
  @WAITS
  @Step('The accepted application becomes a contract: the child is enrolled.', {
    'terms-changed': others['terms-changed'],
  })
  conclude(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'conclude' }, keyed, reply);
  }

  @Post(':id/terminate')
  @Step('Notice of a contract: it ends with the month; before its start it is withdrawn and everything returns.', {
    'notice-date-not-possible': others['notice-date-not-possible'],
  })
  terminate(
    @Param('id') id: string,
    @Body() { by, on }: TerminationDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!mayGiveNotice(by)) throw new ProblemError(403, 'not-allowed');
    return this.take(id, { type: 'terminate', by, on }, keyed, reply);
  }

  @Post(':id/revoke-notice')
  @WAITS
  @Step(
    'Takes back a notice that was entered by mistake, on the day of its entry, while its place and money are there.',
    { 'notice-place-taken': others['notice-place-taken'] },
  )
  revokeNotice(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'revoke-notice' }, keyed, reply);
  }

  @Post(':id/stop-waiting')
  @Step('For operators: ends an application whose money is not answered for, and gives back what was taken for it.')
  stopWaiting(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'stop-waiting' }, keyed, reply);
  }

  /**
   * @param seen the tags of the terms that are confirmed
   * @param record what is recorded with the step
   */
  private async take(
    givenId: string,
    action: Action,
    keyed: Asked,
    reply: FastifyReply,
    {
      seen,
      record,
    }: {
      readonly seen?: readonly string[] | undefined;
      readonly record?: (tx: Sql, taken: ViewRow) => Promise<void>;
    } = {},
  ): Promise<void> {
    const id = applicationId(givenId);
    await mustReachApplication(this.database, id);
    const today = await this.answers.today(await calendarOfApplication(this.database, id));
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const acted = await this.commands.act(tx, { id, action, today, seen }, { now: this.clock.now() });
      if (!acted.ok) throw problemOf(acted.error);
      await record?.(tx, acted.value);
      return { status: 200, body: acted.value };
    });
    await this.answers.send(answer, reply);
  }
}

/** Nobody gives notice in the name of another party. */
const mayGiveNotice = (by: Party): boolean => {
  const reach = reachNow();
  if (reach.isEverything) return true;
  return by === 'provider' ? reach.providers.length > 0 : by === 'family' && reach.persons.length > 0;
};

// A provider may ask this, and a category can be a diagnosis: of the child's terms only that they changed is told.
const problemOf = (error: Refused): ProblemError => {
  if (error.reason !== 'terms-changed') return problemFrom(applicationProblems, error);
  const ofChild = error.changes.filter(({ term }) => OF_CHILD.some((own) => own === term));
  return new ProblemError(applicationProblems[error.reason].status, error.reason, {
    changes: error.changes.filter((change) => !ofChild.includes(change)),
    childDataChanged: ofChild.length > 0,
  });
};
