import { Body, Controller, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, rehearse, type Sql } from '@lib/database';
import { ApiJsonBody, ApiProblems, BodyLimit, Keyed, answerOnce, problemFrom, sendAnswer, type Asked } from '@lib/http';
import { Clock, dateAt, timeZone } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import { localeOf, phrase, type Locale } from '@lib/wording';
import type { FastifyReply } from 'fastify';
import { importProgrammes, type Imported } from './import.commands.js';
import { ImportQuery, ImportReport } from './import.dto.js';
import { importProblems } from './import.problems.js';
import { normalise } from './normalise.js';
import { programsFile } from './programs-file.js';
import { programsShape } from './programs-shape.js';

/** The report as it is stored: its words depend on who reads it. */
type Report = { readonly rows: number } & Imported;

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
  @ApiOperation({
    summary: "Takes a region's programs.json: answers of the public catalogue API, as they are.",
    description:
      'What the file does not name stays. A programme whose `status` is another than 1, or that says `archived`, takes no ' +
      'new applications until it comes back; a module or a study group may say `archived` as well.',
  })
  @ApiJsonBody('ProgramsFile', programsShape, 'none')
  @ApiOkResponse({ type: ImportReport })
  @ApiProblems(importProblems)
  async take(
    @Query() { dryRun = false, complete = false }: ImportQuery,
    @Keyed() keyed: Asked,
    @Body() body: unknown,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = programsFile(body);
    if (!file.ok) throw problemFrom(importProblems, { reason: 'malformed-programs-file' }, file.error);
    const normal = normalise(file.value);
    const work = async (tx: Sql): Promise<Report> => {
      const at = this.clock.now();
      const options = { cause: keyed.key, at, today: dateAt(at, UTC), complete, rehearsal: dryRun };
      return { rows: file.value.length, ...(await importProgrammes(tx, this.outbox, normal, options)) };
    };
    // A dry run changes nothing, so it leaves its key free as well.
    const answer = dryRun
      ? { status: 200, body: await rehearse(this.database, work, 'long') }
      : await answerOnce(
          this.database,
          'catalog',
          keyed,
          async (tx) => ({ status: 200, body: await work(tx) }),
          'long',
        );
    sendAnswer(reply, { ...answer, body: inWords(answer.body as Report, localeOf(language)) });
  }
}

const UTC = timeZone('UTC');

const inWords = (report: Report, locale: Locale): ImportReport => ({
  ...report,
  refused: report.refused.map((refusal) => ({ ...refusal, message: phrase(locale, `refusal.${refusal.reason}`) })),
});
