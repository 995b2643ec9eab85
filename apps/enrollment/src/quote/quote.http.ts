import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { ApiProblems } from '@lib/http';
import { plainId } from '@lib/kernel';
import { knowledgeProblems } from '../application/application.problems.js';
import { childProblems } from '../child/child.problems.js';
import { mustReachChild } from '../child/child-within-reach.http.js';
import { QuoteView } from '../money/money.dto.js';
import { quoteInWords } from '../money/money.http.js';
import { Vouchers } from '../money/vouchers.js';
import { Vault } from '../vault/vault.js';
import { QuoteQuery, VoucherParams, VoucherQuery, VoucherView } from './quote.dto.js';
import { Quotes } from './quotes.http.js';

@ApiTags('quotes')
@Controller('quotes')
export class QuoteController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly quotes: Quotes,
    private readonly vouchers: Vouchers,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'What a place would cost this child now, or why it would be refused, as applying and concluding now would answer.',
  })
  @ApiResponse({ status: 200, type: QuoteView })
  @ApiProblems(knowledgeProblems, childProblems)
  async quote(
    @Query() { childId, groupId, start }: QuoteQuery,
    @Headers('accept-language') language: string | undefined,
  ): Promise<QuoteView> {
    const asked = { childId: plainId(childId) ?? childId, groupId, start };
    await mustReachChild(this.database, this.vault, asked.childId);
    return quoteInWords(await this.quotes.quote(asked), language);
  }

  @Get('vouchers/:voucher')
  @ApiOperation({ summary: 'Whether enrolment has asked certificates for a quote on behalf of the same login.' })
  @ApiResponse({ status: 200, type: VoucherView })
  voucher(@Param() { voucher }: VoucherParams, @Query() { question }: VoucherQuery): VoucherView {
    return { holds: this.vouchers.holds(voucher, question) };
  }
}
