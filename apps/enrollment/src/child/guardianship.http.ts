import { callerNow, reachNow } from '@lib/access';
import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  ProblemError,
  answerOnce,
  cursorProblems,
  decodeCursor,
  isUuid,
  pageOf,
  problemFrom,
  sendAnswer,
  type Answer,
  type Asked,
} from '@lib/http';
import { Clock, dateAt, plainId, timeZone } from '@lib/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { claimProblems, codeProblems, endProblems } from './guardianship.problems.js';
import { claim, endGuardianship, issueCode, type Guardianship } from './guardianship.commands.js';
import {
  ClaimCodeAnswer,
  ClaimCodeDto,
  ClaimDto,
  GuardianshipView,
  GuardianshipsPage,
  GuardianshipsQuery,
} from './guardianship.dto.js';
import { guardianshipsWhere, withChildIds } from './guardianship.query.js';
import { Vault } from '../vault/vault.js';

/** Who acts for a child: what a family reaches (docs/access.md). */
@ApiTags('guardianships')
@Controller('guardianships')
export class GuardianshipController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  @Post('codes')
  @HttpCode(200)
  @ApiOperation({
    summary: 'A code by which a family claims a child of the register; it takes the place of those before it.',
  })
  @ApiOkResponse({ type: ClaimCodeAnswer })
  @ApiProblems(codeProblems)
  async issue(@Body() { childId, relation }: ClaimCodeDto): Promise<ClaimCodeAnswer> {
    const now = this.clock.now();
    const today = dateAt(now, timeZone('UTC'));
    const asked = { childId: plainId(childId) ?? childId, relation };
    const issued = await this.database.transaction((tx) => issueCode(tx, this.vault, asked, { now, today }));
    if (!issued.ok) throw problemFrom(codeProblems, issued.error);
    return issued.value;
  }

  @Post()
  @ApiOperation({ summary: 'Claim a child by the code that the operator gave: it is one of yours from now on.' })
  @ApiCreated(GuardianshipView, '/guardianships/{id}')
  @ApiProblems(claimProblems)
  async claim(@Body() { code }: ClaimDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const person = callerNow()?.name;
    if (person === undefined) throw new ProblemError(403, 'not-allowed');
    const mayBe = reachNow().persons.map(({ relation }) => relation);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const claimed = await claim(tx, { code, person, mayBe }, this.clock.now());
      if (!claimed.ok) throw problemFrom(claimProblems, claimed.error);
      return { status: 201, body: claimed.value };
    });
    await this.send(answer, reply);
  }

  @Get()
  @ApiOperation({ summary: 'Whose guardian one is: the children of a family, each with its surrogate id.' })
  @ApiOkResponse({ type: GuardianshipsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor }: GuardianshipsQuery): Promise<GuardianshipsPage> {
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    if (after !== undefined && !isUuid(after)) throw new ProblemError(400, 'invalid-cursor');
    const found = await guardianshipsWhere(this.database, reachNow(), after === undefined ? {} : { after }, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ id }) => [id]);
    return { items: await withChildIds(this.database, this.vault, items), ...page };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A guardianship that has not ended.' })
  @ApiOkResponse({ type: GuardianshipView })
  @ApiProblems(endProblems)
  async one(@Param('id') id: string): Promise<GuardianshipView> {
    const found = isUuid(id) ? await guardianshipsWhere(this.database, reachNow(), { id }, 1) : [];
    const [known] = await withChildIds(this.database, this.vault, found);
    if (!known) throw problemFrom(endProblems, { reason: 'unknown-guardianship' as const });
    return known;
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a guardianship: what it reached is out of reach at once.' })
  @ApiOkResponse({ type: GuardianshipView })
  @ApiProblems(endProblems)
  async end(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const unknown = problemFrom(endProblems, { reason: 'unknown-guardianship' as const });
    if (!isUuid(id)) throw unknown;
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const [known] = await guardianshipsWhere(tx, reachNow(), { id }, 1);
      if (!known || !(await endGuardianship(tx, id, this.clock.now()))) throw unknown;
      return { status: 200, body: known };
    });
    await this.send(answer, reply);
  }

  /** What is kept with the key of a request never names the child: that is told anew each time, as long as it is known. */
  private async send(answer: Answer, reply: FastifyReply): Promise<void> {
    const kept = answer.body as Guardianship;
    const [told] = await withChildIds(this.database, this.vault, [kept]);
    if (!told) throw problemFrom(endProblems, { reason: 'unknown-guardianship' as const });
    sendAnswer(reply, { ...answer, body: told });
  }
}
