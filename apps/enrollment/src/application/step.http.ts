import { Body, Controller, Headers, HttpCode, Param, Post, Res, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { askerNow } from '@lib/actor';
import { Database, type Sql } from '@lib/database';
import {
  ApiProblems,
  Keyed,
  ProblemError,
  answerOnce,
  entityTags,
  problemFrom,
  type Asked,
  type ProblemTable,
} from '@lib/http';
import { err, ok, type CalendarDate } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { givenBy } from '../child/domain/given.js';
import { givenProblems } from '../child/given.problems.js';
import { ConsentDto } from '../consent/consent.dto.js';
import { PRESENT_QUOTE_TEXT } from '../consent/consent-texts.js';
import { ProviderWords } from '../refusal/provider-words.store.js';
import { RefusalDto } from '../refusal/refusal.dto.js';
import { Answers, WAITS, applicationId, mustReachApplication } from './answers.http.js';
import { ApplicationView, TerminationDto } from './application.dto.js';
import { gainsDays, type SaidConsent } from './application.commands.js';
import { applicationProblems, knowledgeProblems } from './application.problems.js';
import { reachesApplication } from './application.reach.js';
import type { ViewRow } from './application.row.js';
import type { Party } from './domain/application.js';
import type { Action } from './domain/decide.js';
import { KnownWorld } from './known-world.http.js';
import { Steps } from './taking-steps.http.js';
import { coPaymentSeen } from './terms-tag.js';

const { 'unknown-application': unknown, 'action-not-allowed': notAllowed, ...others } = applicationProblems;

const SEES = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'The `ETag` of the application as the family saw it; without it the present terms are meant.',
});

/** What a step is taken with. */
type With = {
  /** The tags of the terms that the family has seen. */
  readonly seen?: readonly string[] | undefined;
  /** What the family consents to with it, by the day on which it is taken. */
  readonly consent?: ((today: CalendarDate) => SaidConsent) | undefined;
  /** What else is recorded with it. */
  readonly record?: (tx: Sql, taken: ViewRow) => Promise<void>;
};

/** What a step is, and what it answers. */
const Step = (summary: string, ...problems: readonly ProblemTable<string>[]): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiOperation({ summary }),
    ApiResponse({ status: 200, type: ApplicationView }),
    ApiProblems({ 'unknown-application': unknown, 'action-not-allowed': notAllowed }, ...problems),
  );

/** The steps of an application: what the provider, the family and the operator do about it (docs/rules.md §2, §4). */
@ApiTags('applications')
@Controller('applications')
export class StepController {
  constructor(
    private readonly database: Database,
    private readonly steps: Steps,
    private readonly answers: Answers,
    private readonly known: KnownWorld,
    private readonly words: ProviderWords,
  ) {}

