import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Client } from 'pg';
import { Figures } from './figures.js';
import { parentOf, processorMs } from './processor.js';
import type { Rate } from './rate.js';
import { startLedger, urlsOf } from '../support/built-program.js';
import { anyCoPayment } from '../support/consent.js';
import { authorizationFor } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres } from '../support/postgres.js';
import { tempFolder } from '../support/temp-folder.js';

// `npm run bench:enrollment -- --children 2000 --families 64`: how many applications, consents, acceptances and
// conclusions a second the three services take in one process on a durable PostgreSQL, the load included, with login and
// policy on; beside plain durable inserts of 64 writers in the same run. `BENCH_NODE=--cpu-prof` gives the ledger options of Node.
const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '2000' },
    families: { type: 'string', default: '64' },
    groups: { type: 'string', default: '230' },
    'one-child': { type: 'boolean', default: false },
  },
});
const oneChild = values['one-child'];
const [children, families, groups] = [values.children, values.families, values.groups].map(Number) as [
  number,
  number,
  number,
];

const DURABLE = { max_connections: '200' };
const postgres = await realPostgres(DURABLE);
const agent = new Agent({ keepAlive: true, maxSockets: families });

const send = (url: string, key: string, body: unknown, authorization: string): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = {
      authorization,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'idempotency-key': key,
    };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if ((response.statusCode ?? 500) >= 300) reject(new Error(`${url}: ${response.statusCode} ${answer}`));
        else resolve(JSON.parse(answer) as Record<string, string>);
      });
    });
    asked.once('error', reject);
    asked.end(text);
  });

/** Of the processor, for one of them: what a machine that is busy with other work does not change much. */
type Measured = Rate & { readonly cpuMs: Used };
type Used = { readonly ledger: number; readonly database: number; readonly load: number };

/** So many at once, each family one after the other. */
const measure = async (work: (child: number) => Promise<void>): Promise<Measured> => {
  const tookMs: number[] = [];
  const before = await used();
  let next = 0;
  const began = performance.now();
  const family = async (): Promise<void> => {
    for (let child = next++; child < children; child = next++) {
      const sent = performance.now();
      await work(child);
      tookMs.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: families }, family));
  const perSecond = children / ((performance.now() - began) / 1000);
  const after = await used();
  const each = (who: keyof Used): number => (after[who] - before[who]) / children;
  return { perSecond, tookMs, cpuMs: { ledger: each('ledger'), database: each('database'), load: each('load') } };
};

/** What each has used of the processor since its start, in milliseconds. */
const used = async (): Promise<Used> => {
  const { user, system } = process.cpuUsage();
  return {
    ledger: await processorMs(ledger.pid),
    database: await processorMs(postmaster, { withChildren: true }),
    load: (user + system) / 1000,
  };
};

/** What the database alone takes: one row of sixty bytes a transaction, by pgbench, which Debian's package of PostgreSQL has. */
const plainInserts = async (url: string): Promise<number> => {
  const script = join(await tempFolder(), 'insert.sql');
  const value = JSON.stringify({ a: 'x'.repeat(52) });
  await writeFile(script, `INSERT INTO plain VALUES (gen_random_uuid(), '${value}');\n`);
  await run('psql', [url, '-qc', 'CREATE TABLE plain (id uuid, value json)']);
  const { stdout } = await run('pgbench', ['-n', '-c', '64', '-j', '2', '-T', '5', '-f', script, url]);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
};
const run = promisify(execFile);

const postmasterOf = async (url: string): Promise<number> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return await parentOf(rows[0]?.pid ?? NaN);
  } finally {
    await client.end();
  }
};

const figures = new Figures('enrollment');
const PLAIN = 'P: plain insert, 64 writers';
figures.rate(PLAIN, { perSecond: await plainInserts(await postgres.createDatabase()), tookMs: [] });

const postmaster = await postmasterOf(postgres.url);
const ledger = startLedger({
  DATABASE_URL: await postgres.createDatabase(),
  SAMPLE: 'none',
  ...(process.env['BENCH_NODE'] ? { NODE_OPTIONS: process.env['BENCH_NODE'] } : {}),
});
try {
  const urls = await urlsOf(ledger);
  const region = roomyRegion(children);
  const programs = JSON.parse(region.programs);
  const { program } = programs[0].data;
  const [module] = program.modules;
  const groupsOf = (from: number, count: number): readonly object[] =>
    Array.from({ length: count }, (_, id) => ({ ...module.groups[0], id: from + id, name: `Group ${from + id}` }));
  // A child comes into a module once: one that asks for all of them has a module, and little to pay, for each.
  program.modules = oneChild
    ? Array.from({ length: children }, (_, id) => ({
        ...module,
        id: 10 + id,
        price: '1.00',
        normative_price: '1.00',
        groups: groupsOf(1000 + id, 1),
      }))
    : [{ ...module, groups: groupsOf(1000, groups) }];
  await openSeason(urls, { ...region, programs: JSON.stringify(programs) });
  const { authorization = '' } = await authorizationFor(urls.enrollment);
  const ids: string[] = [];
  const at = `${urls.enrollment}/applications`;
  const step = async (child: number, name: string, body: unknown = {}): Promise<void> => {
    await send(`${at}/${ids[child]}/${name}`, `${name} ${child}`, body, authorization);
  };
  const enrolled = async (child: number): Promise<void> => {
    const answer = await send(`${at}/${ids[child]}/conclude`, `conclude ${child}`, {}, authorization);
    if (answer['state'] === 'refused') throw new Error(JSON.stringify(answer));
  };
  const steps: Readonly<Record<string, (child: number) => Promise<void>>> = {
    apply: async (child) => {
      const asked = {
        childId: `k-${oneChild ? 0 : child}`,
        groupId: String(1000 + (oneChild ? child : child % groups)),
        start: '2020-10-01',
      };
      const { id = '', state, reason } = await send(at, `apply ${child}`, asked, authorization);
      if (state !== 'requested') throw new Error(`application ${state}: ${reason}`);
      ids[child] = id;
    },
    accept: (child) => step(child, 'accept'),
    consent: (child) => step(child, 'consent', anyCoPayment),
    conclude: enrolled,
  };
  for (const [name, work] of Object.entries(steps)) {
    const measured = await measure(work);
    figures.rate(`${name}, ${families} at once`, measured, PLAIN);
    for (const [who, ms] of Object.entries(measured.cpuMs)) figures.measure(`${name}: processor, ${who}`, ms, 'ms');
  }
  const began = performance.now();
  await quiet(urls);
  figures.measure('until everything has had its effect', performance.now() - began, 'ms');
  await figures.end();
} finally {
  await ledger.end('SIGTERM');
  await postgres.stop();
}
process.exit();
