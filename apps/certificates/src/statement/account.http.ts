import { ApiProblems, ProblemError, invalidRequest, problemFrom } from '@lib/http';
import { calendarDate, instant, isInstant, type Instant } from '@lib/kernel';
import { localeOf } from '@lib/wording';
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HolderParams } from '../account/account.dto.js';
import { HolderReach } from '../balance/holder-reach.http.js';
import { StudyGroups } from '../group/group.store.js';
import { Programmes } from '../programme/programme.commands.js';
import { AccountView, AsOfQuery, StatementQuery, StatementView } from './account.dto.js';
import { AccountReader } from './account.query.js';
import { accountView, balancesView } from './account.view.js';
import { explainedStatement } from './domain/explained.js';
import { historyOf } from './domain/history.js';
import { accountProblems, statementProblems } from './statement.problems.js';
import { entryView } from './statement.view.js';

@ApiTags('accounts')
@Controller('accounts')
export class AccountController {
  constructor(
    private readonly accounts: AccountReader,
    private readonly programmes: Programmes,
    private readonly groups: StudyGroups,
    private readonly reach: HolderReach,
  ) {}

  @Get(':holder')
  @ApiOperation({ summary: 'A certificate account: validity, remainder, contracts and their months' })
  @ApiOkResponse({ type: AccountView })
  @ApiProblems(accountProblems)
  async account(@Param() { holder }: HolderParams, @Query() query: AsOfQuery): Promise<AccountView> {
    const knownAt = instantOf('?knownAt', query.knownAt);
    await this.reach.mustReach(holder);
    const { log, today } = found(holder, await this.accounts.read(holder));
    const asOf = query.asOf === undefined ? today : calendarDate(query.asOf);
    return accountView(holder, historyOf(log, { asOf, knownAt }), asOf);
  }

  @Get(':holder/statement')
  @ApiOperation({ summary: 'The movements of a certificate: opening balance, entries, closing balance' })
  @ApiOkResponse({ type: StatementView })
  @ApiProblems(statementProblems)
  async statement(
    @Param() { holder }: HolderParams,
    @Query() query: StatementQuery,
    @Headers('accept-language') language?: string,
  ): Promise<StatementView> {
    const knownAt = instantOf('?knownAt', query.knownAt);
    if (query.from !== undefined && query.to !== undefined && query.from > query.to)
      throw invalidRequest([{ pointer: '?from', code: 'after-to' }]);
    await this.reach.mustReach(holder);
    const { log, today } = found(holder, await this.accounts.read(holder));
    const settings = await this.programmes.find(query.programme);
    if (!settings) throw problemFrom(statementProblems, { reason: 'unknown-programme', programme: query.programme });
    const to = query.to === undefined ? today : calendarDate(query.to);
    const from = query.from === undefined ? calendarDate('1900-01-01') : calendarDate(query.from);
    const history = historyOf(log, { asOf: to, knownAt });
    const of = { programme: query.programme, reserveAt: settings.rules.reserveAt };
    const { opening, entries, closing } = explainedStatement(history, of, from, to);
    const groups = await this.groups.findEach(entries.flatMap(({ explanation: { terms } }) => terms?.group ?? []));
    return {
      holder,
      programme: query.programme,
      ...(query.from === undefined ? {} : { from }),
      to,
      opening: balancesView(opening),
      entries: entries.map(({ entry, explanation }) => entryView(entry, explanation, groups, localeOf(language))),
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
