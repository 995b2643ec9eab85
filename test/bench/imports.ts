import { Agent, get } from 'node:http';
import { startLedger, urlsOf } from '../support/built-program.js';
import { authorizationFor } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres } from '../support/postgres.js';
import { Figures } from './figures.js';
import { rate } from './rate.js';

// `npm run bench:imports [children] [programmes]`: a register of children and a catalogue taken over by the three services in
// one process on a durable PostgreSQL, and the search in that catalogue, 64 at once.
const [CHILDREN = 100_000, PROGRAMMES = 10_000] = process.argv.slice(2).map(Number);
const SECONDS = 10;
const ASKERS = 64;
const WORDS = [
  'Робототехника',
  'Хор',
  'Шахматы',
  'Танцы',
  'Лепка',
  'Футбол',
  'Театр',
  'Английский',
  'Биология',
  'Туризм',
];

const programmes = (): string => {
  const [program] = JSON.parse(roomyRegion(0).programs) as [{ data: { program: any } }];
  const { modules, organization, ...of } = program.data.program;
  const [module] = modules;
  // One in two is over, the others run.
  const year = new Date().getUTCFullYear();
  const days = (n: number) => ({ date_start: `${year - (n % 2)}-01-01`, date_end: `${year + 1 - 2 * (n % 2)}-12-30` });
  const [group] = module.groups;
  return JSON.stringify(
    Array.from({ length: PROGRAMMES }, (_, n) => ({
      ...program,
      data: {
        ...program.data,
        program: {
          ...of,
          id: 100_000 + n,
          full_name: `${WORDS[n % WORDS.length]} ${n}`,
          short_name: `${WORDS[n % WORDS.length]} ${n}`,
          organization: { ...organization, id: 1_000 + (n % 300), name: `Организация ${n % 300}` },
          modules: [
            { ...module, id: 200_000 + n, groups: [{ ...group, ...days(n), id: 300_000 + n, name: `Группа ${n}` }] },
          ],
        },
      },
    })),
  );
};

const register = (): string =>
  [
    'childId,birthDate,municipality,category',
    ...Array.from({ length: CHILDREN }, (_, n) => `r-${n},2010-0${(n % 9) + 1}-01,2442,general`),
    '',
  ].join('\n');

const figures = new Figures('imports');
const postgres = await realPostgres({ max_connections: '200' });
const ledger = startLedger({ DATABASE_URL: await postgres.createDatabase(), SAMPLE: 'none' });
try {
  const urls = await urlsOf(ledger);
  await openSeason(urls, roomyRegion(0));
  const taken = async (work: string, url: string, body: string, type: string): Promise<void> => {
    const headers = { ...(await authorizationFor(url)), 'content-type': type, 'idempotency-key': work };
    const since = performance.now();
    const answer = await fetch(url, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${work}: ${answer.status} ${text.slice(0, 500)}`);
    figures.measure(`${work}: the answer`, (performance.now() - since) / 1000, 's');
    await quiet(urls);
    figures.measure(`${work}: known to all services`, (performance.now() - since) / 1000, 's');
  };
  await taken(`${CHILDREN} children`, `${urls.enrollment}/children/imports`, register(), 'text/csv');
  await taken(`${PROGRAMMES} programmes`, `${urls.catalog}/imports`, programmes(), 'application/json');

  const agent = new Agent({ keepAlive: true, maxSockets: ASKERS });
  const headers = await authorizationFor(urls.catalog);
  const search = (query: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((resolve, reject) => {
      get(`${urls.catalog}/groups?${new URLSearchParams(query).toString()}`, { agent, headers }, (answer) => {
        answer.resume();
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(1);
          else reject(new Error(`search: ${answer.statusCode}`));
        });
      }).on('error', reject);
    });
  let asked = 0;
  const questions: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
    'by age and free places': () => ({ age: String(6 + (asked++ % 12)), free: 'true' }),
    'by name': () => ({ name: `${WORDS[asked++ % WORDS.length]?.toLowerCase()} ${asked % 1000}` }),
  };
  for (const [name, query] of Object.entries(questions))
    for (const askers of [1, ASKERS])
      figures.rate(`search ${name}, ${askers} at once`, await rate(askers, SECONDS, () => search(query())));
  agent.destroy();
  await figures.end();
} finally {
  await ledger.end('SIGTERM');
  await postgres.stop();
}
process.exit();
