import { taken } from '../page/answers.js';
import { Facts, Table } from '../page/parts.js';
import { Contacts } from '../region/contacts.js';
import type { Page, Visit } from '../page/visit.js';

/** The rules of a financing programme, told from its settings: other settings are other sentences. */
export const rulesPage = async ({ words, ledger, region, params: { programme = '' } }: Visit): Promise<Page> => {
  const { say, money } = words;
  const { settings } = taken(
    await ledger.certificates.call('GET /financing-programmes/{programme}', { path: { programme } }),
  );
  const { rules, period, municipality, name, groups } = settings;
  const title = say('rules.title', { municipality: municipality.name });
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        <Facts
          items={[
            [say('rules.region'), name],
            [say('rules.period'), words.period(period.from, period.toExclusive)],
          ]}
        />
        <Table
          caption={say('rules.groups')}
          head={['group', 'nominal', 'ages'].map((column) => say(`rules.${column}`))}
          rows={groups.map((group) => [
            group.name,
            money(group.nominalKopecks),
            group.ageMonthsMin === undefined && group.ageMonthsMax === undefined
              ? say('rules.any-age')
              : say('rules.age-range', {
                  min: Math.floor((group.ageMonthsMin ?? 0) / 12),
                  max: Math.floor((group.ageMonthsMax ?? 18 * 12) / 12),
                }),
          ])}
          numbers={[1]}
          empty={say('entries.none')}
        />
        <h2>{say('rules.how')}</h2>
        <ul>
          <li>{say(`rules.reserve-${rules.reserveAt ?? 'enrolment'}`)}</li>
          <li>{say('rules.min-balance', { amount: rules.minBalanceKopecks ?? 0 })}</li>
          <li>{say('rules.debit')}</li>
          <li>{say('rules.notice', { days: rules.lateEntryDays ?? 0 })}</li>
          <li>{say('rules.refund')}</li>
          <li>{say('rules.end', { day: period.toExclusive })}</li>
        </ul>
        <h2>{say('rules.questions')}</h2>
        <dl class="questions">
          {['not-attended', 'move', 'not-enough', 'two-clubs', 'how-to-end', 'eighteen', 'rest', 'waiting'].map(
            (key) => (
              <div>
                <dt>{say(`question.${key}`)}</dt>
                <dd>{say(`answer.${key}`)}</dd>
              </div>
            ),
          )}
        </dl>
        <Contacts region={region} words={words} />
      </>
    ),
  };
};
