import {
  ApiCreated,
  ApiJsonBody,
  ApiProblems,
  Keyed,
  ProblemError,
  answerRepeatable,
  problemFrom,
  sendAnswer,
  zodFaults,
  type Asked,
} from '@lib/http';
import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { FinancingProgramme } from './domain/programme.js';
import { Programmes } from './programme.commands.js';
import { ProgrammeDryRun, ProgrammeParams, ProgrammeView } from './programme.dto.js';
import { programmeProblems, registrationProblems } from './programme.problems.js';
import { regionFields, regionFile } from './region-file.js';

@ApiTags('financing programmes')
@Controller('financing-programmes')
export class ProgrammeController {
  constructor(
    private readonly programmes: Programmes,
    private readonly database: Database,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register a financing programme from a region file' })
  @ApiJsonBody('RegionFile', regionFields, regionFile)
  @ApiCreated(ProgrammeView, '/financing-programmes/{programme}')
  @ApiOkResponse({ type: ProgrammeView, description: 'The same settings were registered before.' })
  @ApiProblems(registrationProblems)
  async register(@Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const settings = settingsIn(keyed.request.body);
    const answer = await answerRepeatable(this.database, 'certificates', keyed, async () => {
      const registered = await this.programmes.register(settings);
      if (!registered.ok) throw problemFrom(registrationProblems, registered.error);
      const { programme, created } = registered.value;
      return { status: created ? 201 : 200, body: { programme, settings } satisfies ProgrammeView };
    });
    sendAnswer(reply, answer);
  }

  @Post('dry-runs')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What registering a region file would come to now; changes nothing',
    description: 'Every fault of the file, or its settings in force.',
  })
  @ApiJsonBody('RegionFile', regionFields, regionFile)
  @ApiOkResponse({ type: ProgrammeDryRun })
  @ApiProblems(registrationProblems)
  async tryOut(@Body() file: unknown): Promise<ProgrammeDryRun> {
    const settings = settingsIn(file);
    const tried = await this.programmes.tryOut(settings);
    if (!tried.ok) throw problemFrom(registrationProblems, tried.error);
    return { ...tried.value, settings, dryRun: true };
  }

  @Get(':programme')
  @ApiOperation({ summary: 'The settings of a financing programme' })
  @ApiOkResponse({ type: ProgrammeView })
  @ApiProblems(programmeProblems)
  async find(@Param() { programme }: ProgrammeParams): Promise<ProgrammeView> {
    return { programme, settings: await settingsOf(this.programmes, programme) };
  }
}

/** @throws ProblemError 422 `region-file-refused` */
const settingsIn = (body: unknown): FinancingProgramme => {
  const file = regionFile.safeParse(body, { reportInput: true });
  if (!file.success) throw new ProblemError(422, 'region-file-refused', {}, zodFaults(file.error));
  return file.data;
};

/** @throws ProblemError 404 `unknown-programme` */
const settingsOf = async (programmes: Programmes, programme: string): Promise<FinancingProgramme> => {
  const settings = await programmes.find(programme);
  if (!settings) throw problemFrom(programmeProblems, { reason: 'unknown-programme' as const, programme });
  return settings;
};

/** Of a programme whose money the request reaches: a municipality sees that of its own. @throws ProblemError 404 `unknown-programme` */
export const settingsWithinReach = async (programmes: Programmes, programme: string): Promise<FinancingProgramme> => {
  const settings = await settingsOf(programmes, programme);
  const reach = reachNow();
  if (reach.isEverything || reach.municipalities.includes(settings.municipality.id)) return settings;
  throw problemFrom(programmeProblems, { reason: 'unknown-programme' as const, programme });
};
