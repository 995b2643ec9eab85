import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsdbDouble } from '../esdb/double.js';
import { Program, endAll, run, startLedger, urlsOf, type Environment } from '../support/built-program.js';
import { call } from '../support/http-client.js';
import { openSeason, roomyRegion } from '../support/open-season.js';
import { inLanes } from '../support/lanes.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { apply } from '../support/started-ledger.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

const MARK = randomBytes(8).toString('hex');
/** A password that only this test knows, with signs that have to be escaped in an address. */
const SECRET = `s3:${MARK}/@?#%`;
const IN_ADDRESS = encodeURIComponent(SECRET);
const VAULT_KEY = randomBytes(32).toString('base64');

/** What of it must be in nothing that is said. */
const told = (text: string): readonly string[] => [MARK, VAULT_KEY].filter((secret) => text.includes(secret));

const file = async (content: string): Promise<string> => {
  const path = join(await tempFolder(), 'secret');
  await writeFile(path, `${content}\n`);
  return path;
};

let server: RealPostgres;
/** For whatever goes wrong behind it. */
let database: string;
let plain: EsdbDouble;
let secured: EsdbDouble;
beforeAll(async () => {
  server = await realPostgres();
  database = await server.createDatabase();
  [plain, secured] = [await EsdbDouble.start(), await EsdbDouble.start(undefined, { tls: true })];
  secured.mood.users = new Map([['ledger', { password: SECRET, groups: ['$admins'] }]]);
});
afterAll(async () => {
  await endAll();
  plain.kill();
  secured.kill();
  await server.stop();
  await removeTempFolders();
});

/** The server with a password of ours, in a form that some driver or parser may stumble over. */
const withPassword = (password: string): string => server.url.replace(/:\/\/([^:]*):[^@]*@/, `://$1:${password}@`);

describe('a secret that is wrong is in nothing that is said', () => {
  const NOBODY = 'http://127.0.0.1:1';
  const URLS = { CATALOG_URL: NOBODY, ENROLLMENT_URL: NOBODY, CERTIFICATES_URL: NOBODY };
  const CLUSTER = { KAFKA_BROKERS: '127.0.0.1:1', PORT: '0', OIDC_ISSUER: NOBODY, ...URLS };
  const wrong: readonly (readonly [
    string,
    'main' | 'catalog' | 'enrollment' | 'certificates' | 'webhooks',
    () => Promise<Environment>,
  ])[] = [
    ['a password that PostgreSQL does not know', 'main', async () => ({ DATABASE_URL: withPassword(IN_ADDRESS) })],
    ['the same in a file', 'main', async () => ({ DATABASE_URL_FILE: await file(withPassword(IN_ADDRESS)) })],
    ['the same in a cluster', 'catalog', async () => ({ ...CLUSTER, DATABASE_URL: withPassword(IN_ADDRESS) })],
    ['signs that nobody has escaped', 'main', async () => ({ DATABASE_URL: withPassword(SECRET) })],
    ['a broken escape', 'main', async () => ({ DATABASE_URL: withPassword(`${MARK}%zz`) })],
    ['an address without a host', 'main', async () => ({ DATABASE_URL: `postgres://a:${IN_ADDRESS}@` })],
    ['a port that is none', 'main', async () => ({ DATABASE_URL: `postgres://a:${IN_ADDRESS}@db:99999/a` })],
    [
      'a host that nobody knows',
      'main',
      async () => ({ DATABASE_URL: `postgres://a:${IN_ADDRESS}@nowhere.invalid/a` }),
    ],
    ['a port where nobody listens', 'main', async () => ({ DATABASE_URL: `postgres://a:${IN_ADDRESS}@127.0.0.1:1/a` })],
    ['a database that is not there', 'main', async () => ({ DATABASE_URL: `${server.url}-none` })],
    [
      'a kind of TLS that checks nobody',
      'main',
      async () => ({ DATABASE_URL: `${withPassword(IN_ADDRESS)}?sslmode=require` }),
    ],
    [
      'TLS where there is none',
      'main',
      async () => ({ DATABASE_URL: `${withPassword(IN_ADDRESS)}?sslmode=verify-full` }),
    ],
    ['another kind of database', 'main', async () => ({ DATABASE_URL: `mysql://a:${IN_ADDRESS}@db/a` })],
    ['a file that holds another secret', 'main', async () => ({ VAULT_KEY_FILE: await file(SECRET) })],
    ['a key that is too short', 'enrollment', async () => ({ ...CLUSTER, VAULT_KEY: MARK })],
    ['a key of webhooks that is too short', 'webhooks', async () => ({ ...CLUSTER, WEBHOOKS_KEY: MARK })],
    ['both a secret and its file', 'main', async () => ({ VAULT_KEY, VAULT_KEY_FILE: await file(VAULT_KEY) })],
    [
      'an event store with an unknown option',
      'main',
      async () => ({ EVENT_STORE_URL: `esdb://a:${IN_ADDRESS}@es?b=c` }),
    ],
    [
      'an event store whose signs nobody has escaped',
      'main',
      async () => ({ EVENT_STORE_URL: `esdb://a:${SECRET}@es` }),
    ],
    ['an event store of another kind', 'main', async () => ({ EVENT_STORE_URL: `kurrent://a:${IN_ADDRESS}@es` })],
    [
      'an event store without TLS, asked for it',
      'main',
      async () => ({ EVENT_STORE_URL: `esdb://a:${IN_ADDRESS}@localhost:${plain.address.port}?tls=true` }),
    ],
    [
      'an event store that does not know the password',
      'main',
      async () => ({ EVENT_STORE_URL: secured.url.replace('esdb://', `esdb://a:${IN_ADDRESS}@`) }),
    ],
    ['an event store in PostgreSQL', 'main', async () => ({ EVENT_STORE_URL: withPassword(IN_ADDRESS) })],
    [
      'a broker that is not there',
      'certificates',
      async () => ({
        ...CLUSTER,
        DATABASE_URL: await migrated('certificates'),
        KAFKA_SSL: 'on',
        KAFKA_SASL: 'plain',
        KAFKA_USER: 'ledger',
        KAFKA_PASSWORD: SECRET,
      }),
    ],
    [
      'a password in the clear',
      'catalog',
      async () => ({ ...CLUSTER, KAFKA_SASL: 'plain', KAFKA_USER: 'a', KAFKA_PASSWORD: SECRET }),
    ],
  ];

  it('whatever is wrong with it', async () => {
    const said = await inLanes(wrong, LANES, async ([what, name, settings]) => {
      const given = await settings();
      const program = new Program(name, [], {
        DATA_FOLDER: await tempFolder(),
        ...(given.DATABASE_URL_FILE ? {} : { DATABASE_URL: database }),
        CATALOG_PORT: '0',
        ENROLLMENT_PORT: '0',
        CERTIFICATES_PORT: '0',
        LOGIN_PORT: '0',
        PORTAL_PORT: '0',
        EVENT_STORE_DEADLINE_MS: '500',
        LOG_LEVEL: 'trace',
        ...given,
      });
      // It ends, or waits and says why. On a busy machine a server does not answer in time at first: it is asked again.
      await program.finds((stdout) => (SAYS_WHAT.test(stdout) ? true : undefined)).catch(() => undefined);
      await program.end('SIGKILL');
      const text = program.said;
      const decoded = decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
      return [what, told(text + decoded), SAYS_WHAT.test(text) ? 'and says what is wrong' : text];
    });
    expect(said).toEqual(wrong.map(([what]) => [what, [], 'and says what is wrong']));
  });
});

