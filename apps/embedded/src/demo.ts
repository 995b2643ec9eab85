import '@lib/runtime';
import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UnexpectedAnswer } from '@lib/client';
import { NoFreshDatabase } from '@lib/database';
import { Environment, databaseAddress, eventStoreSettings } from '@lib/operations';
import { auditInstallation } from '../../audit/src/audit.run.js';
import { Player } from './demo/player.js';
import { readRegionFolder } from './demo/region-folder.js';
import { certificatesCsv, disagreements, seasonResult } from './demo/result.js';
import { clusterInstallation, embeddedInstallation, type Installation } from './demo/installation.js';
import { both, progressLine, summary } from './demo/summary.js';

const SAMPLE = fileURLToPath(new URL('../../../../samples/minusinsk-2020', import.meta.url));

const PROGRESS_STEP = 0.05;

const USAGE = `npm run demo -- [--input DIR] [--json] [--certificates FILE] [--profile embedded|cluster]
  --input DIR          a region folder (samples/README.md); without it the Minusinsk sample
  --json               prints the result as one line of JSON, last; everything else goes to standard error
  --certificates FILE  writes one row per certificate as CSV
  --profile cluster    on two processes of each service, a PostgreSQL server and a Kafka broker (Java 17 and Maven, or Docker)
  DATABASE_URL         a PostgreSQL server: the season is played in a database of its own there, which is dropped at the end
  EVENT_STORE_URL      where the events go, esdb://… or postgres://…; it must hold none yet`;

const options = () =>
  parseArgs({
    options: {
      input: { type: 'string', default: SAMPLE },
      json: { type: 'boolean', default: false },
      certificates: { type: 'string' },
      profile: { type: 'string', default: 'embedded' },
      help: { type: 'boolean', default: false },
    },
  }).values;

/** Plays a region's season on a fresh store, then has an auditor's replay check every kopeck. */
const run = async (): Promise<number> => {
  const { input, json, certificates, profile, help } = options();
  if (profile !== 'embedded' && profile !== 'cluster')
    throw new TypeError(`--profile: embedded or cluster, not "${profile}"`);
  const say = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  if (help) {
    say(USAGE);
    return 0;
  }
  const started = performance.now();
  const folder = await readRegionFolder(input);
  say(`${both('demo.playing')}: ${input}`);
  const env = new Environment(process.env);
  const { databaseUrl, eventStore } = env.whole({
    databaseUrl: databaseAddress(env),
    eventStore: eventStoreSettings(env),
  });
  const starting =
    profile === 'cluster'
      ? clusterInstallation(databaseUrl, eventStore)
      : embeddedInstallation(databaseUrl, eventStore);
  leaveNothingBehind(starting);
  const installation = await starting;
  if (installation.database !== undefined) say(`${both('demo.database')}: ${installation.database}`);
  try {
    const { ledger, second } = installation;
    let told = 0;
    const player = new Player(ledger, second, folder, (date, done, of) => {
      if (done - told < of * PROGRESS_STEP && done < of) return;
      told = done;
      say(progressLine(date, done, of));
    });
    const played = await player.play();
    const applications = await player.applications();
    const path = { programme: played.programme };
    const totals = await ledger.certificates.call('GET /financing-programmes/{programme}/totals', { path });
    if (totals.status !== 200) throw new UnexpectedAnswer('totals', totals);
    const audit = await auditInstallation(ledger, { asksEnrollment: true });
    const result = seasonResult(applications, played, totals.body);
    const differences = [...audit.differences, ...disagreements(result, audit)];
    if (certificates !== undefined) {
      const childOf = new Map(
        applications.flatMap(({ holderId, childId }) => (holderId && childId ? [[holderId, childId] as const] : [])),
      );
      await writeFile(certificates, certificatesCsv(audit, childOf));
    }
    say(summary(result, played, audit, differences, (performance.now() - started) / 1000));
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await installation.close();
  }
};

/** Asked to end, it removes first what it has made on a server. */
const leaveNothingBehind = (starting: Promise<Installation>): void => {
  const end = (): void =>
    void starting
      .then((installation) => installation.close())
      .catch(() => undefined)
      .finally(() => process.exit(1));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
};

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${error instanceof NoFreshDatabase ? 'DATABASE_URL: ' : ''}${said}\n`);
    process.exit(1);
  },
);
