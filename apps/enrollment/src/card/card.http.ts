import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { ApiProblems, LIMIT_DEFAULT, cursorProblems, numberIn, pageOf, problemFrom } from '@lib/http';
import { allNamed, viewsOfChild } from '../application/application.query.js';
import { holdersOf } from '../child/child.query.js';
import { childProblems } from '../child/child.problems.js';
import { reachedChild } from '../child/child-within-reach.http.js';
import { guardianshipsOfChild, withChildIds } from '../child/guardianship.query.js';
import { processingOfChild } from '../child/processing-consent.store.js';
import { Consents } from '../consent/consent.store.js';
import { ReadLog } from '../reads/read-log.js';
import { readsOf, type ReadRow } from '../reads/reads.query.js';
import { registrationsOf, viewOf } from '../registration/registration.store.js';
import { ProviderWords } from '../refusal/provider-words.store.js';
import { Vault } from '../vault/vault.js';
import { CardQuery, CardView, CopyView, ReadsPage, ReadsQuery, type ReadView } from './card.dto.js';
import { cardProblems } from './card.problems.js';
import { cardOf } from './card.query.js';
import { purposeOf } from './purpose.http.js';
import { READS_IN_COPY, readViewFor } from './read-view.js';

/** What is held on a child, and who has looked at it (docs/rules.md §10). */
@ApiTags('children')
@Controller('children/:childId')
export class CardController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
    private readonly words: ProviderWords,
    private readonly consents: Consents,
  ) {}

  @Get('card')
  @ApiOperation({ summary: 'What the vault holds of a child. Who asks, when and what for is recorded first.' })
  @ApiOkResponse({ type: CardView })
  @ApiProblems(cardProblems)
  async card(@Param('childId') childId: string, @Query() { why }: CardQuery): Promise<CardView> {
    const { holderId } = await reachedChild(this.database, this.vault, childId);
    await this.reads.record({ holderId, what: 'card', why: purposeOf(why) });
    return this.cardOf(holderId);
  }

  @Get('copy')
  @ApiOperation({
    summary: 'A copy of all that is held on a child here. Who asks, when and what for is recorded first.',
  })
  @ApiOkResponse({ type: CopyView })
  @ApiProblems(cardProblems)
  async copy(@Param('childId') childId: string, @Query() { why }: CardQuery): Promise<CopyView> {
    const { holderId } = await reachedChild(this.database, this.vault, childId);
    await this.reads.record({ holderId, what: 'copy', why: purposeOf(why) });
    const holders = await holdersOf(this.database, holderId);
    const [card, ...merged] = await inTurn(holders, (holder) => this.cardOf(holder));
    if (!card) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
    const held = await inTurn(holders, (holder) => this.heldUnder(holder));
    return {
      card,
      merged,
      guardianships: held.flatMap(({ guardianships }) => guardianships),
      registrations: held.flatMap(({ registrations }) => registrations),
      applications: held.flatMap(({ applications }) => applications),
      consents: held.flatMap(({ consents }) => consents),
      processingConsents: held.flatMap(({ processingConsents }) => processingConsents),
      reads: (await readsOf(this.database, holders, undefined, READS_IN_COPY)).map(readView),
    };
  }

  @Get('reads')
  @ApiOperation({ summary: 'Who has looked at what is held on a child, when and what for.' })
  @ApiOkResponse({ type: ReadsPage })
  @ApiProblems(childProblems, cursorProblems)
  async looks(
    @Param('childId') childId: string,
    @Query() { limit = LIMIT_DEFAULT, cursor }: ReadsQuery,
  ): Promise<ReadsPage> {
    const { holderId } = await reachedChild(this.database, this.vault, childId);
    const before = numberIn(cursor);
    const holders = await holdersOf(this.database, holderId);
    const found = await readsOf(this.database, holders, before, limit + 1);
    const { items, ...page } = pageOf(found, limit, ({ number }) => [String(number)]);
    return { items: items.map(readView), ...page };
  }

  private async heldUnder(holderId: string) {
    const applications = await allNamed(this.database, this.vault, await viewsOfChild(this.database, holderId));
    const words = await this.words.ofChild(this.database, holderId);
    const registrations = await registrationsOf(this.database, holderId);
    return {
      guardianships: await withChildIds(this.database, this.vault, await guardianshipsOfChild(this.database, holderId)),
      registrations: registrations.map((one) => viewOf(one, reachNow().isOfFamily)),
      consents: await this.consents.ofChild(this.database, holderId),
      processingConsents: await processingOfChild(this.database, this.vault, holderId),
      applications: applications.map((view) => {
        const providerWords = words.get(view.id);
        return providerWords === undefined ? view : { ...view, providerWords };
      }),
    };
  }

  /** @throws ProblemError 404 `unknown-child`: erased meanwhile */
  private async cardOf(holderId: string): Promise<CardView> {
    const card = await cardOf(this.database, this.vault, holderId);
    if (!card) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
    return card;
  }
}

/** One after the other: on one connection everybody waits for each. */
const inTurn = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
};

const readView = (row: ReadRow): ReadView => readViewFor(row, reachNow().isOfFamily);
