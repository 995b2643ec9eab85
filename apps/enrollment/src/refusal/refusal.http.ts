import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Content,
  IdempotencyKey,
  answerOnce,
  idempotencyProblems,
  problemFrom,
  type RequestContent,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { Answers, applicationId } from '../application/answers.http.js';
import { ApplicationCommands } from '../application/application.commands.js';
import { ApplicationView } from '../application/application.dto.js';
import { applicationProblems } from '../enrollment.problems.js';
import { calendarOfApplication } from '../programme/programme.query.js';
import { ProviderWords } from './provider-words.js';
import { RefusalDto } from './refusal.dto.js';

const { 'unknown-application': unknown, 'action-not-allowed': notAllowed } = applicationProblems;

@ApiTags('applications')
@Controller('applications')
export class RefusalController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly commands: ApplicationCommands,
    private readonly answers: Answers,
    private readonly words: ProviderWords,
  ) {}

  @Post(':id/refuse')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The provider refuses an application that is requested; a reason and words of its own are shown with the application.',
  })
  @ApiBody({ type: RefusalDto, required: false })
  @ApiResponse({ status: 200, type: ApplicationView })
  @ApiProblems({ 'unknown-application': unknown, 'action-not-allowed': notAllowed }, idempotencyProblems)
  async refuse(
    @Param('id') givenId: string,
    @Body() refusal: RefusalDto,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('prefer') prefer: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = applicationId(givenId);
    const today = await this.answers.today(await calendarOfApplication(this.database, id));
    const answer = await answerOnce(this.database, 'enrollment', { key, request }, async (tx) => {
      const acted = await this.commands.act(tx, { id, action: { type: 'refuse' }, today }, { now: this.clock.now() });
      if (!acted.ok) throw problemFrom(applicationProblems, acted.error);
      await this.words.record(tx, acted.value, refusal);
      // The answer is kept with the key for ever: it never has the words.
      return { status: 200, body: acted.value };
    });
    await this.answers.send(answer, prefer, reply);
  }
}
