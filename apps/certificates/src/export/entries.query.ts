import { calendarDate, type CalendarDate } from '@lib/kernel';
import type { Locale } from '@lib/wording';
import type { StudyGroups } from '../group/group.store.js';
import type { Programmes } from '../programme/programme.commands.js';
import type { StatementEntryView } from '../statement/account.dto.js';
import type { AccountReader } from '../statement/account.query.js';
import { explainedStatement, type ExplainedEntry } from '../statement/domain/explained.js';
import { historyOf } from '../statement/domain/history.js';
import { entryView } from '../statement/statement.view.js';
import type { ExportedCertificate } from './certificates.query.js';

/** An entry as the statement of its certificate has it. */
export type ExportedEntry = { readonly certificate: ExportedCertificate; readonly entry: StatementEntryView };

/** The days of the region that an export is of, both inclusive; all unless told. */
export type Days = { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined };

type Explained = ExplainedEntry & { readonly certificate: ExportedCertificate };

/** The entries of statements, certificate by certificate: what a statement says and an export of all say is the same. */
export class ExportedEntries {
  constructor(
    private readonly accounts: AccountReader,
    private readonly programmes: Programmes,
    private readonly groups: StudyGroups,
  ) {}

  /** @param certificates in the order of their holders; the accounts of a page are read together */
  async *pages(
    certificates: AsyncIterable<readonly ExportedCertificate[]>,
    days: Days,
    locale: Locale,
  ): AsyncGenerator<readonly ExportedEntry[]> {
    for await (const page of certificates) {
      const byHolder = Map.groupBy(page, ({ holder }) => holder);
      const accounts = await Promise.all([...byHolder].map(([holder, own]) => this.entriesOf(holder, own, days)));
      const entries = accounts.flat();
      const groups = await this.groups.findEach(entries.flatMap(({ explanation: { terms } }) => terms?.group ?? []));
      yield entries.map(({ certificate, entry, explanation }) => ({
        certificate,
        entry: entryView(entry, explanation, groups, locale),
      }));
    }
  }

  private async entriesOf(
    holder: string,
    certificates: readonly ExportedCertificate[],
    { from = calendarDate('1900-01-01'), to }: Days,
  ): Promise<readonly Explained[]> {
    const account = await this.accounts.read(holder);
    if (!account) return [];
    const last = to ?? account.today;
    const history = historyOf(account.log, { asOf: last, knownAt: undefined });
    const statements = await Promise.all(
      certificates.map(async (certificate) => {
        const { programme } = certificate;
        const reserveAt = (await this.programmes.find(programme))?.rules.reserveAt;
        const { entries } = explainedStatement(history, { programme, reserveAt }, from, last);
        return entries.map((entry) => ({ certificate, ...entry }));
      }),
    );
    return statements.flat();
  }
}
