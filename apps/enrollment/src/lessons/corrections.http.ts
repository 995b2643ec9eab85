import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { askerNow } from '@lib/actor';
import { DayRunner } from '@lib/clock';
import { Database } from '@lib/database';
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
  waitOf,
  type Asked,
} from '@lib/http';
import { Clock, isInstant, newId } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { Vault } from '../vault/vault.js';
import { reachesGroup } from '../group/group.reach.js';
import { CorrectionWatch } from './correction-watch.js';
import { LessonsCorrections } from './corrections.commands.js';
import { correctionOf, correctionsWhere, sealedWordsOf, type CorrectionRow } from './corrections.query.js';
import {
  CorrectionDto,
  CorrectionIdParams,
  CorrectionView,
  CorrectionWithWords,
  CorrectionsPage,
  CorrectionsQuery,
} from './lessons.dto.js';
import { checkCounts } from './lessons.http.js';
import { approvalProblems, cancelProblems, correctionProblems } from './lessons.problems.js';

const WAITS = ApiHeader({
  name: 'Prefer',
  required: false,
  description:
    '`wait=N`: answers when every certificate has answered, or after N seconds (at most 30). ' +
    'A repeated request has the status of its first answer and shows the correction as it is by then.',
});

@ApiTags('lessons')
@Controller('lessons/corrections')
export class CorrectionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly vault: Vault,
    private readonly corrections: LessonsCorrections,
    private readonly watch: CorrectionWatch,
  ) {}

  @Post()
  @ApiOperation({
    summary:
      'Propose to correct what was reported of a month’s lessons. Nothing happens before a second person approves it.',
  })
  @ApiCreated(CorrectionView, '/lessons/corrections/{id}')
  @ApiProblems(correctionProblems)
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'Not heeded: nothing is decided before the approval, which can be waited for.',
  })
  async request(
    @Body() { groupId, month, held, planned, reason, words }: CorrectionDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    checkCounts({ held, planned });
    if (!(await reachesGroup(this.database, reachNow(), groupId)))
      throw problemFrom(correctionProblems, { reason: 'unknown-group' as const });
    await this.days.runAll();
    const id = newId();
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const correction = { id, groupId, month, held, planned, reason, words, by: askerNow() };
      const proposed = await this.corrections.propose(tx, correction, { now: this.clock.now() });
      if (!proposed.ok) throw problemFrom(correctionProblems, proposed.error);
      return { status: 201, body: proposed.value };
    });
    const body = answer.hit ? await correctionOf(this.database, (answer.body as CorrectionRow).id) : answer.body;
    sendAnswer(reply, { ...answer, body });
  }

  @Get()
  @ApiOperation({
    summary: 'Corrections of reports of lessons in the order in which they were asked for: of all states, or of one.',
  })
  @ApiResponse({ status: 200, type: CorrectionsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor, ...criteria }: CorrectionsQuery): Promise<CorrectionsPage> {
    const [at = '', id = ''] = cursor === undefined ? [] : decodeCursor(cursor, 2);
    if (cursor !== undefined && !(isInstant(at) && isUuid(id))) throw new ProblemError(400, 'invalid-cursor');
    const after = cursor === undefined ? undefined : ([at, id] as const);
    const found = await correctionsWhere(this.database, reachNow(), criteria, after, limit + 1);
    return pageOf(found, limit, (one) => [one.submittedAt, one.id]);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @WAITS
  @ApiOperation({
    summary:
      'Approve a correction as a second person. It happens for every contract of the group or, where a certificate does ' +
      'not have what it would take, for none.',
  })
  @ApiResponse({ status: 200, type: CorrectionView })
  @ApiProblems(approvalProblems)
  async approve(
    @Param() { id: given }: CorrectionIdParams,
    @Keyed() keyed: Asked,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = correctionId(given);
    await this.days.runAll();
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const approved = await this.corrections.approve(tx, { id, by: askerNow() }, { now: this.clock.now() });
      if (!approved.ok) throw problemFrom(approvalProblems, approved.error);
      return { status: 200, body: approved.value };
    });
    const first = answer.body as CorrectionRow;
    const wait = waitOf(first.state === 'pending' ? prefer : undefined, reply);
    const body = answer.hit || wait.ms > 0 ? await this.watch.settled(first.id, wait) : first;
    sendAnswer(reply, { ...answer, body });
  }

  @Get(':id')
  @WAITS
  @ApiOperation({ summary: 'A correction of a report of lessons, and what has become of it.' })
  @ApiResponse({ status: 200, type: CorrectionWithWords })
  @ApiProblems({ 'unknown-correction': cancelProblems['unknown-correction'] })
  async one(
    @Param() { id: given }: CorrectionIdParams,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectionWithWords> {
    const id = correctionId(given);
    // Before it is waited for: how long that takes would tell that it is there.
    const known = await correctionOf(this.database, id);
    if (!known || !(await reachesGroup(this.database, reachNow(), known.groupId))) throw unknownCorrection();
    const correction = await this.watch.settled(id, waitOf(prefer, reply));
    if (!correction) throw unknownCorrection();
    const sealed = await sealedWordsOf(this.database, id);
    return { ...correction, words: sealed && this.vault.openWords(id, sealed) };
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'An operator ends a correction that is not to be approved or whose answers do not come: nothing is corrected, what was set aside goes back.',
  })
  @ApiResponse({ status: 200, type: CorrectionView })
  @ApiProblems(cancelProblems)
  async cancel(
    @Param() { id: given }: CorrectionIdParams,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = correctionId(given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const cancelled = await this.corrections.cancel(tx, id, { now: this.clock.now() });
      if (!cancelled.ok) throw problemFrom(cancelProblems, cancelled.error);
      return { status: 200, body: cancelled.value };
    });
    this.watch.answered(id);
    sendAnswer(reply, answer);
  }
}

const unknownCorrection = () => problemFrom(cancelProblems, { reason: 'unknown-correction' as const });

/** @throws ProblemError 404: what is not even an id names no correction */
const correctionId = (given: string): string => {
  if (!isUuid(given)) throw unknownCorrection();
  return given.toLowerCase();
};
