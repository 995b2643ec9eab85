import {
  ApiProblems,
  LIMIT_DEFAULT,
  ProblemError,
  cursorProblems,
  decodeCursor,
  invalidRequest,
  isUuid,
  pageOf,
  problemFrom,
} from '@lib/http';
import { reachNow } from '@lib/access';
import { calendarDate, instant, isInstant } from '@lib/kernel';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { Programmes } from '../programme/programme.commands.js';
import { ProgrammeParams } from '../programme/programme.dto.js';
import { settingsOf } from '../programme/programme.http.js';
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
    await this.settingsWithinReach(programme);
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
    const { timeZone } = await this.settingsWithinReach(programme);
    return this.reports.totals(programme, timeZone, {
      asOf: query.asOf === undefined ? undefined : calendarDate(query.asOf),
      knownAt: query.knownAt === undefined ? undefined : instant(query.knownAt),
    });
  }

  /** A municipality sees the money of its own programmes. @throws ProblemError 404 `unknown-programme` */
  private async settingsWithinReach(programme: string): Promise<FinancingProgramme> {
    const settings = await settingsOf(this.programmes, programme);
    const reach = reachNow();
    if (reach.isEverything || reach.municipalities.includes(settings.municipality.id)) return settings;
    throw problemFrom(programmeProblems, { reason: 'unknown-programme' as const, programme });
  }
}
