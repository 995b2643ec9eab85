import type { Database } from '@lib/database';
import {
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  ProblemError,
  answerRepeatable,
  decodeCursor,
  pageOf,
  sendAnswer,
  type Answer,
  type Asked,
  type Page,
} from '@lib/http';
import {
  DiscardNotTold,
  RetryElsewhere,
  type MessageTransport,
  type ParkedMessage,
  type ParkedStatus,
  type Retry,
} from '@lib/messaging';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  DiscardParked,
  DiscardedView,
  ParkedPage,
  ParkedQuery,
  ParkedView,
  RetriedView,
  RetryParked,
} from './parked.dto.js';

export class ParkedMessages {
  constructor(
    private readonly parts: {
      readonly transport: MessageTransport;
      readonly database: Database;
      /** Where the answers to Idempotency-Keys are kept. */
      readonly schema: string;
    },
  ) {}

  async list(status: ParkedStatus, after: number, limit: number): Promise<Page<ParkedView>> {
    const rows = await this.parts.transport.parking.list({ status, after, limit: limit + 1 });
    const { items, next } = pageOf(rows, limit, ({ id }) => [String(id)]);
    return { items: items.map(toView), ...(next === undefined ? {} : { next }) };
  }

  /** Handlers have transactions of their own, and handle nothing twice. @throws ProblemError 409 `retry-elsewhere` */
  retry({ topic, key, after = 0 }: RetryParked, asked: Asked): Promise<Answer> {
    const { transport, database, schema } = this.parts;
    return answerRepeatable(
      database,
      schema,
      asked,
      async () => {
        const body =
          key === undefined ? await this.retryKeys(topic, after) : await transport.retry(topic, key).catch(rethrow);
        return { status: 200, body };
      },
      { passing: true },
    );
  }

  /** A key that another process retries just now is left to it. */
  private async retryKeys(topic: string, after: number): Promise<RetriedView> {
    const { transport } = this.parts;
    const keys = await transport.parking.keys(topic, { after, limit: KEYS_MAX });
    const retries: Retry[] = [];
    for (const { key } of keys) {
      const retry = await transport.retry(topic, key).catch((error: unknown) => {
        if (error instanceof RetryElsewhere) return undefined;
        throw error;
      });
      if (retry) retries.push(retry);
    }
    const stopped = retries.flatMap((retry) => retry.stopped ?? []);
    const [first] = stopped;
    const last = keys.length === KEYS_MAX ? keys.at(-1) : undefined;
    return {
      released: retries.reduce((sum, { released }) => sum + released, 0),
      ...(first ? { stopped: first } : {}),
      keys: keys.length,
      failed: stopped.length,
      ...(last ? { next: last.oldest } : {}),
    };
  }

  /** @throws ProblemError 404 `not-parked`, 409 `retry-elsewhere`, 503 `discard-not-told` */
  discard(id: number, reason: string, asked: Asked): Promise<Answer> {
    const { transport, database, schema } = this.parts;
    return answerRepeatable(
      database,
      schema,
      asked,
      async () => {
        const isDiscarded = await transport.discard(id, reason).catch(rethrow);
        if (!isDiscarded) throw new ProblemError(404, 'not-parked');
        return { status: 200, body: { status: 'discarded' } };
      },
      { passing: true },
    );
  }
}

@ApiTags('operations')
@Controller('messaging/parked')
export class ParkedController {
  constructor(private readonly parked: ParkedMessages) {}

  @Get()
  @ApiOperation({
    summary: 'Messages this service could not handle, and those of their keys behind them; oldest first',
  })
  @ApiResponse({ status: 200, type: ParkedPage })
  list(@Query() { status = 'parked', cursor, limit = LIMIT_DEFAULT }: ParkedQuery): Promise<ParkedPage> {
    return this.parked.list(status, cursor === undefined ? 0 : positionOf(cursor), limit);
  }

  @Post('retry')
  @ApiOperation({
    summary:
      'Handle the parked messages of a key, or of many keys, again; those of each in order, up to the first that fails again',
  })
  @ApiResponse({ status: 200, type: RetriedView })
  @ApiProblems({ 'retry-elsewhere': { status: 409 } })
  async retry(@Body() body: RetryParked, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    sendAnswer(reply, await this.parked.retry(body, keyed));
  }

  @Post(':id/discard')
  @ApiOperation({
    summary:
      'Give a parked message up; what follows from that is recorded first. Those behind it stay parked until their key is retried',
  })
  @ApiResponse({ status: 200, type: DiscardedView })
  @ApiProblems({
    'not-parked': { status: 404 },
    'retry-elsewhere': { status: 409 },
    'discard-not-told': { status: 503 },
  })
  async discard(
    @Param('id') id: string,
    @Body() { reason }: DiscardParked,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendAnswer(reply, await this.parked.discard(idOf(id), reason, keyed));
  }
}

/** In one request. */
const KEYS_MAX = 100;

const rethrow = (error: unknown): never => {
  if (error instanceof RetryElsewhere) throw new ProblemError(409, 'retry-elsewhere');
  if (error instanceof DiscardNotTold) throw new ProblemError(503, 'discard-not-told', { cause: error.cause });
  throw error;
};

/** @throws ProblemError 400 `invalid-cursor` */
const positionOf = (cursor: string): number => {
  const [id = ''] = decodeCursor(cursor, 1);
  if (!isId(id)) throw new ProblemError(400, 'invalid-cursor');
  return Number(id);
};

/** @throws ProblemError 404 `not-parked`: what is not even an id names no message */
const idOf = (text: string): number => {
  if (!isId(text)) throw new ProblemError(404, 'not-parked');
  return Number(text);
};

const isId = (text: string): boolean => /^\d{1,15}$/.test(text);

const toView = ({ id, status, message, cause, reason, parkedAt }: ParkedMessage): ParkedView => {
  const { ce_type: type, ce_id: messageId } = message.headers;
  return {
    id,
    status,
    topic: message.topic,
    key: message.key,
    ...(type === undefined ? {} : { type }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(message.value === null ? {} : { value: message.value }),
    ...(cause === undefined ? {} : { cause }),
    ...(reason === undefined ? {} : { reason }),
    parkedAt,
  };
};
