import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DayRunner } from '@lib/clock';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Content,
  IdempotencyKey,
  answerOnce,
  idempotencyProblems,
  invalidRequest,
  problemFrom,
  sendAnswer,
  type RequestContent,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import type { FastifyReply } from 'fastify';
import { lessonsProblems } from '../enrollment.problems.js';
import { reportLessons } from './lessons.commands.js';
import { LessonsAnswer, LessonsDto } from './lessons.dto.js';

@ApiTags('lessons')
@Controller('lessons')
export class LessonsHttp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Report how much of a month’s lessons a group was given. Once per group and month.' })
  @ApiResponse({ status: 201, type: LessonsAnswer })
  @ApiProblems(lessonsProblems, idempotencyProblems)
  async report(
    @Body() report: LessonsDto,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { groupId, month, held, planned } = report;
    if (held > planned)
      throw invalidRequest([{ pointer: '/held', code: 'more-held-than-planned', params: { planned } }]);
    // The contracts of a group may live by several programmes.
    await this.days.runAll();
    const answer = await answerOnce(this.database, 'enrollment', { key, request }, async (tx) => {
      const contracts = await reportLessons(tx, this.outbox, report, { now: this.clock.now() });
      if (!contracts.ok) throw problemFrom(lessonsProblems, contracts.error);
      return { status: 201, body: { groupId, month, held, planned, contracts: contracts.value } };
    });
    sendAnswer(reply, answer);
  }
}
