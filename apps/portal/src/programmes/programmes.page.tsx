import type { JSX } from 'preact';
import { taken } from '../page/answers.js';
import { Choice, Flag, TextField } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';

const PAGE = 24;

const DIRECTIONS = [
  'technical',
  'natural-science',
  'artistic',
  'physical-culture-and-sport',
  'tourism-and-local-history',
  'social-humanitarian',
] as const;
type Direction = (typeof DIRECTIONS)[number];

const groupsOf = async ({ ledger, query }: Visit) => {
  const [name, age, cursor] = ['name', 'age', 'cursor'].map((key) => query.get(key) ?? '');
  const direction = DIRECTIONS.find((one) => one === query.get('direction'));
  return taken(
    await ledger.catalog.call('GET /groups', {
      query: {
        limit: PAGE,
        ...(name ? { name } : {}),
        ...(age && /^\d{1,2}$/.test(age) ? { age: Number(age) } : {}),
        ...(direction ? { direction } : {}),
        ...(query.get('free') === 'true' ? { free: true } : {}),
        ...(query.get('payable') === 'true' ? { payable: true } : {}),
        ...(cursor ? { cursor } : {}),
      },
    }),
  );
};
type Group = Awaited<ReturnType<typeof groupsOf>>['items'][number];

/** The catalogue: what is taught, for whom, at what price. What was looked for stands in the address. */
export const programmesPage = async (visit: Visit): Promise<Page> => {
  const { words, query } = visit;
  const { say } = words;
  const { items, next } = await groupsOf(visit);
  return {
    title: say('programmes.title'),
    body: (
      <>
        <h1>{say('programmes.title')}</h1>
        <SearchForm query={query} words={words} />
        {items.length === 0 ? (
          <p class="empty">{say('programmes.none')}</p>
        ) : (
          <ul class="cards">
            {items.map((group) => (
              <GroupCard group={group} words={words} />
            ))}
          </ul>
        )}
        {next !== undefined && (
          <p>
            <a href={`/programmes?${changed(query, 'cursor', next)}`}>{say('programmes.more')}</a>
          </p>
        )}
      </>
    ),
  };
};

const changed = (query: URLSearchParams, name: string, value: string): string => {
  const other = new URLSearchParams(query);
  other.set(name, value);
  return other.toString();
};

const SearchForm = ({ query, words: { say } }: { query: URLSearchParams; words: Words }): JSX.Element => {
  const given = (name: string): string => query.get(name) ?? '';
  const directions = DIRECTIONS.map((one: Direction) => [one, say(`direction.${one}`)] as const);
  return (
    <form method="get" class="inline">
      <TextField label={say('programmes.name')} name="name" value={given('name')} />
      <TextField label={say('programmes.age')} name="age" value={given('age')} max={2} />
      <Choice
        label={say('programmes.direction')}
        name="direction"
        value={given('direction')}
        options={[['', say('programmes.any-direction')], ...directions]}
      />
      <Flag label={say('programmes.free')} name="free" isSet={given('free') === 'true'} />
      <Flag label={say('programmes.payable')} name="payable" isSet={given('payable') === 'true'} />
      <button>{say('programmes.search')}</button>
    </form>
  );
};

const costOf = ({ payable, priceKopecks: price }: Group, say: Words['say']): string => {
  if (price === 0) return say('group.free');
  return payable ? say('group.price', { price }) : say('group.not-payable');
};

const GroupCard = ({ group, words: { say, day } }: { group: Group; words: Words }): JSX.Element => (
  <li>
    <h2>
      <a href={`/programmes/${encodeURIComponent(group.groupId)}`}>{group.programme.name}</a>
    </h2>
    <p>{group.name}</p>
    <p>{group.provider.name}</p>
    <p>{say('group.days', { from: day(group.firstDay), to: day(group.lastDay) })}</p>
    <p>{say('group.free-places', { count: group.freePlaces })}</p>
    <p>{costOf(group, say)}</p>
  </li>
);
