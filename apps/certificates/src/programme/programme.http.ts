import {
  ApiCreated,
  ApiJsonBody,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  ProblemError,
  answerRepeatable,
  cursorProblems,
  decodeCursor,
  invalidRequest,
  isUuid,
  pageOf,
  problemFrom,
  sendAnswer,
  zodFaults,
  type Asked,
} from '@lib/http';
import { Database } from '@lib/database';
import { calendarDate, instant, isInstant } from '@lib/kernel';
import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { FinancingProgramme } from './domain/programme.js';
import { Programmes } from './programme.commands.js';
import {
  CertificatesPage,
  CertificatesQuery,
  ProgrammeParams,
  ProgrammeTotals,
  ProgrammeView,
  ProgrammesPage,
  ProgrammesQuery,
  TotalsQuery,
} from './programme.dto.js';
import { programmeProblems, registrationProblems } from './programme.problems.js';
import { ProgrammeReports } from './programme.query.js';
import { regionFields, regionFile } from './region-file.js';

/** Before every holder. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

@ApiTags('financing programmes')
@Controller('financing-programmes')
export class ProgrammeController {
  constructor(
    private readonly programmes: Programmes,
    private readonly reports: ProgrammeReports,
    private readonly database: Database,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register a financing programme from a region file' })
  @ApiJsonBody('RegionFile', regionFields, regionFile)
  @ApiCreated(ProgrammeView, '/financing-programmes/{programme}')
  @ApiOkResponse({ type: ProgrammeView, description: 'The same settings were registered before.' })
  @ApiProblems(registrationProblems)
  async register(@Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const file = regionFile.safeParse(keyed.request.body, { reportInput: true });
    if (!file.success) throw new ProblemError(422, 'region-file-refused', {}, zodFaults(file.error));
    const answer = await answerRepeatable(this.database, 'certificates', keyed, async () => {
      const registered = await this.programmes.register(file.data);
      if (!registered.ok) throw problemFrom(registrationProblems, registered.error);
      const { programme, created } = registered.value;
      return { status: created ? 201 : 200, body: { programme, settings: file.data } satisfies ProgrammeView };
    });
    sendAnswer(reply, answer);
  }

  @Get()
  @ApiOperation({ summary: 'The financing programmes, of one municipality or of all' })
  @ApiOkResponse({ type: ProgrammesPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor, municipality }: ProgrammesQuery): Promise<ProgrammesPage> {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const rows = await this.reports.programmesAfter(after, limit + 1, municipality);
    return pageOf(rows, limit, (row) => [row.programme]);
  }

  @Get(':programme')
  @ApiOperation({ summary: 'The settings of a financing programme' })
  @ApiOkResponse({ type: ProgrammeView })
  @ApiProblems(programmeProblems)
  async find(@Param() { programme }: ProgrammeParams): Promise<ProgrammeView> {
    return { programme, settings: await this.settingsOf(programme) };
  }

  @Get(':programme/certificates')
  @ApiOperation({ summary: 'The certificates of a programme with their balances' })
  @ApiOkResponse({ type: CertificatesPage })
  @ApiProblems(programmeProblems)
  async certificates(
    @Param() { programme }: ProgrammeParams,
    @Query() { limit = LIMIT_DEFAULT, cursor }: CertificatesQuery,
  ): Promise<CertificatesPage> {
    await this.settingsOf(programme);
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
    const { timeZone } = await this.settingsOf(programme);
    return this.reports.totals(programme, timeZone, {
      asOf: query.asOf === undefined ? undefined : calendarDate(query.asOf),
      knownAt: query.knownAt === undefined ? undefined : instant(query.knownAt),
    });
  }

  /** @throws ProblemError 404 `unknown-programme` */
  private async settingsOf(programme: string): Promise<FinancingProgramme> {
    const settings = await this.programmes.find(programme);
    if (!settings) throw new ProblemError(404, 'unknown-programme', { programme });
    return settings;
  }
}
