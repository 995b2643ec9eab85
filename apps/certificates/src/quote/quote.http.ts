import { noteAccount, questionDigest } from '@lib/access';
import { ApiProblems, ProblemError } from '@lib/http';
import { dateAt, kopecks, newId, type Clock } from '@lib/kernel';
import { localeOf, phrase } from '@lib/wording';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { placeOnOffer, reserveCommand } from '../account/account.commands.js';
import { HolderParams } from '../account/account.dto.js';
import type { Account } from '../account/domain/account.js';
import type { AccountEvent } from '../account/domain/events.js';
import { quote } from '../account/domain/reserve.js';
import { HolderReach } from '../balance/holder-reach.http.js';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import type { Limit, LimitEvent } from '../limit/domain/limit.js';
import type { CertificateNumbers } from '../number/number.commands.js';
import { Programmes } from '../programme/programme.commands.js';
import { QuoteView, ReserveQuoteDto } from './quote.dto.js';
import { quoteProblems } from './quote.problems.js';

/** What a request for money would be answered with now, without side effects, by the code that reserves. */
export class Quotes {
  constructor(
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly limits: Ledger<Limit, LimitEvent>,
    private readonly numbers: CertificateNumbers,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 404 `unknown-programme` */
  async quote(asked: ReserveQuoteDto): Promise<ReturnType<typeof quote>> {
    const programme = await this.programmes.find(asked.programme);
    if (!programme) throw new ProblemError(404, 'unknown-programme', { programme: asked.programme });
    const on = dateAt(this.clock.now(), programme.timeZone);
    const command = reserveCommand(
      {
        contract: newId(),
        on,
        lastDay: asked.lastDay,
        terms: {
          financingProgramme: asked.programme,
          group: asked.groupId,
          module: asked.moduleId,
          provider: asked.providerId,
          direction: asked.direction,
          start: asked.start,
          groupFirstDay: asked.groupFirstDay,
          groupLastDay: asked.groupLastDay,
          price: kopecks(asked.priceKopecks),
          normativeCost: kopecks(asked.normativeCostKopecks),
        },
      },
      programme,
    );
    const holder = asked.holder.toLowerCase();
    const { state } = await this.accounts.load(streams.account(holder));
    const answer = quote(state, command);
    if (answer.ok || answer.error !== 'place-needed') return answer;
    const number = await this.numbers.onOffer(holder, state, programme, on);
    const { state: limit } = await this.limits.load(streams.limit(asked.programme), [holder]);
    const place = number && placeOnOffer(limit, holder, asked.certificateGroup, programme, on, number);
    return quote(state, { ...command, place: place || 'none' });
  }
}

@ApiTags('quotes')
@Controller()
export class QuoteController {
  constructor(
    private readonly quotes: Quotes,
    private readonly reach: HolderReach,
  ) {}

  @Post('reserve-quotes')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What a request for money would be answered with now; changes nothing. Families ask enrolment: GET /quotes',
  })
  @ApiOkResponse({ type: QuoteView })
  @ApiProblems(quoteProblems, { 'unknown-account': { status: 404 } })
  async reserve(@Body() asked: ReserveQuoteDto, @Headers('accept-language') language?: string): Promise<QuoteView> {
    await this.mustBeAllowed(asked);
    const answer = await this.quotes.quote(asked);
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
      parts: parts.map((part) => ({
        month: part.month,
        shareKopecks: part.share,
        coPaymentKopecks: part.coPayment,
      })),
    };
  }

  /** @throws ProblemError 404 `unknown-account`; PeerAway */
  private async mustBeAllowed({ voucher, ...question }: ReserveQuoteDto): Promise<void> {
    noteAccount(question.holder.toLowerCase());
    if (voucher !== undefined && (await this.reach.isVouched(voucher, questionDigest(question)))) return;
    await this.reach.mustReach(question.holder.toLowerCase());
  }

  @Get('accounts/:holder/quote')
  @ApiOperation({
    deprecated: true,
    summary: 'Moved to enrolment, which knows the child, the places and the catalogue: GET /quotes there',
  })
  // What the old address took: who asks it as before is told where to go.
  @ApiQuery({ name: 'programme', required: false, type: String })
  @ApiQuery({ name: 'groupId', required: false, type: String })
  @ApiQuery({ name: 'start', required: false, type: String })
  @ApiQuery({ name: 'category', required: false, type: String })
  @ApiProblems({ 'quote-moved': { status: 410 } })
  moved(@Param() _: HolderParams, @Res({ passthrough: true }) reply: FastifyReply): never {
    void reply.header('link', '</quotes>; rel="successor-version"');
    throw new ProblemError(410, 'quote-moved', { service: 'enrollment', path: '/quotes' });
  }
}
