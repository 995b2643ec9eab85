import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { DayRunner } from '@lib/clock';
import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  answerOnce,
  decodeCursor,
  invalidRequest,
  pageOf,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import type { FastifyReply } from 'fastify';
import { reachesGroup } from '../group/group.reach.js';
import { reportsWhere } from './corrections.query.js';
import { reportLessons } from './lessons.commands.js';
import { LessonsAnswer, LessonsDto, LessonsPage, LessonsPath, LessonsQuery, LessonsReportView } from './lessons.dto.js';
import { lessonsProblems, lessonsReportProblems } from './lessons.problems.js';

@ApiTags('lessons')
@Controller('lessons')
export class LessonsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Report how much of a month’s lessons a group was given. Once per group and month.' })
  @ApiCreated(LessonsAnswer, '/lessons/{groupId}/{month}')
  @ApiProblems(lessonsProblems)
  async report(@Body() report: LessonsDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { groupId, month, held, planned } = report;
    checkCounts(report);
    if (!(await reachesGroup(this.database, reachNow(), groupId)))
      throw problemFrom(lessonsProblems, { reason: 'unknown-group' as const });
    // The contracts of a group may live by several programmes.
    await this.days.runAll();
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const contracts = await reportLessons(tx, this.outbox, report, { now: this.clock.now() });
      if (!contracts.ok) {
        const { faults: codes = [], ...refused } = { faults: undefined, ...contracts.error };
        const faults = codes.map((code) => ({ pointer: '/month', code }));
        throw problemFrom(lessonsProblems, refused, faults);
      }
      return { status: 201, body: { groupId, month, held, planned, contracts: contracts.value } };
    });
    sendAnswer(reply, answer);
  }

  @Get()
  @ApiOperation({ summary: 'What was reported of lessons, with every correction.' })
  @ApiResponse({ status: 200, type: LessonsPage })
  async list(@Query() { groupId, providerId, limit = LIMIT_DEFAULT, cursor }: LessonsQuery): Promise<LessonsPage> {
    const after = cursor === undefined ? undefined : (decodeCursor(cursor, 2) as readonly [string, string]);
    const reports = await reportsWhere(this.database, reachNow(), { groupId, providerId }, after, limit + 1);
    return pageOf(reports, limit, (report) => [report.groupId, report.month]);
  }

  @Get(':groupId/:month')
  @ApiOperation({ summary: 'What was reported of a group’s lessons of a month, with every correction.' })
  @ApiOkResponse({ type: LessonsReportView })
  @ApiProblems(lessonsReportProblems)
  async reported(@Param() { groupId, month }: LessonsPath): Promise<LessonsReportView> {
    const [report] = await reportsWhere(this.database, reachNow(), { groupId, month }, undefined, 1);
    if (!report) throw problemFrom(lessonsReportProblems, { reason: 'not-reported', groupId, month });
    return report;
  }
}

/** @throws ProblemError 400 `invalid-request` */
export const checkCounts = ({ held, planned }: Pick<LessonsDto, 'held' | 'planned'>): void => {
  if (held > planned) throw invalidRequest([{ pointer: '/held', code: 'more-held-than-planned', params: { planned } }]);
};
