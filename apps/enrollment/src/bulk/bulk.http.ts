import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reachNow, tokenEndNow } from '@lib/access';
import { actorNow, askerNow } from '@lib/actor';
import { Database, type Sql } from '@lib/database';
import {
  ApiAccepted,
  ApiProblems,
  BodyLimit,
  Keyed,
  LIMIT_DEFAULT,
  answerOnce,
  cursorProblems,
  invalidRequest,
  isUuid,
  numberIn,
  pageOf,
  problemFrom,
  problemInWords,
  sendAnswer,
  PageQuery,
  type Answer,
  type Asked,
  type Fault,
  type ProblemCodes,
} from '@lib/http';
import { Clock, plainId } from '@lib/kernel';
import { localeOf, type Locale } from '@lib/wording';
import type { FastifyReply } from 'fastify';
import type { RegisteredChild } from '../import/import.commands.js';
import { faultsOfCounts } from '../lessons/lessons.http.js';
import { faultsOfDocument } from '../registration/registration.http.js';
import { Vault } from '../vault/vault.js';
import { BulkLines } from './bulk-lines.http.js';
import { askJob, cancelJob, trustJobs, type Wanted } from './bulk.commands.js';
import {
  BulkApplicationsDto,
  BulkChildrenDto,
  BulkItemsPage,
  BulkItemsQuery,
  BulkJobView,
  BulkJobsPage,
  BulkLessonsDto,
  type BulkChildDto,
  type BulkItemView,
} from './bulk.dto.js';
import { askProblems, cancelProblems, itemProblems } from './bulk.problems.js';
import { itemsWhere, jobOf, jobsWhere, type ItemRow, type JobRow } from './bulk.query.js';
import { BulkRunner } from './bulk.run.js';
import { itemId, type Problem } from './bulk.store.js';
import { ITEMS_MAX } from './domain/bulk-job.js';

const Bulk = (summary: string, more = ''): MethodDecorator =>
  applyDecorators(
    HttpCode(202),
    ApiOperation({
      summary,
      description:
        `Up to ${ITEMS_MAX} items, checked whole: with one fault nothing is stored. Each item is then done as a request of ` +
        'its own would be, with its rules and as far as the login reached when it asked; those of one child in the order ' +
        `in which they stand. A job goes on until the token ends that was last used to ask for it or to look at it.${more}`,
    }),
    ApiAccepted(BulkJobView, '/bulk-jobs/{id}'),
    ApiProblems(askProblems),
  );

