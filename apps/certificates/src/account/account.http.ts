import { ApiProblems, ProblemError, invalidRequest } from '@lib/http';
import { calendarDate, instant, isInstant, type Instant } from '@lib/kernel';
import { localeOf, phrase, roubles, type Locale } from '@lib/wording';
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { historyOf } from '../statement/domain/history.js';
import { statementOf, type StatementEntry } from '../statement/domain/statement.js';
import { AccountView, AsOfQuery, HolderParams, StatementQuery, StatementView } from './account.dto.js';
import { accountProblems } from './account.problems.js';
import { AccountReader } from './account.query.js';
import { accountView, balancesView } from './account.view.js';

@ApiTags('accounts')
@Controller('accounts')
export class AccountController {
  constructor(private readonly accounts: AccountReader) {}

  @Get(':holder')
  @ApiOperation({ summary: 'A certificate account: validity, remainder, contracts and their months' })
  @ApiOkResponse({ type: AccountView })
  @ApiProblems(accountProblems)
  async account(@Param() { holder }: HolderParams, @Query() query: AsOfQuery): Promise<AccountView> {
    const knownAt = instantOf('?knownAt', query.knownAt);
    const { log, today } = found(holder, await this.accounts.read(holder));
    const asOf = query.asOf === undefined ? today : calendarDate(query.asOf);
    return accountView(holder, historyOf(log, { asOf, knownAt }), asOf);
  }

  @Get(':holder/statement')
  @ApiOperation({ summary: 'The movements of a certificate: opening balance, entries, closing balance' })
  @ApiOkResponse({ type: StatementView })
  @ApiProblems(accountProblems)
  async statement(
    @Param() { holder }: HolderParams,
    @Query() query: StatementQuery,
    @Headers('accept-language') language?: string,
  ): Promise<StatementView> {
    const knownAt = instantOf('?knownAt', query.knownAt);
    if (query.from !== undefined && query.to !== undefined && query.from > query.to)
      throw invalidRequest([{ pointer: '?from', code: 'after-to' }]);
    const { log, today } = found(holder, await this.accounts.read(holder));
    const to = query.to === undefined ? today : calendarDate(query.to);
    const from = query.from === undefined ? calendarDate('1900-01-01') : calendarDate(query.from);
    const history = historyOf(log, { asOf: to, knownAt });
    const { opening, entries, closing } = statementOf(history, query.programme, from, to);
    return {
      holder,
      programme: query.programme,
      ...(query.from === undefined ? {} : { from }),
      to,
      opening: balancesView(opening),
      entries: entries.map((entry) => entryView(entry, localeOf(language))),
      closing: balancesView(closing),
    };
  }
}

/** @throws ProblemError 404 `unknown-account` */
const found = <T>(holder: string, account: T | undefined): T => {
  if (account === undefined) throw new ProblemError(404, 'unknown-account', { holder });
  return account;
};

/** @throws ProblemError 400 `invalid-request` */
const instantOf = (pointer: string, value: string | undefined): Instant | undefined => {
  if (value === undefined) return undefined;
  if (!isInstant(value)) throw invalidRequest([{ pointer, code: 'not-an-instant' }]);
  return instant(value);
};

const entryView = ({ event, revision, recordedAt, after }: StatementEntry, locale: Locale) => ({
  ...(revision === undefined ? {} : { revision }),
  on: event.on,
  ...(recordedAt === undefined ? {} : { recordedAt }),
  booked: recordedAt !== undefined,
  type: event.type,
  text: phrase(locale, `statement.${event.type}`, wordsOf(event, locale)),
  ...('contract' in event ? { contract: event.contract } : {}),
  ...('month' in event ? { month: event.month } : {}),
  after: balancesView(after),
});

/** The parameters of an entry's phrase: amounts as the reader writes them, a reason in words. */
const wordsOf = (event: StatementEntry['event'], locale: Locale): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(event).flatMap(([name, value]) => {
      if (typeof value === 'number' && name.endsWith('Kopecks'))
        return [[name.slice(0, -'Kopecks'.length), roubles(locale, value)]];
      if (name === 'reason') return [[name, phrase(locale, `refusal.${String(value)}`)]];
      return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
    }),
  );
