import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { ApiTable, ExportQuery, sendTable } from '@lib/http';
import { localeOf, phrase } from '@lib/wording';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { contractPages } from './contracts.query.js';
import { contractColumns } from './export.words.js';

const CONTRACTS_PER_PAGE = 1000;

@ApiTags('exports')
@Controller('exports')
export class ExportController {
  constructor(private readonly database: Database) {}

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
    const pages = contractPages(this.database, reachNow(), CONTRACTS_PER_PAGE);
    const table = { name: phrase(locale, 'export.contracts'), columns: contractColumns(locale), pages };
    await sendTable(reply, table, format);
  }
}
