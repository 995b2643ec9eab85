import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  answerOnce,
  entityTags,
  invalidRequest,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Clock } from '@lib/kernel';
import { Body, Controller, Get, Headers, HttpCode, Post, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ReadLog } from '../reads/read-log.js';
import { Vault } from '../vault/vault.js';
import { eraseParent, tellOfParent, type Replaces } from './parent.commands.js';
import { ParentDto, ParentErasureView, ParentView } from './parent.dto.js';
import { parentProblems, tellProblems } from './parent.problems.js';
import { parentOf, type KnownParent } from './parent.store.js';
import { personNow } from './person-now.http.js';

const TAGGED = {
  ETag: { description: 'Names the version, for `If-Match` of the next `PUT`.', schema: { type: 'string' as const } },
};

/** Who a parent is, as it says itself (docs/rules.md §10). */
@ApiTags('parents')
@Controller('parents/me')
export class ParentController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
  ) {}

  @Put()
  @ApiOperation({
    summary: 'Say who you are, or correct it: operators see it with your registrations and with your children.',
    description: 'It takes the place of all that was said before. A repetition with the same `If-Match` is refused.',
  })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The `ETag` of what is there, as you have seen it; needed where something is there.',
  })
  @ApiHeader({ name: 'If-None-Match', required: false, description: '`*`: only where nothing is there.' })
  @ApiResponse({ status: 200, type: ParentView, headers: TAGGED })
  @ApiCreated(ParentView, '/parents/me')
  @ApiProblems(tellProblems)
  async tell(
    @Body() said: ParentDto,
    @Headers('if-match') match: string | undefined,
    @Headers('if-none-match') noneMatch: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = personNow();
    checkMail(said);
    const replaces = replacedBy(match, noneMatch);
    const told = await this.database.transaction((tx) =>
      tellOfParent(tx, this.vault, { person, said, replaces }, this.clock.now()),
    );
    if (!told.ok) throw problemFrom(tellProblems, told.error);
    void reply.header('etag', tagOf(told.value));
    sendAnswer(reply, { status: told.value.isNew ? 201 : 200, body: told.value.view });
  }

  @Get()
  @ApiOperation({ summary: 'What you have said of yourself.' })
  @ApiResponse({ status: 200, type: ParentView, headers: TAGGED })
  @ApiProblems(parentProblems)
  async me(@Res({ passthrough: true }) reply: FastifyReply): Promise<ParentView> {
    const person = personNow();
    const known = await parentOf(this.database, this.vault, person);
    if (!known) throw problemFrom(parentProblems, { reason: 'unknown-parent' as const });
    await this.reads.record({ holderId: person, what: 'parent', why: 'family' });
    void reply.header('etag', tagOf(known));
    return known.view;
  }

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Erase what you have said of yourself, at once and for good.',
    description: 'Your children, guardianships and registrations stay, and so does what was paid for.',
  })
  @ApiResponse({ status: 200, type: ParentErasureView })
  @ApiProblems(parentProblems)
  async erase(@Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const person = personNow();
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const erased = await eraseParent(tx, person);
      if (!erased.ok) throw problemFrom(parentProblems, erased.error);
      return { status: 200, body: { erasedAt: this.clock.now() } };
    });
    sendAnswer(reply, answer);
  }
}

const MAIL_ADDRESS = /^[^\s@<>",;:()\\]+@[^\s@<>",;:()\\]+\.[^\s@<>",;:()\\]+$/;

/** @throws ProblemError 400: mail is wanted, and there is no address to which it could go */
const checkMail = ({ mailNews, email }: ParentDto): void => {
  if (mailNews !== true) return;
  if (email === undefined) throw invalidRequest([{ pointer: '/email', code: 'required' }]);
  if (!MAIL_ADDRESS.test(email)) throw invalidRequest([{ pointer: '/email', code: 'invalid' }]);
};

const tagOf = ({ version }: KnownParent): string => `"${version}"`;

/** @throws ProblemError 400: `If-None-Match` names nothing but `*`, and not beside an `If-Match` */
const replacedBy = (match: string | undefined, noneMatch: string | undefined): Replaces => {
  if (noneMatch !== undefined && (noneMatch.trim() !== '*' || match !== undefined))
    throw invalidRequest([{ pointer: 'If-None-Match', code: 'invalid' }]);
  if (noneMatch !== undefined) return 'nothing';
  const tags = entityTags(match);
  return tags && { versions: tags.map((tag) => /^"(.*)"$/.exec(tag)?.[1] ?? tag) };
};
