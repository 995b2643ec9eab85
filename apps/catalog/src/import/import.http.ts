import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import {
  ApiProblems,
  BodyLimit,
  Content,
  IdempotencyKey,
  answerOnce,
  idempotencyProblems,
  problemFrom,
  sendAnswer,
  zodFaults,
  type RequestContent,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import { localeOf, phrase, type Locale } from '@lib/wording';
import type { FastifyReply } from 'fastify';
import { importProblems } from '../catalog.problems.js';
import { importProgrammes } from './import.commands.js';
import { ImportReport } from './import.dto.js';
import { normalise } from './normalise.js';
import { programsFile } from './programs-file.js';
import type { Refusal } from './refusal.js';

@ApiTags('import')
@Controller('imports')
export class ImportController {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @BodyLimit(64)
  @ApiOperation({ summary: "Takes a region's programs.json: answers of the public catalogue API, as they are." })
  @ApiBody({ schema: { type: 'array', items: { type: 'object' } } })
  @ApiOkResponse({ type: ImportReport })
  @ApiProblems(importProblems, idempotencyProblems)
  async take(
    @IdempotencyKey() key: string,
    @Content() content: RequestContent,
    @Body() body: unknown,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = programsFile.safeParse(body);
    if (!file.success) throw problemFrom(importProblems, { reason: 'malformed-programs-file' }, zodFaults(file.error));
    const normal = normalise(file.data);
    const answer = await answerOnce(this.database, 'catalog', { key, request: content }, async (tx) => {
      const cause = { cause: key, at: this.clock.now() };
      const { taken, refused, changed } = await importProgrammes(tx, this.outbox, normal.taken, cause);
      const report: ImportReport = {
        rows: file.data.length,
        taken,
        refused: [...normal.refused, ...refused].toSorted((a, b) => a.row - b.row).map(inWords(localeOf(language))),
        changed,
      };
      return { status: 200, body: report };
    });
    sendAnswer(reply, answer);
  }
}

const inWords =
  (locale: Locale) =>
  (refusal: Refusal): ImportReport['refused'][number] => ({
    ...refusal,
    message: phrase(locale, `refusal.${refusal.reason}`),
  });
