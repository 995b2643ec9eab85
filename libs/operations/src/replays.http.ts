import type { Database } from '@lib/database';
import {
  ApiProblems,
  Keyed,
  ProblemError,
  answerRepeatable,
  invalidRequest,
  isUuid,
  sendAnswer,
  type Answer,
  type Asked,
} from '@lib/http';
import { derivedId } from '@lib/kernel';
import { ReplayRefused, type Replay, type Replays } from '@lib/messaging';
import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskReplay, ReplayView, ReplaysView, StoppedView } from './replays.dto.js';

const PER_SECOND_DEFAULT = 500;
const LISTED_MAX = 100;

export class ReplayDesk {
  constructor(
    private readonly parts: {
      readonly replays: Replays;
      readonly database: Database;
      /** Where the answers to Idempotency-Keys are kept. */
      readonly schema: string;
    },
  ) {}

  /** @throws ProblemError 400 `invalid-request` */
  ask({ perSecond = PER_SECOND_DEFAULT, ...request }: AskReplay, asked: Asked): Promise<Answer> {
    const { replays, database, schema } = this.parts;
    return answerRepeatable(
      database,
      schema,
      asked,
      async () => {
        const replay = await replays
          .ask(derivedId('replay', schema, asked.key), { ...request, perSecond })
          .catch((error: unknown) => {
            if (!(error instanceof ReplayRefused)) throw error;
            throw invalidRequest([{ pointer: `/${error.field}`, code: error.reason }]);
          });
        return { status: 202, body: toView(replay) };
      },
      { passing: true },
    );
  }

  async list(): Promise<ReplaysView> {
    return { items: (await this.parts.replays.list(LISTED_MAX)).map(toView) };
  }

  /** @throws ProblemError 404 `no-running-replay` */
  stop(id: string, asked: Asked): Promise<Answer> {
    const { replays, database, schema } = this.parts;
    return answerRepeatable(
      database,
      schema,
      asked,
      async () => {
        if (!isUuid(id) || !(await replays.stop(id))) throw new ProblemError(404, 'no-running-replay');
        return { status: 200, body: { status: 'stopped' } };
      },
      { passing: true },
    );
  }
}

@ApiTags('operations')
@Controller('messaging/replays')
export class ReplaysController {
  constructor(private readonly desk: ReplayDesk) {}

  @Get()
  @ApiOperation({ summary: 'The replays asked for, newest first' })
  @ApiResponse({ status: 200, type: ReplaysView })
  list(): Promise<ReplaysView> {
    return this.desk.list();
  }

  @Post()
  @ApiOperation({
    summary: 'Send the facts of a topic again, from a position or time up to now, to another topic, marked as a replay',
  })
  @ApiResponse({ status: 202, type: ReplayView })
  async ask(@Body() body: AskReplay, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    sendAnswer(reply, await this.desk.ask(body, keyed));
  }

  @Post(':id/stop')
  @ApiOperation({ summary: 'End a replay after the messages in hand' })
  @ApiResponse({ status: 200, type: StoppedView })
  @ApiProblems({ 'no-running-replay': { status: 404 } })
  async stop(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    sendAnswer(reply, await this.desk.stop(id, keyed));
  }
}

const toView = ({ cause, endedAt, ...replay }: Replay): ReplayView => ({
  ...replay,
  ...(cause === undefined ? {} : { cause }),
  ...(endedAt === undefined ? {} : { endedAt }),
});
