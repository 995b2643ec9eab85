import { reachNow } from '@lib/access';
import { ApiProblems, LIMIT_DEFAULT, ProblemError, cursorProblems, decodeCursor, isUuid, pageOf } from '@lib/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PayableTotalsPage, PayableTotalsQuery, PayablesPage, PayablesQuery } from './payable.dto.js';
import { Payables, START } from './payable.query.js';

@ApiTags('payables')
@Controller('payables')
export class PayableController {
  constructor(private readonly payables: Payables) {}

  @Get()
  @ApiOperation({
    summary: 'What providers are owed, by month of classes and contract, and what families owe beside it',
    description: 'Of concluded contracts. A provider sees its own; a municipality those that its programmes pay.',
  })
  @ApiOkResponse({ type: PayablesPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor, ...criteria }: PayablesQuery): Promise<PayablesPage> {
    const [month = '', contract = ''] = cursor === undefined ? START : decodeCursor(cursor, 2);
    if (!isUuid(contract)) throw new ProblemError(400, 'invalid-cursor');
    const rows = await this.payables.after([month, contract], limit + 1, criteria, reachNow());
    return pageOf(rows, limit, (row) => [row.month, row.contract]);
  }

  @Get('totals')
  @ApiOperation({ summary: 'The sums of what providers are owed, by month, provider or certificate group' })
  @ApiOkResponse({ type: PayableTotalsPage })
  @ApiProblems(cursorProblems)
  async totals(
    @Query() { limit = LIMIT_DEFAULT, cursor, by = 'month', ...criteria }: PayableTotalsQuery,
  ): Promise<PayableTotalsPage> {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const { sum, items } = await this.payables.totals(by, after, limit + 1, criteria, reachNow());
    return { sum, ...pageOf(items, limit, ({ of }) => [of]) };
  }
}
