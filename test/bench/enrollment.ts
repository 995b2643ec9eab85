import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { DURABLE, enrol, type Enrolment } from './enrolled-children.js';
import { Figures } from './figures.js';
import { realPostgres } from '../support/postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

// `npm run bench:enrollment -- --children 2000 --families 64`: how many applications, consents, acceptances and
// conclusions a second the three services take in one process on a durable PostgreSQL, the load included, with login and
// policy on; beside plain durable inserts of 64 writers in the same run. `BENCH_NODE=--cpu-prof` gives the ledger options of Node.
// `--against DIR`: a built checkout of another version takes the same children through the same steps first.
const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '2000' },
    families: { type: 'string', default: '64' },
    groups: { type: 'string', default: '230' },
    'one-child': { type: 'boolean', default: false },
    against: { type: 'string' },
  },
});
const [children, families, groups] = [values.children, values.families, values.groups].map(Number) as [
  number,
  number,
  number,
];

/** What the database alone takes: one row of sixty bytes a transaction, by pgbench, which Debian's package of PostgreSQL has. */
const plainInserts = async (): Promise<number> => {
  const postgres = await realPostgres(DURABLE);
  try {
    const url = await postgres.createDatabase();
    const script = join(await tempFolder(), 'insert.sql');
    const value = JSON.stringify({ a: 'x'.repeat(52) });
    await writeFile(script, `INSERT INTO plain VALUES (gen_random_uuid(), '${value}');\n`);
    await run('psql', [url, '-qc', 'CREATE TABLE plain (id uuid, value json)']);
    const { stdout } = await run('pgbench', ['-n', '-c', '64', '-j', '2', '-T', '5', '-f', script, url]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } finally {
    await postgres.stop();
  }
};
const run = promisify(execFile);

const figures = new Figures('enrollment');
const PLAIN = 'P: plain insert, 64 writers';
figures.rate(PLAIN, { perSecond: await plainInserts(), tookMs: [] });

const EFFECT = 'until everything has had its effect';
const tellProcessor = (work: string, cpuMs: Enrolment['effect']['cpuMs'], version: string): void => {
  for (const [who, ms] of Object.entries(cpuMs)) figures.measure(`${work}: processor, ${who}${version}`, ms, 'ms');
};

/** Tells of the steps and of the three that every version has. */
const tell = ({ steps, effect }: Enrolment, version: string, against?: string): void => {
  for (const [name, measured] of Object.entries(steps)) {
    figures.rate(`${name}, ${families} at once${version}`, measured, PLAIN);
    tellProcessor(name, measured.cpuMs, version);
  }
  figures.measure(`${EFFECT}${version}`, effect.seconds * 1000, 'ms');
  tellProcessor(EFFECT, effect.cpuMs, version);
  const seconds = (['apply', 'accept', 'conclude'] as const).reduce(
    (sum, name) => sum + (steps[name]?.seconds ?? NaN),
    0,
  );
  const [asked, done] = ['apply, accept, conclude', `the same, ${EFFECT}`];
  const beside = (work: string): string | undefined => (against === undefined ? undefined : `${work}${against}`);
  figures.measure(`${asked}${version}`, seconds, 's', beside(asked));
  figures.measure(`${done}${version}`, seconds + effect.seconds, 's', beside(done));
};

const wanted = { children, families, groups, oneChild: values['one-child'] };
const checkout = values.against === undefined ? undefined : resolve(values.against);
const other = checkout === undefined ? undefined : `, ${basename(checkout)}`;
if (checkout !== undefined && other !== undefined) tell(await enrol(wanted, checkout), other);
tell(await enrol(wanted), '', other);
await figures.end();
await removeTempFolders();
process.exit();
