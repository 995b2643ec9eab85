import { askerNow } from '@lib/actor';
import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiJsonBody,
  ApiProblems,
  Keyed,
  answerRepeatable,
  invalidRequest,
  problemFrom,
  sendAnswer,
  zodFaults,
  type Asked,
} from '@lib/http';
import { derivedId } from '@lib/kernel';
import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { settingsWithinReach } from '../programme/programme.http.js';
import { Programmes } from '../programme/programme.commands.js';
import { ProgrammeParams } from '../programme/programme.dto.js';
import { programmeProblems } from '../programme/programme.problems.js';
import { issuedIn, limitsOf, type LimitChange } from './domain/limit.js';
import { LimitChanges, limitOf } from './limit-change.commands.js';
import { LimitChangeParams, LimitChangeView, LimitsOfProgramme, limitChangeFields } from './limit-change.dto.js';
import { askProblems, decisionProblems } from './limit-change.problems.js';

const CHANGES_SHOWN = 100;

@ApiTags('financing programmes')
@Controller('financing-programmes/:programme')
export class LimitChangeController {
  constructor(
    private readonly programmes: Programmes,
    private readonly limitChanges: LimitChanges,
    private readonly database: Database,
  ) {}

  @Get('limits')
  @ApiOperation({ summary: 'The limits in force, what is issued of them, and who changed them' })
  @ApiOkResponse({ type: LimitsOfProgramme })
  @ApiProblems(programmeProblems)
  async limits(@Param() { programme }: ProgrammeParams): Promise<LimitsOfProgramme> {
    const settings = await settingsWithinReach(this.programmes, programme);
    const limit = await this.limitChanges.limitOf(settings);
    const groups = settings.groups.map((group) => {
      const { countLimit, sumLimit } = limitsOf(limit, limitOf(group));
      const issued = issuedIn(limit, group.id);
      return {
        certificateGroup: group.id,
        name: group.name,
        nominalKopecks: group.nominalKopecks,
        countLimit,
        sumLimitKopecks: sumLimit,
        issued: issued.count,
        issuedKopecks: issued.sum,
      };
    });
    return { programme, groups, changes: [...limit.changes.values()].slice(-CHANGES_SHOWN).toReversed().map(viewOf) };
  }

  @Post('limit-changes')
  @ApiOperation({
    summary: 'Ask for other limits of a certificate group. They are in force when a second person agrees.',
  })
  @ApiJsonBody('LimitChange', limitChangeFields)
  @ApiCreated(LimitChangeView, '/financing-programmes/{programme}/limits')
  @ApiProblems(askProblems)
  async ask(@Param() { programme }: ProgrammeParams, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const asked = limitChangeFields.safeParse(keyed.request.body, { reportInput: true });
    if (!asked.success) throw invalidRequest(zodFaults(asked.error));
    const { sumLimitKopecks: sumLimit, ...rest } = asked.data;
    const settings = await settingsWithinReach(this.programmes, programme);
    const by = askerNow();
    const change = derivedId('limit change', programme, by, keyed.key);
    const answer = await answerRepeatable(this.database, 'certificates', keyed, async () => {
      const known = await this.limitChanges.ask(settings, { change, ...rest, sumLimit, by });
      if (!known.ok) throw problemFrom(askProblems, known.error);
      return { status: 201, body: viewOf(known.value) };
    });
    sendAnswer(reply, answer);
  }

  @Post('limit-changes/:change/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agree as a second person: the limits are in force' })
  @ApiOkResponse({ type: LimitChangeView })
  @ApiProblems(decisionProblems)
  approve(@Param() params: LimitChangeParams, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.decide(params, 'approved', keyed, reply);
  }

  @Post('limit-changes/:change/drop')
  @HttpCode(200)
  @ApiOperation({ summary: 'Drop what waits for a second person: the limits stay' })
  @ApiOkResponse({ type: LimitChangeView })
  @ApiProblems(decisionProblems)
  drop(@Param() params: LimitChangeParams, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.decide(params, 'dropped', keyed, reply);
  }

  private async decide(
    { programme, change }: LimitChangeParams,
    verdict: 'approved' | 'dropped',
    keyed: Asked,
    reply: FastifyReply,
  ): Promise<void> {
    const settings = await settingsWithinReach(this.programmes, programme);
    const by = askerNow();
    const answer = await answerRepeatable(this.database, 'certificates', keyed, async () => {
      const known = await this.limitChanges.decide(settings, { change: change.toLowerCase(), verdict, by });
      if (!known.ok) throw problemFrom(decisionProblems, known.error);
      return { status: 200, body: viewOf(known.value) };
    });
    sendAnswer(reply, answer);
  }
}

const viewOf = (known: LimitChange): LimitChangeView => ({
  id: known.change,
  certificateGroup: known.certificateGroup,
  countLimit: known.countLimit,
  sumLimitKopecks: known.sumLimit,
  act: known.act,
  state: known.state,
  askedOn: known.on,
  askedBy: known.by,
  ...(known.decided ? { decidedOn: known.decided.on, decidedBy: known.decided.by } : {}),
});
