import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
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
  type Fault,
} from '@lib/http';
import type { FastifyReply } from 'fastify';
import { reportsWhere } from './corrections.query.js';
import { LessonsAnswer, LessonsDto, LessonsPage, LessonsPath, LessonsQuery, LessonsReportView } from './lessons.dto.js';
import { lessonsProblems, lessonsReportProblems } from './lessons.problems.js';
import { LessonsReports } from './reports.http.js';

@ApiTags('lessons')
@Controller('lessons')
export class LessonsController {
  constructor(
    private readonly database: Database,
    private readonly reports: LessonsReports,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Report how much of a month’s lessons a group was given. Once per group and month.' })
  @ApiCreated(LessonsAnswer, '/lessons/{groupId}/{month}')
  @ApiProblems(lessonsProblems)
  async report(@Body() report: LessonsDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { groupId, month, held, planned } = report;
    checkCounts(report);
    await this.reports.prepare(report);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const contracts = await this.reports.report(tx, report);
      return { status: 201, body: { groupId, month, held, planned, contracts } };
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
export const checkCounts = (report: Pick<LessonsDto, 'held' | 'planned'>): void => {
  const faults = faultsOfCounts(report);
  if (faults.length > 0) throw invalidRequest(faults);
};

/** @param at the pointer to the report */
export const faultsOfCounts = ({ held, planned }: Pick<LessonsDto, 'held' | 'planned'>, at = ''): readonly Fault[] =>
  held > planned ? [{ pointer: `${at}/held`, code: 'more-held-than-planned', params: { planned } }] : [];
