import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { MEDIA_TYPES } from '@lib/sheets';
import { rowXml, workbookParts, zipOf } from '@lib/sheets/testing';
import { endAll, startLedger, urlsOf, type Program } from '../support/built-program.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, type Answered } from '../support/http-client.js';
import { authorizationFor } from '../support/login.js';
import { everything, openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { operationsOf, wrongWith, type Operation, type Request } from '../support/random-requests.js';
import { answerOn, connection, dribble, exchange, head, pour } from '../support/raw-http.js';
import { removeTempFolders } from '../support/temp-folder.js';

const MIB = 1024 * 1024;
const ATTACKERS = 20;
/** What a dozen bodies of the largest size may need, and not what a hundred megabytes of each of the attackers would. */
const GROWTH_MAX = 600 * MIB;

let ledger: Program;
let urls: Urls;
let application: { readonly id: string; readonly holderId: string };
let programme: string;
let memoryBefore: number;
/** Of somebody who may do everything: what lies behind the login is attacked as well. */
let login: Readonly<Record<string, string>>;

beforeAll(async () => {
  ledger = startLedger({
    DATA_FOLDER: await freshStore(),
    HTTP_HEADERS_SECONDS: '1',
    HTTP_REQUEST_SECONDS: '2',
    LOG_LEVEL: 'trace',
  });
  urls = await urlsOf(ledger);
  ({ programme } = await openSeason(urls, roomyRegion(3)));
  const body = { childId: 'k-0', groupId: '100', start: '2020-10-01' };
  application = (await post(`${urls.enrollment}/applications`, 'k-0', body)).json;
  await quiet(urls);
  login = await authorizationFor(urls.enrollment);
  memoryBefore = await memory();
});
afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

const memory = async (): Promise<number> => {
  const { text } = await call(`${urls.catalog}/metrics`);
  return Number(/^process_resident_memory_bytes\S* (\S+)$/m.exec(text)?.[1]);
};

const expectAlive = async (): Promise<void> => {
  for (const url of Object.values(urls)) expect(await call(`${url}/health/ready`)).toMatchObject({ status: 200 });
  expect(ledger.isRunning).toBe(true);
};

/** A request of such a one. */
const loggedIn = (bytes: string): string =>
  bytes.replace(
    '\r\n',
    `\r\n${Object.entries(login)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}`,
  );
const asked = (line: string, headers: Readonly<Record<string, string>> = {}): string => loggedIn(head(line, headers));

const JSON_TEXT = { 'content-type': 'application/json', 'idempotency-key': 'attack' };

// Fastify sets no limit to how long a request may take to come: whoever sent a byte from time to time kept a connection, and
// what it had sent, for ever.
describe('whoever is slow', () => {
  it.each<[string, string, string]>([
    ['with the first lines', 'GET /groups HTTP/1.1\r\nhost: a\r\nx: ', 'x'],
    ['with the next header', 'GET /groups HTTP/1.1\r\nhost: a\r\n', 'x: y\r\n'],
    ['with the body', head('POST /applications', { ...JSON_TEXT, 'content-length': '1000000' }), ' '],
    ['with chunks', head('POST /applications', { ...JSON_TEXT, 'transfer-encoding': 'chunked' }), '1\r\n \r\n'],
    ['and says nothing more', head('POST /applications', { ...JSON_TEXT, 'content-length': '10' }), ''],
  ])('%s is cut off, and others are answered meanwhile', async (_, first, more) => {
    const answers = Array.from({ length: ATTACKERS }, async () => {
      const socket = await connection(urls.enrollment);
      socket.write(loggedIn(first));
      if (more !== '') dribble(socket, more);
      return answerOn(socket);
    });
    const other = await call(`${urls.enrollment}/applications/${application.id}`);
    expect(other.status).toBe(200);
    for (const answer of await Promise.all(answers)) {
      expect(answer?.status).toBe(408);
      expect(JSON.parse(answer?.body ?? '')).toMatchObject({ type: '/problems/malformed-request', status: 408 });
    }
    await expectAlive();
  });

  it('nor has anybody longer who has not logged in, and is told so at once', async () => {
    const socket = await connection(urls.enrollment);
    socket.write(head('POST /applications', { ...JSON_TEXT, 'content-length': '1000000' }, { host: 'ledger' }));
    dribble(socket, ' ');
    expect(await answerOn(socket)).toMatchObject({ status: 401 });
    await expectAlive();
  });
});

describe('whoever sends much', () => {
  it.each<[string, string, Buffer]>([
    ['in chunks', head('POST /imports', { ...JSON_TEXT, 'transfer-encoding': 'chunked' }), chunk('1'.repeat(MIB))],
    ['after a length', head('POST /imports', { ...JSON_TEXT, 'content-length': String(100 * MIB) }), spaces(MIB)],
    ['and said it would be little', head('POST /imports', { ...JSON_TEXT, 'content-length': '10' }), spaces(MIB)],
    ['where there is nothing', head('POST /nowhere', { 'transfer-encoding': 'chunked' }), chunk('1'.repeat(MIB))],
    ['as headers', 'GET /groups HTTP/1.1\r\nhost: a\r\n', Buffer.from(`x: ${'y'.repeat(1000)}\r\n`.repeat(100))],
    ['as small headers', 'GET /groups HTTP/1.1\r\nhost: a\r\n', Buffer.from('x:\r\n'.repeat(10_000))],
    ['as one line', 'GET /', Buffer.from('x'.repeat(MIB))],
  ])('a hundred megabytes %s are not taken', async (_, first, bytes) => {
    const attack = async (index: number): Promise<void> => {
      const socket = await connection(urls.catalog);
      socket.write(index % 2 === 0 ? loggedIn(first) : first);
      const answer = answerOn(socket);
      await pour(socket, bytes, 100 * MIB);
      // Whoever is still sending when the service hangs up may not see the answer.
      expect([undefined, 400, 401, 404, 408, 413, 431, 503]).toContain((await answer)?.status);
    };
    await Promise.all(Array.from({ length: ATTACKERS }, (__, index) => attack(index)));
    await expectAlive();
    expect((await memory()) - memoryBefore).toBeLessThan(GROWTH_MAX);
  });

  it('headers without number are answered or refused', async () => {
    for (const count of [100, 1_900, 3_000]) {
      const lines = Array.from({ length: count }, (_, index) => [`h${index}`, '']);
      const answer = await exchange(urls.catalog, asked('GET /groups', Object.fromEntries(lines)));
      expect([200, 431]).toContain(answer?.status);
    }
  });
});

function chunk(text: string): Buffer {
  return Buffer.from(`${text.length.toString(16)}\r\n${text}\r\n`);
}
function spaces(length: number): Buffer {
  return Buffer.alloc(length, ' ');
}

describe('whoever plays tricks with addresses', () => {
  const outside = ['package.json', 'etc/passwd', 'deploy/.env'];
  const ups = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%252f', '..\\', '..%5c', '....//', '.%00./', '%c0%ae%c0%ae/'];
  const starts = ['/', '/docs/', '/groups/', '//', '/docs//', '/docs/swagger-ui.css/'];
  const odd = [
    '/docs/index.html%00.css',
    '/docs/swagger-ui.css%00',
    '/groups/%00',
    '/groups/a%00b',
    '/groups/100%2f..%2f..%2fproviders',
    '/groups/..%2fclock',
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/groups;x=1/100',
    '/groups/100#x',
    '/GROUPS',
    '/groups/%u0031',
    '/groups/%25%30%30',
    '*',
    'http://evil.example/nowhere',
    'file:///etc/passwd',
  ];
  const paths = starts
    .flatMap((start) => ups.flatMap((up) => outside.map((file) => `${start}${up.repeat(8)}${file}`)))
    .concat(odd);

  it('none leads anywhere', async () => {
    const found: string[] = [];
    for (const url of Object.values(urls))
      for (const path of paths) {
        const answer = await exchange(url, asked(`GET ${path}`));
        const isRefused = [302, 400, 403, 404, 414].includes(answer?.status ?? 0);
        if (!isRefused || /"dependencies"|root:|PASSWORD/.test(answer?.body ?? ''))
          found.push(`${path}: ${answer?.status}`);
        if (answer?.status === 302) expect(answer.headers.get('location')).toMatch(/^\/docs\/?$/);
      }
    expect(found).toEqual([]);
    await expectAlive();
  });
});

describe('whoever writes to what is everybody’s', () => {
  const pollution = [
    '{"__proto__":{"polluted":true}}',
    '{"a":{"__proto__":{"polluted":true}}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"\\u005f_proto__":{"polluted":true}}',
    '[{"__proto__":{"polluted":true}}]',
  ];

  it('is refused by every operation, in bodies and in queries', async () => {
    const operations = await operationsOf(urls);
    expect(operations.length).toBeGreaterThan(50);
    const taken: string[] = [];
    for (const { name, method, base, path } of operations) {
      const url = `${base}${path.replaceAll(/\{\w+\}/g, application.id)}`;
      const bodies = method === 'GET' ? [] : pollution;
      const answers = [
        ...bodies.map((body) => call(url, { method, body, headers: JSON_TEXT })),
        ...['__proto__[polluted]=1', 'constructor[prototype][polluted]=1', '__proto__.polluted=1', '__proto__=1'].map(
          (query) => call(`${url}?${query}`, { method, headers: { 'idempotency-key': 'attack' } }),
        ),
      ];
      // What takes CSV or has no parameters may refuse for another reason.
      for (const { status } of await Promise.all(answers))
        if (status < 400 || status >= 500) taken.push(`${name}: ${status}`);
    }
    expect(taken).toEqual([]);
    for (const url of Object.values(urls)) expect((await call(`${url}/health/live`)).json).toEqual({ status: 'alive' });
  });
});

describe('whoever writes SQL', () => {
  // In small letters: some answers name what was asked for, and the words of a statement in capitals would be ours.
  const injections = [
    `'`,
    `''`,
    `' or '1'='1`,
    `' or 1=1 --`,
    `100' or 'a'='a`,
    `") or ("1"="1`,
    `1; drop table enrollment.applications; --`,
    `'; drop schema catalog cascade; --`,
    `' union select table_name from information_schema.tables --`,
    `'||(select version())||'`,
    `' and (select pg_sleep(600)) is null --`,
    `$1`,
    `\\'; select 1; --`,
    `%' --`,
    `'::int`,
    `ʼ or 1=1`,
  ];
  /** Right values, so that nothing else is wrong with the request. */
  const known = (name: string): string =>
    ({
      id: application.id,
      holder: application.holderId,
      holderId: application.holderId,
      programme,
      groupId: '100',
      childId: 'k-0',
      start: '2020-10-20',
      month: '2020-10',
      category: 'general',
      number: '1',
    })[name] ?? '1';

  type Parameter = Operation['parameters'][number] & { readonly required?: boolean };

  /** An operation asked with SQL in one of its parameters. */
  const askedWith = ({ name, base, path, parameters }: Operation, attacked: Parameter, text: string): Request => {
    const value = ({ name: parameter }: Parameter): string =>
      encodeURIComponent(parameter === attacked.name ? text : known(parameter));
    const address = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => value({ in: 'path', name: parameter }));
    const query = (parameters as readonly Parameter[])
      .filter((parameter) => parameter.in === 'query' && (parameter.required === true || parameter === attacked))
      .map((parameter) => `${parameter.name}=${value(parameter)}`);
    return {
      operation: name,
      method: 'GET',
      url: `${base}${address}?${query.join('&')}`,
      headers: {},
      body: undefined,
    };
  };

  const isEmpty = ({ json, text, headers }: Answered): boolean =>
    json?.possible === false ||
    json?.holds === false ||
    (Array.isArray(json?.items) && json.items.length === 0) ||
    // A table of nothing has its headers.
    (/^text\/csv\b/.test(headers.get('content-type') ?? '') && text.trimEnd().split('\r\n').length === 1);

  it('finds nothing by it, in no parameter of any read', async () => {
    const before = await contents();
    const reads = (await operationsOf(urls)).filter(({ method }) => method === 'GET');
    const faults: string[] = [];
    let count = 0;
    for (const read of reads)
      for (const parameter of read.parameters.filter(({ in: place }) => place !== 'header')) {
        const cursors = parameter.name === 'cursor' ? injections.map((text) => cursorOf([text, text])) : [];
        for (const text of [...injections, ...cursors]) {
          const request = askedWith(read, parameter, text);
          const answer = await call(request.url);
          count += 1;
          const wrong = wrongWith(request, answer);
          // A cursor is a place in a list, and any text can be one; what it is compared with is still text.
          if (answer.status < 300 && !isEmpty(answer) && parameter.name !== 'cursor')
            faults.push(`${request.operation} ${parameter.name}=${text}: ${answer.text.slice(0, 200)}`);
          faults.push(...wrong.map((fault) => `${request.operation} ${parameter.name}=${text}: ${fault}`));
        }
      }
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(400);
    expect(await contents()).toEqual(before);
    await expectAlive();
  });

  const cursorOf = (place: readonly string[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');
  const contents = async () => ({
    groups: await everything(`${urls.catalog}/groups`),
    applications: await everything(`${urls.enrollment}/applications`),
    events: await everything(`${urls.certificates}/events`),
  });
});

describe('whoever sends a workbook', () => {
  const send = (file: Buffer, path = '/children/imports'): Promise<Answered> =>
    call(`${urls.enrollment}${path}`, {
      method: 'POST',
      headers: { 'content-type': MEDIA_TYPES.xlsx, 'idempotency-key': 'workbook' },
      body: file as never,
    });
  const told = ({ status, json }: Answered): string =>
    [status, json.type, ...(json.errors ?? []).map(({ code }: { code: string }) => code)].join(' ');
  const UNPACKS = '413 /problems/workbook-too-large xlsx-unpacks-too-large';
  const WAITS = '503 /problems/unavailable';
  const bomb = zipOf(...workbookParts('').slice(0, -1), {
    name: 'xl/worksheets/sheet1.xml',
    bytes: Buffer.alloc(300 * MIB, '<row/>'),
    unpackedBytes: 1000,
  });

  // 307 kB came to 300 MB and took half a minute of the one thread that answers everybody.
  it('that is three hundred megabytes in three hundred kilobytes, many times at once, is told so', async () => {
    expect(bomb.length).toBeLessThan(MIB);
    const answers = await Promise.all(Array.from({ length: ATTACKERS }, () => send(bomb)));
    const tellings = answers.map(told);
    expect(tellings).toContain(UNPACKS);
    expect(tellings.filter((one) => one !== UNPACKS && one !== WAITS)).toEqual([]);
    await expectAlive();
  });

  it.each([
    [
      'names a file of the machine',
      zipOf(...workbookParts(rowXml(1, '&x;'), '', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
      '400 /problems/malformed-workbook xlsx-declarations',
    ],
    [
      'is more than its reader may hold',
      zipOf(...workbookParts('', '<si/>'.repeat(6_000_000))),
      '413 /problems/workbook-too-large xlsx-too-much-work',
    ],
    ['is no workbook', Buffer.from('childId,birthDate\n'), '400 /problems/malformed-workbook xlsx-not-a-workbook'],
  ])('that %s is told so', async (_, file, expected) => {
    expect(told(await send(file))).toBe(expected);
    await expectAlive();
  });

  it('where none is taken is not read', async () => {
    expect(told(await send(bomb, '/applications'))).toBe('415 /problems/unsupported-media-type');
  });

  it('with children in it registers them', async () => {
    const file = zipOf(
      ...workbookParts(
        rowXml(1, 'childId', 'birthDate', 'municipality', 'category') +
          rowXml(2, 'xlsx-1', '2010-05-01', '2442', 'general'),
      ),
    );
    expect((await send(file)).json).toMatchObject({ taken: 1, changed: { created: 1 } });
  });
});

describe('whoever writes to the log', () => {
  const FORGED = '{"level":"fatal","time":"2020-01-01T00:00:00.000Z","service":"catalog","forged":true,"msg":"forged"}';
  const breaks = ['\r\n', '\n', '\r', '\u2028', '\u0085', '\u001b[2K\r', '","forged":true,"x":"'];

  it('adds no line to it and changes none', async () => {
    const said = ledger.said.length;
    for (const lineBreak of breaks) {
      const text = `x${lineBreak}${FORGED}`;
      const part = encodeURIComponent(text);
      const service = { 'content-type': 'application/json' };
      const asking = [
        call(`${urls.catalog}/${part}`),
        call(`${urls.catalog}/groups/${part}`),
        call(`${urls.catalog}/groups?name=${part}&${part}=1`),
        call(`${urls.enrollment}/applications/${part}/accept`, { method: 'POST', headers: { 'idempotency-key': 'x' } }),
        post(`${urls.catalog}/imports`, 'log', JSON.stringify([{ [text]: text }])),
        post(`${urls.enrollment}/applications`, 'log', { childId: text, groupId: text, start: text }),
        post(`${urls.enrollment}/children/imports`, 'log', `childId,${text}\n${text}`, { 'content-type': 'text/csv' }),
        call(`${urls.enrollment}/clock`, { method: 'PUT', headers: service, body: JSON.stringify({ now: text }) }),
      ];
      for (const { status } of await Promise.all(asking)) expect(status).toBeLessThan(500);
      // As bytes, where a client would not send them: a header ends at a line break, and the next line is one more header.
      for (const name of [
        'client-name',
        'traceparent',
        'idempotency-key',
        'accept-language',
        'user-agent',
        'x-request-id',
      ])
        await exchange(urls.enrollment, Buffer.from(asked(`GET /applications/${part}`, { [name]: text }), 'latin1'));
      await exchange(urls.catalog, `GET /groups HTTP/1.1${lineBreak}${FORGED}\r\n\r\n`);
      await exchange(urls.catalog, `FORGED${lineBreak} /groups HTTP/1.1\r\n\r\n`);
    }
    await expectAlive();
    const lines = ledger.said.slice(said).split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(breaks.length);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) });
    expect(lines.filter((line) => 'forged' in (JSON.parse(line) as object))).toEqual([]);
  });
});
