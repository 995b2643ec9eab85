import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import {
  ApiProblems,
  Content,
  IdempotencyKey,
  ProblemError,
  answerOnce,
  idempotencyProblems,
  problemFrom,
  sendAnswer,
  type RequestContent,
} from '@lib/http';
import { localeOf, phrase } from '@lib/wording';
import type { FastifyReply } from 'fastify';
import { childProblems } from '../enrollment.problems.js';
import { importChildren, type Changed } from './child.commands.js';
import { ChildAnswer, ImportReport } from './child.dto.js';
import { readChildrenFile, type FileFault, type RowRefusal } from './children-file.js';
import { Vault } from './vault.js';

/** The report as it is stored: its words depend on who reads it. */
type Report = {
  readonly rows: number;
  readonly taken: number;
  readonly refused: readonly RowRefusal[];
  readonly changed: Changed;
};

@ApiTags('children')
@Controller('children')
export class ChildHttp {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take over a register of children: childId, birthDate, municipality, category.' })
  @ApiConsumes('text/csv')
  @ApiBody({
    schema: { type: 'string', example: 'childId,birthDate,municipality,category\n24-000001,2005-06-26,2442,general\n' },
  })
  @ApiResponse({ status: 200, type: ImportReport })
  @ApiProblems(childProblems, idempotencyProblems)
  async import(
    @Body() csv: unknown,
    @IdempotencyKey() key: string,
    @Content() request: RequestContent,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (typeof csv !== 'string') throw problemFrom(childProblems, { reason: 'csv-expected' as const });
    const file = readChildrenFile(csv);
    if (!file.ok) throw malformedFile(file.error);
    const { rows, children, refused } = file.value;
    const answer = await answerOnce(this.database, 'enrollment', { key, request }, async (tx) => {
      const changed = await importChildren(tx, this.vault, children);
      return { status: 200, body: { rows, taken: children.length, refused, changed } satisfies Report };
    });
    sendAnswer(reply, { ...answer, body: inWords(answer.body as Report, language) });
  }

  @Get(':childId')
  @ApiOperation({ summary: 'The surrogate id of a child.' })
  @ApiResponse({ status: 200, type: ChildAnswer })
  @ApiProblems({ 'unknown-child': childProblems['unknown-child'] })
  async one(@Param('childId') childId: string): Promise<ChildAnswer> {
    const [child] = await this.database.query<Pick<ChildAnswer, keyof ChildAnswer>>(
      'SELECT child_id AS "childId", holder_id AS "holderId" FROM enrollment.children WHERE child_id = $1',
      [childId],
    );
    if (!child) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
    return child;
  }
}

const malformedFile = (faults: readonly FileFault[]): ProblemError => {
  const { status } = childProblems['malformed-children-file'];
  return new ProblemError(
    status,
    'malformed-children-file',
    {},
    faults.map(({ line, code, params }) => ({ pointer: `line=${line}`, code, params: { line, ...params } })),
  );
};

const inWords = (report: Report, language: string | undefined): ImportReport => {
  const locale = localeOf(language);
  return {
    ...report,
    refused: report.refused.map(({ line, reason, ...params }) => ({
      line,
      reason,
      message: phrase(locale, `refusal.${reason}`, params),
    })),
  };
};
