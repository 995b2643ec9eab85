import { Body, Controller, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database, rehearse, type Sql } from '@lib/database';
import {
  ApiProblems,
  BodyLimit,
  Keyed,
  ProblemError,
  answerOnce,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock, dateAt, timeZone } from '@lib/kernel';
import { MEDIA_TYPES } from '@lib/sheets';
import { localeOf, phrase } from '@lib/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Vault } from '../vault/vault.js';
import { type ChildrenFile, type FileFault, type RowRefusal } from './children-file.js';
import type { Encoding } from './csv-text.js';
import { importChildren, type Changed } from './import.commands.js';
import { ImportQuery, ImportReport } from './import.dto.js';
import { childrenFileProblems } from './import.problems.js';
import { encodingOf, registerIn } from './register-body.http.js';
import type { Touched } from '../application/touched.query.js';
import { unknownCategories, type UnknownCategories } from './unknown-category.query.js';

/** The report as it is stored: its words depend on who reads it, and what a child is must not lie in the clear. */
type Report = {
  readonly rows: number;
  readonly taken: number;
  readonly refused: readonly RowRefusal[];
  readonly changed: Changed;
  readonly unknownCategories?: UnknownCategories;
  readonly touched?: Touched;
};

@ApiTags('children')
@Controller('children')
export class ImportController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @BodyLimit(64)
  @ApiOperation({
    summary: 'Take over a register of children: childId, birthDate, municipality, category.',
    description:
      'CSV with a header. What Excel writes is recognised, and the report says so: windows-1251 or UTF-16 beside UTF-8, ' +
      'a semicolon or a tab beside the comma, dates as dd.mm.yyyy beside yyyy-mm-dd. Or a workbook (XLSX) whose first sheet ' +
      'has the same columns, its dates as dates or as texts; lines are the rows of the sheet.',
  })
  @ApiConsumes('text/csv', MEDIA_TYPES.xlsx)
  @ApiBody({
    schema: {
      type: 'string',
      description:
        'As CSV: `childId,birthDate,municipality,category` and, in the next line, `24-000001,2005-06-26,2442,general`.',
    },
  })
  @ApiResponse({ status: 200, type: ImportReport })
  @ApiProblems(childrenFileProblems)
  async take(
    @Query() { dryRun = false }: ImportQuery,
    @Body() body: unknown,
    @Keyed() keyed: Asked,
    @Headers('accept-language') language: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (typeof body !== 'string') throw problemFrom(childrenFileProblems, { reason: 'csv-expected' as const });
    const file = registerIn(request, body);
    if (!file.ok) throw malformedFile(file.error);
    const { rows, children, refused } = file.value;
    const work = async (tx: Sql): Promise<Report> => {
      const now = this.clock.now();
      const today = dateAt(now, UTC);
      const { changed, touched } = await importChildren(tx, this.vault, children, { now, today });
      const unknown = await unknownCategories(tx, children);
      return { rows, taken: children.length, refused, changed, unknownCategories: unknown, touched };
    };
    // A dry run changes nothing, so it leaves its key free as well.
    const answer = dryRun
      ? { status: 200, body: await rehearse(this.database, work, 'long') }
      : await answerOnce(
          this.database,
          'enrollment',
          keyed,
          async (tx) => ({ status: 200, body: await work(tx) }),
          'long',
        );
    const words = { language, file: file.value, encoding: encodingOf(request) };
    sendAnswer(reply, { ...answer, body: inWords(answer.body as Report, words) });
  }
}

const malformedFile = (faults: readonly FileFault[]): ProblemError => {
  const { status } = childrenFileProblems['malformed-children-file'];
  return new ProblemError(
    status,
    'malformed-children-file',
    {},
    faults.map(({ line, code, params }) => ({
      pointer: `line=${line}`,
      code,
      // An empty file has no line to name.
      params: code === 'csv-empty' ? {} : { line, ...params },
    })),
  );
};

const UTC = timeZone('UTC');

/** The report in the reader's words and with what the file itself says: a repeated request has brought the same file. */
const inWords = (
  { unknownCategories: unknown, refused, ...report }: Report,
  {
    language,
    file,
    encoding,
  }: { readonly language: string | undefined; readonly file: ChildrenFile; readonly encoding: Encoding },
): ImportReport => {
  const locale = localeOf(language);
  const { children, delimiter, dates } = file;
  const categories = new Map(children.map(({ line, category }) => [line, category]));
  const categoryAt = ([line = 0]: readonly number[]): string => categories.get(line) ?? '';
  const form = phrase(locale, `date-form.${dates ?? 'yyyy-mm-dd'}`);
  return {
    ...report,
    refused: refused.map(({ line, reason, ...params }) => ({
      line,
      reason,
      message: phrase(locale, `refusal.${reason}`, reason === 'not-a-birth-date' ? { form } : params),
    })),
    read: { encoding, delimiter, dates },
    ...(unknown && {
      unknownCategories: {
        count: unknown.count,
        items: unknown.items.map((item) => ({
          category: categoryAt(item.lines),
          ...item,
          message: phrase(locale, item.hasProgramme ? 'category.unknown' : 'category.no-programme', {
            category: categoryAt(item.lines),
            municipality: item.municipality,
          }),
        })),
      },
    }),
  };
};
