import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reachNow, type Reach } from '@lib/access';
import { askerNow } from '@lib/actor';
import { Database } from '@lib/database';
import {
  ApiCreated,
  ApiProblems,
  Keyed,
  LIMIT_DEFAULT,
  AnswerTogether,
  cursorProblems,
  numberIn,
  pageOf,
  problemFrom,
  waitOf,
  type Asked,
} from '@lib/http';
import { Clock, newId, plainId } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { childProblems } from '../child/child.problems.js';
import { Vault } from '../vault/vault.js';
import { ReadLog } from '../reads/read-log.js';
import { processingProblems } from '../child/processing-consent.problems.js';
import { ProviderWords } from '../refusal/provider-words.store.js';
import { mustReachChild } from '../child/child-within-reach.http.js';
import { QuoteView } from '../money/money.dto.js';
import { Answers, WAITS, applicationId, mustReachApplication, unknownApplication } from './answers.http.js';
import { Applying, type Asked as AskedApplication, type Looked } from './applying.commands.js';
import {
  ApplicationDetails,
  ApplicationDto,
  ApplicationView,
  ApplicationsPage,
  ApplicationsQuery,
} from './application.dto.js';
import { applicationProblems, knowledgeProblems } from './application.problems.js';
import { allNamed, viewsWhere } from './application.query.js';
import { FundsWatch } from './funds-watch.js';
import { KnownWorld } from './known-world.http.js';
import { Lookups } from './lookups.js';
import { ShownTerms } from './shown-terms.http.js';

@ApiTags('applications')
@Controller('applications')
export class ApplicationController {
  private readonly together: AnswerTogether<AskedApplication, Looked>;

  constructor(
    private readonly database: Database,
    clock: Clock,
    applying: Applying,
    private readonly watch: FundsWatch,
    private readonly answers: Answers,
    private readonly known: KnownWorld,
    private readonly lookups: Lookups,
    private readonly terms: ShownTerms,
    private readonly words: ProviderWords,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
  ) {
    this.together = new AnswerTogether({
      database,
      schema: 'enrollment',
      look: (tx, many) => applying.look(tx, many),
      work: async (tx, requests, looked) => {
        const many = requests.map(({ item, within }) => ({ asked: item, within }));
        const recorded = await applying.applyEach(tx, many, looked, { now: clock.now() });
        return recorded.map((one) =>
          one.ok
            ? { status: 201, body: one.value.view, beside: one.value.childId }
            : problemFrom(processingProblems, one.error),
        );
      },
    });
  }

  @Post()
  @WAITS
  @ApiOperation({ summary: 'Apply for a place. A refused application is recorded too, with its reason.' })
  @ApiCreated(ApplicationView, '/applications/{id}')
  @ApiProblems(knowledgeProblems, childProblems, processingProblems)
  async apply(@Body() asked: ApplicationDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { groupId, start } = asked;
    // As the register keeps it, however it was typed.
    const childId = plainId(asked.childId) ?? asked.childId;
    await mustReachChild(this.database, this.vault, childId);
    const programme = await this.known.programmeFor({ child: this.vault.indexOf(childId), groupId, start });
    const submittedOn = await this.answers.today(programme);
    const request = { id: newId(), childId, groupId, start, submittedOn };
    await this.answers.send(await this.together.answer(keyed, { request, programme }), reply);
  }

  @Get(':id')
  @WAITS
  @ApiOperation({
    summary:
      'An application, which after its conclusion is the contract. For the family and the operator: where terms have ' +
      'changed, both, and what each would cost. For the provider: its offer, and the age of the child in whole years.',
  })
  @ApiResponse({
    status: 200,
    type: ApplicationDetails,
    headers: {
      ETag: { description: 'Names the terms shown, for `If-Match` of `confirm`.', schema: { type: 'string' } },
    },
  })
  @ApiProblems({ 'unknown-application': applicationProblems['unknown-application'] })
  async one(
    @Param('id') id: string,
    @Headers('prefer') prefer: string | undefined,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationDetails> {
    const known = applicationId(id);
    await mustReachApplication(this.database, known);
    const view = await this.watch.settled(known, waitOf(prefer, reply));
    if (!view) throw unknownApplication();
    const reach = reachNow();
    const shown = reach.isOfProvider ? undefined : await this.terms.of(view.id, language);
    const offer = reach.isOfProvider ? await this.terms.offerOf(view.id) : undefined;
    if ((shown ?? offer) && view.holderId !== null) {
      const why = reach.isOfFamily ? 'family' : 'application';
      await this.reads.record({ holderId: view.holderId, what: 'terms', why });
    }
    if (shown) void reply.header('etag', shown.tag);
    const application = await this.lookups.named(view);
    const reader = { isFamily: reach.isOfFamily, name: askerNow() };
    const consent = isPartyTo(reach) ? await this.terms.consentTo(view.id, reader) : {};
    return {
      ...application,
      ...shown?.details,
      ...offer,
      ...consent,
      ...(await this.words.of(this.database, view.id, language)),
    };
  }

  @Get(':id/quote')
  @ApiOperation({
    summary:
      'What an application would cost by its own terms if it were concluded now; what it does cost, once the money is ' +
      'reserved. That is what a family consents to.',
  })
  @ApiResponse({ status: 200, type: QuoteView })
  @ApiProblems({ 'unknown-application': applicationProblems['unknown-application'] })
  async quote(@Param('id') id: string, @Headers('accept-language') language: string | undefined): Promise<QuoteView> {
    const application = applicationId(id);
    await mustReachApplication(this.database, application);
    return this.terms.quoteOf(application, language);
  }

  @Get()
  @ApiOperation({ summary: 'Applications in the order in which they were recorded.' })
  @ApiResponse({ status: 200, type: ApplicationsPage })
  @ApiProblems(cursorProblems)
  async list(@Query() query: ApplicationsQuery): Promise<ApplicationsPage> {
    const { state, group: groupId, childId, providerId, waitsFor, limit = LIMIT_DEFAULT, cursor } = query;
    const after = numberIn(cursor) ?? 0;
    const only =
      waitsFor &&
      ((ids: readonly string[]) =>
        waitsFor === 'confirm' ? this.terms.changedAmong(ids) : this.terms.notConsentedAmong(ids));
    const found = await viewsWhere(
      this.database,
      reachNow(),
      {
        state,
        groupId,
        child: childId === undefined ? undefined : this.vault.indexOf(plainId(childId) ?? childId),
        providerId,
      },
      after,
      limit + 1,
      only,
    );
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    const views = items.map(({ view }) => view);
    return { items: await allNamed(this.database, this.vault, views), ...page };
  }
}

/** What a family has agreed with a provider is between them and the operator. */
const isPartyTo = (reach: Reach): boolean => reach.isEverything || reach.isOfFamily || reach.providers.length > 0;