/** What is done to thousands: as jobs, with an outcome of each item. */
@ApiTags('bulk-jobs')
@Controller('bulk-jobs')
export class BulkController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly runner: BulkRunner,
    private readonly lines: BulkLines,
  ) {}

  @Post('accept')
  @Bulk('Accept many applications.')
  accept(
    @Body() { dryRun, items }: BulkApplicationsDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.ask({ operation: 'accept', items }, dryRun, keyed, reply);
  }

  @Post('conclude')
  @Bulk('Conclude many accepted applications.', ' That their money is answered for is not waited for.')
  conclude(
    @Body() { dryRun, items }: BulkApplicationsDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.ask({ operation: 'conclude', items }, dryRun, keyed, reply);
  }

  @Post('report')
  @Bulk('Report the lessons of many groups and months.')
  async report(
    @Body() { dryRun, items: given }: BulkLessonsDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    refuse(given.flatMap((report, index) => faultsOfCounts(report, at(index))));
    const items = given.map(({ groupId, month, held, planned }) => ({ groupId, month, held, planned }));
    await this.ask({ operation: 'report', items }, dryRun, keyed, reply);
  }

  @Post('register')
  @BodyLimit(32)
  @Bulk(
    'Register many children, with who they are, as a register has them.',
    ' A child that is known takes over all that is said of it. Until its turn comes a child lies sealed; then nothing of ' +
      'it is kept with the job.',
  )
  async register(
    @Body() { dryRun, items: given }: BulkChildrenDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    refuse(given.flatMap(faultsOfChild));
    await this.ask({ operation: 'register', items: given.map(registered) }, dryRun, keyed, reply);
  }

  @Get()
  @ApiOperation({ summary: 'One’s own jobs in the order in which they were asked for; for ninety days.' })
  @ApiOkResponse({ type: BulkJobsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor }: PageQuery): Promise<BulkJobsPage> {
    await this.trust();
    const found = await jobsWhere(this.database, askerNow(), numberIn(cursor) ?? 0, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(({ number: _number, ...job }) => job), ...page };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A job of one’s own: how far it has come, and what has become of its items.' })
  @ApiOkResponse({ type: BulkJobView })
  @ApiProblems({ 'unknown-bulk-job': cancelProblems['unknown-bulk-job'] })
  one(@Param('id') id: string): Promise<BulkJobView> {
    return this.own(id);
  }

  @Get(':id/items')
  @ApiOperation({ summary: 'The items of a job of one’s own in their order, each with what it has come to.' })
  @ApiOkResponse({ type: BulkItemsPage })
  @ApiProblems({ 'unknown-bulk-job': cancelProblems['unknown-bulk-job'] }, cursorProblems)
  async items(
    @Param('id') given: string,
    @Query() { outcome, limit = LIMIT_DEFAULT, cursor }: BulkItemsQuery,
    @Headers('accept-language') language: string | undefined,
  ): Promise<BulkItemsPage> {
    const { id } = await this.own(given);
    const found = await itemsWhere(this.database, id, outcome, numberIn(cursor) ?? -1, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ index }) => [String(index)]);
    return { items: items.map((item) => shown(id, item, localeOf(language))), ...page };
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Begin no further item of a job of one’s own. What was done stays, and is told.' })
  @ApiOkResponse({ type: BulkJobView })
  @ApiProblems(cancelProblems)
  async cancel(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const id = jobId(given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const job = await cancelJob(tx, { id, askedBy: askerNow() }, this.clock.now());
      if (!job.ok) throw problemFrom(cancelProblems, job.error);
      return { status: 200, body: job.value };
    });
    sendAnswer(reply, answer);
  }

  private async ask(wanted: Wanted, dryRun: boolean | undefined, keyed: Asked, reply: FastifyReply): Promise<void> {
    const actor = actorNow();
    if (!actor) throw new TypeError('nobody asks for this job');
    const asked = {
      ...wanted,
      dryRun: dryRun ?? false,
      actor,
      reach: reachNow().within,
      trustedUntil: tokenEndNow(),
      askedBy: askerNow(),
    };
    const store = async (tx: Sql): Promise<Answer> => {
      const job = await askJob(tx, this.vault, asked, this.clock.now());
      if (!job.ok) throw problemFrom(askProblems, job.error);
      return { status: 202, body: job.value };
    };
    const answer = await answerOnce(this.database, 'enrollment', keyed, store, 'long');
    this.runner.wake();
    sendAnswer(reply, answer);
  }

  /** Whoever looks at its jobs may still ask for them, and they go on. */
  private async trust(): Promise<void> {
    const until = tokenEndNow();
    if (until) await trustJobs(this.database, askerNow(), until, (operation) => this.lines.reachOf(operation));
  }

  /** @throws ProblemError 404 `unknown-bulk-job`, for one of somebody else as for none */
  private async own(given: string): Promise<JobRow> {
    await this.trust();
    const job = await jobOf(this.database, askerNow(), jobId(given));
    if (!job) throw unknownJob();
    return job;
  }
}

const unknownJob = () => problemFrom(cancelProblems, { reason: 'unknown-bulk-job' as const });

/** @throws ProblemError 404: what is not even an id names no job */
const jobId = (given: string): string => {
  if (!isUuid(given)) throw unknownJob();
  return given.toLowerCase();
};

/** Enough to mend a list; a hostile one must not make an answer of its own size. */
const FAULTS_MAX = 1000;

const at = (index: number): string => `/items/${index}`;

/** @throws ProblemError 400 `invalid-request` */
const refuse = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw invalidRequest(faults.slice(0, FAULTS_MAX));
};

const faultsOfChild = (child: BulkChildDto, index: number): readonly Fault[] => [
  ...(plainId(child.childId) === undefined ? [{ pointer: `${at(index)}/childId`, code: 'invalid' }] : []),
  ...faultsOfDocument(child, at(index)),
];

/** The child as the register keeps it, however its id was typed. */
const registered = ({ childId, birthDate, municipality, category, ...identity }: BulkChildDto): RegisteredChild => ({
  childId: plainId(childId) ?? childId,
  birthDate,
  municipality,
  category,
  identity,
});

const shown = (job: string, { problem, result, ...item }: ItemRow, locale: Locale): BulkItemView => ({
  ...item,
  ...(result ? { result } : {}),
  ...(problem ? { problem: problemInWords(coded(problem), locale, itemId(job, item.index)) } : {}),
});

const coded = (problem: Problem): ProblemCodes => ({
  ...problem,
  status: problem.status ?? itemProblems[problem.reason]?.status ?? 500,
});
