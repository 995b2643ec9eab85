import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DayRunner, type ProgrammeCalendar } from '@lib/clock';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Content,
  IdempotencyKey,
  LIMIT_DEFAULT,
  ProblemError,
  answerOnce,
  decodeCursor,
  idempotencyProblems,
  isUuid,
  pageOf,
  problemFrom,
  sendAnswer,
  waitOf,
  type Answer,
  type RequestContent,
} from '@lib/http';
import { Clock, dateAt, newId, timeZone, type CalendarDate } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { applicationProblems } from '../enrollment.problems.js';
import { calendarOfApplication, programmeForChild } from '../programme/programme.query.js';
import { ApplicationCommands } from './application.commands.js';
import {
  ApplicationDto,
  ApplicationView,
  ApplicationsPage,
  ApplicationsQuery,
  TerminationDto,
} from './application.dto.js';
import { viewsWhere } from './application.query.js';
import type { Action } from './domain/decide.js';
import { FundsWatch } from './funds-watch.js';

const WAITS = ApiHeader({
  name: 'Prefer',
  required: false,
  description:
    '`wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). ' +
    'A repeated request has the status of its first answer and shows the application as it is by then.',
});
const ACTIONS = ['accept', 'refuse', 'withdraw', 'conclude'] as const;
const ANSWERS_APPLICATION = ApiResponse({ status: 200, type: ApplicationView });

/** What every POST brings along. */
type Once = {
  readonly key: string;
  readonly request: RequestContent;
  readonly prefer: string | undefined;
  readonly reply: FastifyReply;
};

@ApiTags('applications')
@Controller('applications')
export class ApplicationHttp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly commands: ApplicationCommands,
    private readonly watch: FundsWatch,
  ) {}

  @Post()
  @WAITS
  @ApiOperation({ summary: 'Apply for a place. A refused application is recorded too, with its reason.' })
  @ApiResponse({ status: 201, type: ApplicationView })
  @ApiProblems(idempotencyProblems)
  async apply(
    @Body() { childId, groupId, start }: ApplicationDto,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const programme = await programmeForChild(this.database, childId, start);
    const submittedOn = await this.today(programme);
    const application = { id: newId(), childId, groupId, start, submittedOn };
    const answer = await answerOnce(this.database, 'enrollment', { key, request }, async (tx) => ({
      status: 201,
      body: await this.commands.apply(tx, application, programme, { now: this.clock.now() }),
    }));
    await this.send(answer, prefer, reply);
  }

  @Post(':id/terminate')
  @HttpCode(200)
  @ANSWERS_APPLICATION
  @ApiOperation({
    summary: 'Notice of a contract: it ends with the month; before its start it is withdrawn and everything returns.',
  })
  @ApiProblems(applicationProblems, idempotencyProblems)
  terminate(
    @Param('id') id: string,
    @Body() { by }: TerminationDto,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.take(id, { type: 'terminate', by }, { key, request, prefer, reply });
  }

  @Post(':id/:action')
  @HttpCode(200)
  @WAITS
  @ANSWERS_APPLICATION
  @ApiParam({ name: 'action', enum: ACTIONS })
  @ApiOperation({
    summary:
      'The provider accepts or refuses what is requested; the family withdraws what is not concluded; ' +
      'the accepted application is concluded: the child is enrolled.',
  })
  @ApiProblems(applicationProblems, idempotencyProblems)
  act(
    @Param('id') id: string,
    @Param('action') action: string,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = ACTIONS.find((known) => known === action);
    if (!type) throw new ProblemError(404, 'not-found');
    return this.take(id, { type }, { key, request, prefer, reply });
  }

  @Get(':id')
  @WAITS
  @ANSWERS_APPLICATION
  @ApiProblems({ 'unknown-application': applicationProblems['unknown-application'] })
  async one(@Param('id') id: string, @Headers('prefer') prefer: string | undefined): Promise<ApplicationView> {
    const view = await this.watch.settled(applicationId(id), waitOf(prefer));
    if (!view) throw unknownApplication();
    return view;
  }

  @Get()
  @ApiOperation({ summary: 'Applications in the order of their submission.' })
  @ApiResponse({ status: 200, type: ApplicationsPage })
  async list(@Query() query: ApplicationsQuery): Promise<ApplicationsPage> {
    const { state, group: groupId, childId, limit = LIMIT_DEFAULT, cursor } = query;
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    if (after !== undefined && !isUuid(after)) throw new ProblemError(400, 'invalid-cursor');
    const views = await viewsWhere(this.database, { state, groupId, childId }, after, limit + 1);
    return pageOf(views, limit, (view) => [view.id]);
  }

  private async take(givenId: string, action: Action, { key, request, prefer, reply }: Once): Promise<void> {
    const id = applicationId(givenId);
    const today = await this.today(await calendarOfApplication(this.database, id));
    const answer = await answerOnce(this.database, 'enrollment', { key, request }, async (tx) => {
      const acted = await this.commands.act(tx, { id, action, today }, { now: this.clock.now() });
      if (!acted.ok) throw problemFrom(applicationProblems, acted.error);
      return { status: 200, body: acted.value };
    });
    await this.send(answer, prefer, reply);
  }

  /** Today by the programme's calendar, the jobs of every day up to it done. Where there is no programme, UTC's today. */
  private async today(programme: ProgrammeCalendar | undefined): Promise<CalendarDate> {
    return programme ? this.days.today(programme) : dateAt(this.clock.now(), timeZone('UTC'));
  }

  // A repeat shows the application as it is: what the first answer said may have moved since.
  private async send(
    answer: Answer & { readonly hit: boolean },
    prefer: string | undefined,
    reply: FastifyReply,
  ): Promise<void> {
    const first = answer.body as ApplicationView;
    const waitMs = first.awaiting === null ? 0 : waitOf(prefer);
    const body = answer.hit || waitMs > 0 ? await this.watch.settled(first.id, waitMs) : first;
    sendAnswer(reply, { ...answer, body });
  }
}

const unknownApplication = (): ProblemError =>
  problemFrom(applicationProblems, { reason: 'unknown-application' as const });

/** @throws ProblemError 404: what is not even an id names no application */
const applicationId = (given: string): string => {
  if (!isUuid(given)) throw unknownApplication();
  return given.toLowerCase();
};
