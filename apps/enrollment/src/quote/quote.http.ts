import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '@lib/http';
import { plainId } from '@lib/kernel';
import { localeOf, phrase } from '@lib/wording';
import { knowledgeProblems } from '../enrollment.problems.js';
import type { MoneyQuote } from './money.http.js';
import { QuoteQuery, QuoteView } from './quote.dto.js';
import { Quotes } from './quotes.http.js';

@ApiTags('quotes')
@Controller('quotes')
export class QuoteController {
  constructor(private readonly quotes: Quotes) {}

  @Get()
  @ApiOperation({
    summary:
      'What a place would cost this child now, or why it would be refused, as applying and concluding now would answer.',
  })
  @ApiResponse({ status: 200, type: QuoteView })
  @ApiProblems(knowledgeProblems)
  async quote(
    @Query() { childId, groupId, start }: QuoteQuery,
    @Headers('accept-language') language: string | undefined,
  ): Promise<QuoteView> {
    return quoteInWords(await this.quotes.quote({ childId: plainId(childId) ?? childId, groupId, start }), language);
  }
}

/** A quote with its reason in the reader's words. */
export const quoteInWords = (quote: MoneyQuote, language: string | undefined): QuoteView =>
  quote.possible ? quote : { ...quote, message: phrase(localeOf(language), `refusal.${quote.reason}`) };
