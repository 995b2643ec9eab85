import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { callerNow, reachNow } from '@lib/access';
import { askerNow } from '@lib/actor';
import { Database, type Sql } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  ProblemError,
  answerOnce,
  cursorProblems,
  invalidRequest,
  isUuid,
  numberIn,
  pageOf,
  problemFrom,
  sendAnswer,
  type Asked,
  type Fault,
} from '@lib/http';
import { Clock, plainId } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { parentOf } from '../parent/parent.store.js';
import { ReadLog } from '../reads/read-log.js';
import { Vault } from '../vault/vault.js';
import { confirmExisting, confirmNew, refuse, register } from './registration.commands.js';
import {
  ConfirmationDto,
  RegistrationDetail,
  RegistrationDto,
  RegistrationRefusalDto,
  RegistrationView,
  RegistrationsPage,
  RegistrationsQuery,
} from './registration.dto.js';
import { confirmProblems, refuseProblems, registerProblems } from './registration.problems.js';
import { registrationsWhere, saidIn, similarTo, viewOf, type Registration } from './registration.store.js';

/** Children whom their parents register (docs/rules.md §10). What is kept with the key of a request says nothing of them. */
@ApiTags('registrations')
@Controller('registrations')
export class RegistrationController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register a child: it is one of yours when the operator confirms it.' })
  @ApiCreated(RegistrationView, '/registrations/{id}')
  @ApiProblems(registerProblems)
  async register(@Body() said: RegistrationDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const person = callerNow()?.name;
    if (person === undefined) throw new ProblemError(403, 'not-allowed');
    const faults = faultsOfDocument(said);
    if (faults.length > 0) throw invalidRequest(faults);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const asked = await register(tx, this.vault, { person, said }, this.clock.now());
      if (!asked.ok) throw problemFrom(registerProblems, asked.error);
      return { status: 201, body: shown(asked.value) };
    });
    sendAnswer(reply, answer);
  }

  @Get()
  @ApiOperation({
    summary: 'Registrations in the order in which they came: one’s own, or all. What was said is not among it.',
  })
  @ApiOkResponse({ type: RegistrationsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { state, limit = LIMIT_DEFAULT, cursor }: RegistrationsQuery): Promise<RegistrationsPage> {
    const after = numberIn(cursor) ?? 0;
    const found = await registrationsWhere(this.database, reachNow(), { state, after }, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(shown), ...page };
  }

  @Get(':id')
  @ApiOperation({
    summary:
      'A registration, what was said in it, and for operators who the parent is; that somebody asked is recorded first.',
  })
  @ApiOkResponse({ type: RegistrationDetail })
  @ApiProblems({ 'unknown-registration': refuseProblems['unknown-registration'] })
  async one(@Param('id') given: string): Promise<RegistrationDetail> {
    const { isOfFamily } = reachNow();
    const known = await this.reached(this.database, given);
    if (known.state !== 'waiting') return shown(known);
    const why = isOfFamily ? 'family' : 'registration';
    const parent = isOfFamily ? undefined : await parentOf(this.database, this.vault, known.person);
    await this.reads.record(
      { holderId: known.holderId, what: 'registration', why },
      ...(parent ? [{ holderId: known.person, what: 'parent', why } as const] : []),
    );
    const waiting = await saidIn(this.database, this.vault, known.id);
    // Decided meanwhile.
    if (!waiting) return shown(await this.reached(this.database, given));
    const { said } = waiting;
    if (isOfFamily) return { ...shown(known), said };
    const similar = await similarTo(this.database, this.vault, known.id, said);
    return { ...shown(known), said, ...(parent && { parent: parent.view }), similar };
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm a registration: its parent is a guardian of the child, a new one or one that the register has.',
  })
  @ApiOkResponse({ type: RegistrationView })
  @ApiProblems(confirmProblems)
  async confirm(
    @Param('id') given: string,
    @Body() { childId: named, as }: ConfirmationDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const childId = plainId(named);
    if (childId === undefined) throw invalidRequest([{ pointer: '/childId', code: 'forbidden-characters' }]);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const { id } = await this.reached(tx, given);
      const confirm = as === 'new' ? confirmNew : confirmExisting;
      const confirmed = await confirm(tx, this.vault, { id, childId, by: askerNow() }, this.clock.now());
      if (!confirmed.ok) throw problemFrom(confirmProblems, confirmed.error);
      return { status: 200, body: shown(confirmed.value) };
    });
    sendAnswer(reply, answer);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse a registration: what was said in it is erased.' })
  @ApiOkResponse({ type: RegistrationView })
  @ApiProblems(refuseProblems)
  async refuse(
    @Param('id') given: string,
    @Body() { reason }: RegistrationRefusalDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendAnswer(reply, await this.refused(given, reason, keyed));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take one’s registration back: what was said in it is erased.' })
  @ApiOkResponse({ type: RegistrationView })
  @ApiProblems(refuseProblems)
  async withdraw(@Param('id') given: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    sendAnswer(reply, await this.refused(given, 'withdrawn', keyed));
  }

  private refused(given: string, reason: RegistrationView['reason'], keyed: Asked): ReturnType<typeof answerOnce> {
    return answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const { id } = await this.reached(tx, given);
      const refused = await refuse(tx, this.vault, { id, reason, by: askerNow() }, this.clock.now());
      if (!refused.ok) throw problemFrom(refuseProblems, refused.error);
      return { status: 200, body: shown(refused.value) };
    });
  }

  /** @throws ProblemError 404 `unknown-registration`, for one of somebody else as for none */
  private async reached(sql: Sql, given: string): Promise<Registration> {
    const [known] = isUuid(given) ? await registrationsWhere(sql, reachNow(), { id: given.toLowerCase() }, 1) : [];
    if (!known) throw problemFrom(refuseProblems, { reason: 'unknown-registration' as const });
    return known;
  }
}

const shown = (registration: Registration): ReturnType<typeof viewOf> => viewOf(registration, reachNow().isOfFamily);

/** A number without a letter or a digit would be that of every other such document. @param at the pointer to what is said */
export const faultsOfDocument = ({ document }: Pick<RegistrationDto, 'document'>, at = ''): readonly Fault[] =>
  /[\p{L}\p{N}]/u.test(document.number) ? [] : [{ pointer: `${at}/document/number`, code: 'invalid' }];
