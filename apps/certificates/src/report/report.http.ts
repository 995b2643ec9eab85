import {
  ApiProblems,
  LIMIT_DEFAULT,
  ProblemError,
  cursorProblems,
  decodeCursor,
  invalidRequest,
  isUuid,
  pageOf,
} from '@lib/http';
import { calendarDate, instant, isInstant } from '@lib/kernel';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Programmes } from '../programme/programme.commands.js';
import { ProgrammeParams } from '../programme/programme.dto.js';
import { settingsWithinReach } from '../programme/programme.http.js';
import { programmeProblems } from '../programme/programme.problems.js';
import {
  CertificatesPage,
  CertificatesQuery,
  ProgrammeTotals,
  ProgrammesPage,
  ProgrammesQuery,
  TotalsQuery,
} from './report.dto.js';
import { ProgrammeReports } from './report.query.js';

/** Before every holder. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

@ApiTags('financing programmes')
@Controller('financing-programmes')
export class ReportController {
  constructor(
    private readonly programmes: Programmes,
    private readonly reports: ProgrammeReports,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The financing programmes, of one municipality or of all' })
  @ApiOkResponse({ type: ProgrammesPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor, municipality }: ProgrammesQuery): Promise<ProgrammesPage> {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const rows = await this.reports.programmesAfter(after, limit + 1, municipality);
    return pageOf(rows, limit, (row) => [row.programme]);
  }

  @Get(':programme/certificates')
  @ApiOperation({ summary: 'The certificates of a programme with their balances' })
  @ApiOkResponse({ type: CertificatesPage })
  @ApiProblems(programmeProblems)
  async certificates(
    @Param() { programme }: ProgrammeParams,
    @Query() { limit = LIMIT_DEFAULT, cursor }: CertificatesQuery,
  ): Promise<CertificatesPage> {
    await settingsWithinReach(this.programmes, programme);
    const [number = '', holder = NOBODY] = cursor === undefined ? [] : decodeCursor(cursor, 2);
    if (!isUuid(holder)) throw new ProblemError(400, 'invalid-cursor');
    const rows = await this.reports.certificatesAfter(programme, [number, holder], limit + 1);
    return pageOf(rows, limit, (row) => [row.number, row.holder]);
  }

  @Get(':programme/totals')
  @ApiOperation({ summary: 'What happened to the money of a programme, and its trial balance' })
  @ApiOkResponse({ type: ProgrammeTotals })
  @ApiProblems(programmeProblems)
  async totals(@Param() { programme }: ProgrammeParams, @Query() query: TotalsQuery): Promise<ProgrammeTotals> {
    if (query.knownAt !== undefined && !isInstant(query.knownAt))
      throw invalidRequest([{ pointer: '?knownAt', code: 'not-an-instant' }]);
    const { timeZone } = await settingsWithinReach(this.programmes, programme);
    return this.reports.totals(programme, timeZone, {
      asOf: query.asOf === undefined ? undefined : calendarDate(query.asOf),
      knownAt: query.knownAt === undefined ? undefined : instant(query.knownAt),
    });
  }
}
