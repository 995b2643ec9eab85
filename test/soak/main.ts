import { mkdir, mkdtemp, open, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { inTurn, type Urls } from '@lib/client';
import { ledgerOf, trusts } from '../support/login.js';
import { PgDatabase } from '@lib/database';
import { Installation } from '../../apps/cluster/src/installation.js';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { Faults } from '../faults/faults.js';
import { seedOfRun } from '../support/chance.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { ownPostgres } from '../support/own-postgres.js';
import { parkedMessages } from '../support/season.js';
import { chartOf, type Struck } from './chart.js';
import { growthIn } from './growth.js';
import { Load } from './load.js';
import { byMinute } from './minutes.js';
import { reportOf } from './report.js';
import { Sampler, type Sample } from './sampler.js';

// A cluster of three brokers and two processes of each service under an even load, struck again and again; what it needs
// of memory, connections and tables is looked at every ten seconds. The first process of each service is never killed, so
// that what grows in it is seen. The build must be fresh: npm run soak -- --minutes 30 --fault-every 20
const SAMPLE_EVERY_MS = 10_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'fault-every': { type: 'string', default: '20' },
    rate: { type: 'string', default: '8' },
    folder: { type: 'string' },
  },
});
const [minutes, faultEvery, rate] = [values.minutes, values['fault-every'], values.rate].map(Number) as [
  number,
  number,
  number,
];
if (![minutes, faultEvery, rate].every((number) => number > 0))
  throw new RangeError('--minutes, --fault-every (seconds) and --rate (requests a second) are positive numbers');

const seed = seedOfRun();
const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'certificate-ledger-soak-')));
await mkdir(folder, { recursive: true });
console.log(`SEED=${seed}, results in ${folder}`);

const log = await open(join(folder, 'log'), 'w');
const deaths: string[] = [];
const postgres = await ownPostgres();
const installation = new Installation({
  log: log.fd,
  databaseServer: postgres.url,
  brokers: 3,
  onLost: (name) => deaths.push(`${name} cannot be started any more`),
  onDeath: (name, by) => deaths.push(`${name} ended by itself: ${by}`),
});

/** Does it every so often until the signal, each time after the last has ended. */
const again = async (everyMs: number, until: AbortSignal, work: () => Promise<void>): Promise<void> => {
  for (;;) {
    await pause(everyMs, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return;
    await work();
  }
};

const soak = async (): Promise<readonly string[]> => {
  const seconds = minutes * 60;
  const first: Urls = Object.fromEntries(
    Object.entries(installation.urls).map(([service, [url = '']]) => [service, url]),
  ) as Urls;
  await openSeason(first, roomyRegion(Load.children(rate, seconds)));
  const faults = new Faults(installation, postgres, {
    seed,
    spared: (name) => /^[a-z]+-1$/.test(name) && !/kafka/.test(name),
  });
  const sampler = new Sampler(installation);
  const samples: Sample[] = [];
  const struck: Struck[] = [];
  const over = new AbortController();
  const since = performance.now();
  const elapsed = (): number => performance.now() - since;
  const load = new Load(installation.urls);
  const sample = async (): Promise<void> => void samples.push(await sampler.sample(elapsed(), load.answered));
  const beside = [
    again(faultEvery * 1000, over.signal, async () => {
      const atMs = elapsed();
      const what = await faults.next();
      struck.push({ atMs: Math.round(atMs), what });
      console.log(`${Math.round(atMs / 1000)} s: ${what}, ${load.answered} answered`);
    }),
    again(SAMPLE_EVERY_MS, over.signal, sample),
  ];
  await pause(0);
  await load.run(rate, seconds);
  over.abort();
  await Promise.all(beside);
  await faults.close();

  await quiet(first);
  await sample();
  await sampler.close();
  const database = new PgDatabase(installation.databaseUrl);
  const parked = await parkedMessages(database);
  await database.close();
  const audit = await auditInstallation(ledgerOf(inTurn(installation.urls)), { asksEnrollment: true });
  const perMinute = byMinute(load.outcomes);
  const grown = growthIn(samples);
  const wrong = load.outcomes.flatMap((outcome) => outcome.wrong ?? []);
  const faulty = [
    ...deaths,
    ...grown.map((what) => `grew beyond the data: ${what}`),
    ...audit.differences,
    ...(parked === 0 ? [] : [`${parked} messages are parked`]),
    ...(wrong.length === 0 ? [] : [`${wrong.length} requests were answered otherwise, the first: ${wrong[0]}`]),
  ];
  const findings = [
    `${load.outcomes.length} requests, ${struck.length} faults (SEED=${seed}), ${faults.takeovers} takeovers from frozen leaders, ${audit.certificates.length} accounts audited`,
    ...(faulty.length > 0
      ? faulty
      : [
          'no process ended by itself, nothing is parked, the audit is clean, and neither memory, connections nor tables grew beyond the data',
        ]),
  ];
  const title = `${minutes} minutes, ${rate} requests a second, a fault every ${faultEvery} s, ${cpus().length} cores`;
  await writeFile(join(folder, 'samples.json'), JSON.stringify({ seed, struck, samples, outcomes: load.outcomes }));
  await writeFile(join(folder, 'soak.svg'), chartOf(title, perMinute, samples, struck));
  await writeFile(join(folder, 'report.md'), reportOf(perMinute, samples, findings));
  console.log(findings.join('\n'));
  return faulty;
};

try {
  await installation.start();
  trusts(installation.urls, installation.issuer);
  process.exitCode = (await soak()).length === 0 ? 0 : 1;
} finally {
  await installation.stop();
  await postgres.stop();
  await log.close();
}
