import { Courses } from '../course/courses.js';
import { taken } from '../page/answers.js';
import { Choice, Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import { Further } from './applications.page.js';
import { Rooms } from '../page/rooms.js';
import { ChildId } from './child-id.js';

const SHOWN_AT_ONCE = 50;
const STATES = ['enrolled', 'terminated', 'withdrawn', 'refused'] as const;

/** The contracts of the provider, and the applications that came to nothing, by their state. */
export const contractsPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger, query, address } = visit;
  const { say, day } = words;
  const state = STATES.find((one) => one === query.get('state')) ?? 'enrolled';
  const cursor = query.get('cursor');
  const { items, next } = taken(
    await ledger.enrollment.call('GET /applications', {
      query: { state, limit: SHOWN_AT_ONCE, ...(cursor === null ? {} : { cursor }) },
    }),
  );
  const courses = await Courses.of(
    visit,
    items.map(({ groupId }) => groupId),
  );
  return {
    title: say('provider.contracts'),
    body: (
      <>
        <h1>{say('provider.contracts')}</h1>
        <Rooms visit={visit} />
        <form method="get" class="inline">
          <Choice
            label={say('provider.contract-state')}
            name="state"
            value={state}
            options={STATES.map((one) => [one, say(`provider.state-${one}`)])}
          />
          <button>{say('certificate.show')}</button>
        </form>
        <Table
          caption={say('provider.contracts-caption')}
          head={['child-id', 'course', 'start', 'last-day', 'concluded-on'].map((name) => say(`provider.${name}`))}
          rows={items.map(({ id, childId, groupId, start, lastDay, concludedOn }) => [
            <ChildId childId={childId} words={words} />,
            <a href={`/provider/applications/${id}`}>{courses.name(groupId)}</a>,
            day(start),
            lastDay === null ? '—' : day(lastDay),
            concludedOn === null ? '—' : day(concludedOn),
          ])}
          empty={say('provider.no-contracts')}
        />
        <Further address={address} name="cursor" next={next} text={say('provider.further')} />
        <h2>{say('provider.files')}</h2>
        <p>{say('provider.files-text')}</p>
        <ul>
          {(['contracts', 'lessons'] as const).map((table) => (
            <li>
              {say(`provider.file-${table}`)}: <a href={`/exports/${table}?format=csv`}>CSV</a>,{' '}
              <a href={`/exports/${table}?format=xlsx`}>XLSX</a>
            </li>
          ))}
        </ul>
      </>
    ),
  };
};
