import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { ApiTable, invalidRequest, sendTable } from '@lib/http';
import { localeOf, phrase } from '@lib/wording';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Payables } from '../payable/payable.query.js';
import { certificatePages } from './certificates.query.js';
import { ExportedEntries } from './entries.query.js';
import { CertificatesExportQuery, EntriesExportQuery, PayablesExportQuery } from './export.dto.js';
import { certificateColumns, entryColumns, payableColumns } from './export.words.js';

const CERTIFICATES_PER_PAGE = 1000;
const PAYABLES_PER_PAGE = 500;
/** Their accounts are read at once. */
const ACCOUNTS_PER_PAGE = 16;

@ApiTags('exports')
@Controller('exports')
export class ExportController {
  constructor(
    private readonly database: Database,
    private readonly entries: ExportedEntries,
    private readonly payables: Payables,
  ) {}

  @Get('certificates')
  @ApiOperation({
    summary: 'All certificates with their balances, as a table',
    description:
      'From the read models, as they were when a page was read. No personal data: a child is its surrogate id. Amounts ' +
      'stand twice, in roubles and, for adding up, in whole kopecks.',
  })
  @ApiTable()
  async certificates(
    @Query() { programme, format }: CertificatesExportQuery,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const locale = localeOf(language);
    const pages = certificatePages(this.database, reachNow(), programme, CERTIFICATES_PER_PAGE);
    const table = { name: phrase(locale, 'export.certificates'), columns: certificateColumns(locale), pages };
    await sendTable(reply, table, format);
  }

  @Get('entries')
  @ApiOperation({
    summary: 'All entries of the statements of all certificates, as a table',
    description:
      'Certificate by certificate, each entry as its statement has it. The changes of a certificate add up to its ' +
      'balances. No personal data: a child is its surrogate id.',
  })
  @ApiTable()
  async allEntries(
    @Query() { programme, from, to, format }: EntriesExportQuery,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (from !== undefined && to !== undefined && from > to)
      throw invalidRequest([{ pointer: '?from', code: 'after-to' }]);
    const locale = localeOf(language);
    const certificates = certificatePages(this.database, reachNow(), programme, ACCOUNTS_PER_PAGE);
    const pages = this.entries.pages(certificates, { from, to }, locale);
    const table = { name: phrase(locale, 'export.entries'), columns: entryColumns(locale), pages };
    await sendTable(reply, table, format);
  }

  @Get('payables')
  @ApiOperation({
    summary: 'What providers are owed, by month of classes and contract, as a table',
    description:
      'Of concluded contracts, with what families owe beside it, as they were when a page was read. No personal data: a ' +
      'child is its surrogate id. Amounts stand twice, in roubles and, for adding up, in whole kopecks.',
  })
  @ApiTable()
  async allPayables(
    @Query() { format, ...criteria }: PayablesExportQuery,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const locale = localeOf(language);
    const pages = this.payables.pages(criteria, reachNow(), PAYABLES_PER_PAGE);
    await sendTable(reply, { name: phrase(locale, 'export.payables'), columns: payableColumns(locale), pages }, format);
  }
}