/** A database with the tables of a service of a cluster. */
const migrated = async (service: string): Promise<string> => {
  const url = await server.createDatabase();
  expect(await run('migrate', [service], { DATABASE_OWNER_URL: url, DATABASE_URL: url })).toMatchObject({ code: 0 });
  return url;
};

const LANES = 3;
const SAYS_WHAT =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|28P01|password authentication|[A-Z_]{5,}: |server of the address|does not exist|does not let this user in|EventStoreDB does not speak TLS/;

describe('a secret that is right', () => {
  it('comes from a file as from a variable, and is in no line, answer or health', async () => {
    const databaseUrl = await server.createDatabase();
    const ledger = startLedger({
      DATA_FOLDER: await tempFolder(),
      DATABASE_URL_FILE: await file(databaseUrl),
      EVENT_STORE_URL_FILE: await file(secured.url.replace('esdb://', `esdb://ledger:${IN_ADDRESS}@`)),
      VAULT_KEY_FILE: await file(VAULT_KEY),
      CLOCK: 'settable',
      LOG_LEVEL: 'trace',
    });
    const urls = await urlsOf(ledger);
    await openSeason(urls, roomyRegion(2));
    expect(await apply(urls, 'one', 'k-0', '100', '2020-10-01')).toMatchObject({ status: 201 });
    const { password } = new URL(databaseUrl);
    const answers: string[] = [];
    const ask = async (): Promise<void> => {
      for (const url of Object.values(urls))
        for (const path of [
          '/health/ready',
          '/health/live',
          '/metrics',
          '/openapi.json',
          '/messaging/lag',
          '/messaging/parked',
        ])
          answers.push((await call(`${url}${path}`)).text);
    };
    await ask();
    // Health and requests, while what they need is away.
    secured.kill();
    await ask();
    const account = await call(`${urls.certificates}/events`);
    expect(account.status).toBe(503);
    answers.push(account.text);
    const { code } = await ledger.end('SIGTERM');
    expect(code).toBe(0);
    const all = `${answers.join('\n')}${ledger.said}`;
    expect(told(all)).toEqual([]);
    expect(all).not.toContain(password);
    expect(JSON.stringify(answers)).toContain('event store');
  });
});
