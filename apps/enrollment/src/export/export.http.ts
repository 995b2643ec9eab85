import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { ApiTable, ExportQuery, sendTable } from '@lib/http';
import { localeOf, phrase } from '@lib/wording';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Vault } from '../vault/vault.js';
import { contractPages } from './contracts.query.js';
import { contractColumns, lessonColumns } from './export.words.js';
import { lessonPages } from './lessons.query.js';

const CONTRACTS_PER_PAGE = 1000;
const REPORTS_PER_PAGE = 500;

@ApiTags('exports')
@Controller('exports')
export class ExportController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  @Get('contracts')
  @ApiOperation({
    summary: 'All contracts, those that have ended too, as a table',
    description:
      'In the order of their applications, as they were when a page was read. A child is its id in the register and its ' +
      'surrogate id. Amounts stand twice, in roubles and, for adding up, in whole kopecks.',
  })
  @ApiTable()
  async contracts(
    @Query() { format }: ExportQuery,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const locale = localeOf(language);
    const pages = contractPages(this.database, this.vault, reachNow(), CONTRACTS_PER_PAGE);
    const table = { name: phrase(locale, 'export.contracts'), columns: contractColumns(locale), pages };
    await sendTable(reply, table, format);
  }

  @Get('lessons')
  @ApiOperation({
    summary: 'All reports of lessons, as a table',
    description:
      'By group and month: what is in force, what was reported first, and how many corrections were asked for.',
  })
  @ApiTable()
  async lessons(
    @Query() { format }: ExportQuery,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const locale = localeOf(language);
    const pages = lessonPages(this.database, reachNow(), REPORTS_PER_PAGE);
    await sendTable(reply, { name: phrase(locale, 'export.lessons'), columns: lessonColumns(locale), pages }, format);
  }
}
