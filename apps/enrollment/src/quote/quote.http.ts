import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '@lib/http';
import { plainId } from '@lib/kernel';
import { knowledgeProblems } from '../application/application.problems.js';
import { QuoteView } from '../money/money.dto.js';
import { quoteInWords } from '../money/money.http.js';
import { QuoteQuery } from './quote.dto.js';
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