  @Post(':id/accept')
  @WAITS
  @Step('The provider agrees to an application that is requested.', {
    'terms-changed': others['terms-changed'],
  })
  accept(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'accept' }, keyed, reply);
  }

  @Post(':id/refuse')
  @Step(
    'The provider refuses an application that is requested; a reason and words of its own are shown with the application.',
  )
  @ApiBody({ type: RefusalDto, required: false })
  refuse(
    @Param('id') id: string,
    @Body() refusal: RefusalDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // The answer is kept with the key for ever: it never has the words.
    const record = (tx: Sql, refused: ViewRow): Promise<void> => this.words.record(tx, refused, refusal);
    return this.take(id, { type: 'refuse' }, keyed, reply, { record });
  }

  @Post(':id/withdraw')
  @Step('The family withdraws an application that is not concluded.')
  withdraw(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'withdraw' }, keyed, reply);
  }

  @Post(':id/consent')
  @Step(
    'The family consents to the terms of an open application and to a co-payment that is not above so much; or somebody ' +
      'records the paper on which it did. The child is not enrolled without it.',
    givenProblems,
    { 'terms-not-seen': others['terms-not-seen'] },
  )
  @SEES
  async consent(
    @Param('id') id: string,
    @Body() { coPaymentAtMostKopecks: coPaymentAtMost, textVersion, paper }: ConsentDto,
    @Keyed() keyed: Asked,
    @Headers('if-match') seen: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isFamily = paper ? reachNow().isOfFamily : await this.isOfFamily(applicationId(id));
    const consent = (today: CalendarDate): SaidConsent => {
      const said = givenBy({ isFamily }, paper, today);
      const given = said.ok ? said : err(problemFrom(givenProblems, said.error));
      return { given, coPaymentAtMost, textVersion, by: askerNow() };
    };
    await this.take(id, { type: 'consent' }, seenWith(keyed, seen), reply, { seen: entityTags(seen), consent });
  }

  @Post(':id/confirm')
  @Step(
    'The family takes the present terms of an application whose terms have changed. In its own login that is its consent to ' +
      'them, and to the co-payment of the quote, where it has seen one.',
    { 'terms-not-seen': others['terms-not-seen'] },
    knowledgeProblems,
  )
  @SEES
  async confirm(
    @Param('id') id: string,
    @Keyed() keyed: Asked,
    @Headers('if-match') seen: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await mustReachApplication(this.database, applicationId(id));
    await this.known.ofApplication(applicationId(id));
    const tags = entityTags(seen);
    const coPaymentAtMost = tags && (await this.isOfFamily(applicationId(id))) ? coPaymentSeen(tags) : undefined;
    const consent =
      coPaymentAtMost === undefined
        ? undefined
        : (): SaidConsent => ({
            given: ok({ how: 'own-login' } as const),
            coPaymentAtMost,
            textVersion: PRESENT_QUOTE_TEXT,
            by: askerNow(),
          });
    await this.take(id, { type: 'confirm' }, seenWith(keyed, seen, 'confirm'), reply, { seen: tags, consent });
  }

  @Post(':id/conclude')
  @WAITS
  @Step('The accepted application becomes a contract: the child is enrolled. The family has consented before.', {
    'terms-changed': others['terms-changed'],
    'consent-missing': others['consent-missing'],
  })
  conclude(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'conclude' }, keyed, reply);
  }

  @Post(':id/terminate')
  @Step('Notice of a contract: it ends with the month; before its start it is withdrawn and everything returns.', {
    'notice-date-not-possible': others['notice-date-not-possible'],
  })
  terminate(
    @Param('id') id: string,
    @Body() { by, on }: TerminationDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!mayGiveNotice(by)) throw new ProblemError(403, 'not-allowed');
    return this.take(id, { type: 'terminate', by, on }, keyed, reply);
  }

  @Post(':id/revoke-notice')
  @WAITS
  @Step(
    'Takes back a notice that was entered by mistake, on the day of its entry, while its place and money are there.',
    { 'notice-place-taken': others['notice-place-taken'] },
  )
  revokeNotice(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'revoke-notice' }, keyed, reply);
  }

  @Post(':id/stop-waiting')
  @Step('For operators: ends an application whose money is not answered for, and gives back what was taken for it.')
  stopWaiting(@Param('id') id: string, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.take(id, { type: 'stop-waiting' }, keyed, reply);
  }

  private async take(
    givenId: string,
    action: Action,
    keyed: Asked,
    reply: FastifyReply,
    { seen, consent, record }: With = {},
  ): Promise<void> {
    const id = applicationId(givenId);
    const today = await this.steps.dayOf(id);
    const step = { id, action, today, seen, consent: consent?.(today) };
    const isAlone = record !== undefined || gainsDays(action);
    const answer = isAlone
      ? await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
          const taken = await this.steps.take(tx, step);
          await record?.(tx, taken);
          return { status: 200, body: taken };
        })
      : await this.steps.answer(keyed, step);
    await this.answers.send(answer, reply);
  }

  /** Whether somebody reaches an application as the family of its child, whatever else it may be. */
  private isOfFamily(id: string): Promise<boolean> {
    return reachesApplication(this.database, reachNow().ofFamily, id);
  }
}

/** What was seen is part of what is asked: the same key with another tag is another request. */
const seenWith = ({ key, request }: Asked, seen: string | undefined, what = 'asked'): Asked => ({
  key,
  request: seen === undefined ? request : { ...request, body: { [what]: request.body ?? null, seen } },
});

/** Nobody gives notice in the name of another party. */
const mayGiveNotice = (by: Party): boolean => {
  const reach = reachNow();
  if (reach.isEverything) return true;
  return by === 'provider' ? reach.providers.length > 0 : by === 'family' && reach.persons.length > 0;
};
