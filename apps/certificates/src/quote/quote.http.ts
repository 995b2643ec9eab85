import { ApiProblems, ProblemError, invalidRequest } from '@lib/http';
import { calendarDate, dateAt, newId, type Clock } from '@lib/kernel';
import { localeOf, phrase } from '@lib/wording';
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { placeOnOffer, reserveCommand } from '../account/account.commands.js';
import { HolderParams } from '../account/account.dto.js';
import { accountProblems } from '../account/account.problems.js';
import type { Account } from '../account/domain/account.js';
import { quote } from '../account/domain/reserve.js';
import type { AccountEvent } from '../account/domain/events.js';
import { StudyGroups } from '../group/group.consumer.js';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import type { Limit, LimitEvent } from '../limit/domain/limit.js';
import { Programmes } from '../programme/programme.commands.js';
import { QuoteQuery, QuoteView } from './quote.dto.js';

/** What a place would cost a certificate, without side effects, by the code that reserves. */
export class Quotes {
  constructor(
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly limits: Ledger<Limit, LimitEvent>,
    private readonly programmes: Programmes,
    private readonly groups: StudyGroups,
    private readonly clock: Clock,
  ) {}

  async quote(holder: string, query: QuoteQuery): Promise<ReturnType<typeof quote>> {
    const programme = await this.programmes.find(query.programme);
    if (!programme) throw new ProblemError(404, 'unknown-programme', { programme: query.programme });
    const group = await this.groups.find(query.groupId);
    if (!group) throw new ProblemError(404, 'unknown-group', { groupId: query.groupId });
    const start = calendarDate(query.start);
    const { from, toExclusive } = programme.period;
    if (start < group.firstDay || start >= group.lastDay)
      throw invalidRequest([{ pointer: '?start', code: 'start-outside-group' }]);
    if (start < from || start >= toExclusive)
      throw invalidRequest([{ pointer: '?start', code: 'start-outside-period' }]);
    const on = dateAt(this.clock.now(), programme.timeZone);
    const command = reserveCommand(
      {
        contract: newId(),
        on,
        terms: {
          programme: query.programme,
          group: group.groupId,
          module: group.moduleId,
          provider: group.providerId,
          direction: group.direction,
          start,
          groupFirstDay: group.firstDay,
          groupLastDay: group.lastDay,
          price: group.priceKopecks,
          normativeCost: group.normativeCostKopecks,
        },
      },
      programme,
    );
    const { state } = await this.accounts.load(streams.account(holder));
    const answer = quote(state, command);
    if (answer.ok || answer.error !== 'place-needed') return answer;
    const { state: limit } = await this.limits.load(streams.limit(query.programme));
    const place = placeOnOffer(limit, holder, query.category ?? 'general', programme, on) ?? 'none';
    return quote(state, { ...command, place });
  }
}

@ApiTags('accounts')
@Controller('accounts')
export class QuoteController {
  constructor(private readonly quotes: Quotes) {}

  @Get(':holder/quote')
  @ApiOperation({ summary: 'What a place would cost this certificate from a date; changes nothing' })
  @ApiOkResponse({ type: QuoteView })
  @ApiProblems(accountProblems)
  async quote(
    @Param() { holder }: HolderParams,
    @Query() query: QuoteQuery,
    @Headers('accept-language') language?: string,
  ): Promise<QuoteView> {
    const answer = await this.quotes.quote(holder, query);
    if (!answer.ok)
      return {
        possible: false,
        reason: answer.error,
        message: phrase(localeOf(language), `refusal.${answer.error}`),
      };
    const { lastDay, fullPrice, fullNorm, share, coPayment, parts } = answer.value;
    return {
      possible: true,
      lastDay,
      fullPriceKopecks: fullPrice,
      fullNormKopecks: fullNorm,
      shareKopecks: share,
      coPaymentKopecks: coPayment,
      parts,
    };
  }
}
