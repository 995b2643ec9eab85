import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ledgerAt } from '@lib/client';
import { calendarDate, timeZone } from '@lib/kernel';
import { Player, type Played } from './player.js';
import type { LaterImport, RegionFolder, Step } from './region-folder.js';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

type Asked = { readonly path: string; readonly body: string };
type Answer = { readonly status: number; readonly body: unknown };

const REPORT = { rows: 1, taken: 1, refused: [] };
const APPLICATION = { id: 'i', childId: 'c', holderId: null, state: 'requested', awaiting: null };
const TERMS = { priceKopecks: 502_800 };

/** What the three services would say to a season in which everything is taken, unless `answers` knows better. */
const answerTo = ({ path }: Asked): Answer => {
  if (path === '/messaging/lag') return { status: 200, body: { lag: 0 } };
  if (path === '/clock') return { status: 200, body: {} };
  if (path === '/financing-programmes') return { status: 201, body: { programme: 'p' } };
  if (path.endsWith('imports')) return { status: 200, body: REPORT };
  if (path.startsWith('/applications/i')) return { status: 200, body: { ...APPLICATION, terms: TERMS } };
  return { status: 201, body: path === '/lessons' ? {} : APPLICATION };
};

const played = async (
  folder: Pick<RegionFolder, 'steps' | 'imports'>,
  answers: (asked: Asked) => Answer | undefined = () => undefined,
): Promise<{ asked: readonly string[]; played: Played }> => {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const one = { path: request.url ?? '', body: await text(request) };
    if (one.path !== '/messaging/lag') asked.push(`${one.path} ${one.body}`);
    const { status, body } = answers(one) ?? answerTo(one);
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((request, reply) => void answer(request, reply)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ledger = ledgerAt(() => ({ catalog: url, enrollment: url, certificates: url }));
  const player = new Player(
    ledger,
    ledger,
    {
      region: Buffer.from('region'),
      programs: Buffer.from('programs'),
      children: Buffer.from('children'),
      season: {
        timeZone: timeZone('UTC'),
        periodStart: calendarDate('2020-10-01'),
        periodEnd: calendarDate('2020-12-01'),
      },
      ...folder,
    },
    () => undefined,
  );
  return { played: await player.play(), asked };
};

const step = (line: number, date: string, action: Step['action'], rest: Partial<Step> = {}): Step => ({
  line,
  date: calendarDate(date),
  action,
  application: 'A1',
  child: '',
  group: '',
  start: '',
  detail: '',
  ...rest,
});
const later = (name: string, date: string, of: LaterImport['of']): LaterImport => ({
  name,
  date: calendarDate(date),
  of,
  file: Buffer.from(name),
});
const clock = (date: string): string => `/clock ${JSON.stringify({ now: `${date}T00:00:00.000Z` })}`;

describe('a season with imports in between', () => {
  it('imports after the jobs of a date and before its first action, also on a date without one', async () => {
    const { asked, played: told } = await played({
      steps: [
        step(2, '2020-10-02', 'apply', { child: 'c', group: 'g', start: '2020-10-05' }),
        step(3, '2020-10-05', 'accept'),
      ],
      imports: [
        later('children-2020-09-25.csv', '2020-09-25', 'children'),
        later('programs-2020-10-05.json', '2020-10-05', 'programs'),
        later('children-2020-10-05.csv', '2020-10-05', 'children'),
        later('programs-2020-11-03.json', '2020-11-03', 'programs'),
      ],
    });
    expect(asked).toEqual([
      clock('2020-09-25'),
      '/financing-programmes region',
      '/imports programs',
      '/children/imports children',
      '/children/imports children-2020-09-25.csv',
      clock('2020-10-01'),
      clock('2020-10-02'),
      '/applications {"childId":"c","groupId":"g","start":"2020-10-05"}',
      clock('2020-10-05'),
      '/imports programs-2020-10-05.json',
      '/children/imports children-2020-10-05.csv',
      '/applications/i/accept ',
      clock('2020-11-01'),
      clock('2020-11-03'),
      '/imports programs-2020-11-03.json',
      clock('2020-12-01'),
    ]);
    expect(told.imports.later.map(({ name, report }) => [name, report])).toEqual([
      ['children-2020-09-25.csv', REPORT],
      ['programs-2020-10-05.json', REPORT],
      ['children-2020-10-05.csv', REPORT],
      ['programs-2020-11-03.json', REPORT],
    ]);
  });
});

describe('the actions of a timeline', () => {
  const apply = step(2, '2020-10-02', 'apply', { child: 'c', group: 'g', start: '2020-10-05' });
  const askedFor = async (...steps: readonly Step[]): Promise<readonly string[]> => {
    const { asked } = await played({ steps: [apply, ...steps], imports: [] });
    return asked.filter((one) => /^\/(applications\/|lessons)/.test(one));
  };

  it('tell the date of a paper where there is one', async () => {
    expect(
      await askedFor(
        step(3, '2020-11-02', 'terminate', { detail: 'family', start: '2020-10-31' }),
        step(4, '2020-11-02', 'terminate', { detail: 'provider' }),
      ),
    ).toEqual([
      '/applications/i/terminate {"by":"family","on":"2020-10-31"}',
      '/applications/i/terminate {"by":"provider"}',
    ]);
  });

  it('confirm the present terms', async () => {
    expect(await askedFor(step(3, '2020-10-02', 'confirm'))).toEqual(['/applications/i/confirm ']);
  });

  it('conclude by a paper on which the family consents to whatever it can come to pay', async () => {
    expect(await askedFor(step(3, '2020-10-02', 'conclude'))).toEqual([
      '/applications/i ',
      '/applications/i/consent {"coPaymentAtMostKopecks":502800,"textVersion":"quote-1","paper":{"number":"3","signedOn":"2020-10-02"}}',
      '/applications/i/conclude ',
    ]);
  });

  it('correct a report of lessons, with a reason', async () => {
    expect(await askedFor(step(3, '2020-11-02', 'correct', { group: 'g', start: '2020-10', detail: '6/8' }))).toEqual([
      '/lessons/corrections {"groupId":"g","month":"2020-10","held":6,"planned":8,"reason":"typing-error"}',
      '/lessons/corrections/i/approve ',
    ]);
  });

  it('count as rejected where terms have changed, and where certificates cannot bear a correction', async () => {
    const { played: told } = await played(
      {
        steps: [
          apply,
          step(3, '2020-10-02', 'conclude'),
          step(4, '2020-11-02', 'correct', { group: 'g', start: '2020-10', detail: '6/8' }),
          step(5, '2020-11-02', 'correct', { group: 'g', start: '2020-10', detail: '7/8' }),
        ],
        imports: [],
      },
      ({ path, body }) => {
        if (path.endsWith('/conclude')) return { status: 409, body: { type: '/problems/terms-changed' } };
        if (path.endsWith('/corrections'))
          return { status: 201, body: { id: body.includes('"held":6') ? 'six' : 'seven' } };
        if (path.endsWith('/six/approve'))
          return { status: 200, body: { certificatesLacking: ['2400000001'], state: 'refused' } };
        return undefined;
      },
    );
    expect(told.rejectedActions).toBe(2);
  });
});
