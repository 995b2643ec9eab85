import '@lib/runtime';
import 'reflect-metadata';
import { FolderInUse } from '@lib/database';
import { DEMO_APPROVER, DEMO_PROGRAM, SECOND_OPERATOR } from '@lib/demo-issuer';
import { runProcess } from '@lib/operations';
import { JsonLogger } from '@lib/telemetry';
import { Logger } from '@nestjs/common';
import { SAMPLE_REGION_FILE, playSample, wantsSample } from './demo/sample.js';
import { configFrom, type Config } from './config.js';
import { startSystem, type System } from './system.js';

const greetingOf = (config: Config, { urls, portal, issuer, isUpgraded }: System): string =>
  [
    'The certificate ledger is running. Ctrl+C stops it.',
    ...(portal === undefined ? [] : [`  ${'cabinet'.padEnd(13)}${portal}`]),
    ...Object.entries(urls).map(([name, url]) => `  ${name.padEnd(13)}${url}/docs`),
    `Login: ${issuer}`,
    ...(config.login === undefined ? [DEMO_LOGIN] : []),
    config.databaseUrl === undefined
      ? `Data: ${config.dataFolder} (embedded PostgreSQL: for development, demonstration and trial; DATABASE_URL names a server)`
      : 'Data: the PostgreSQL server of DATABASE_URL',
    ...(config.eventStore.url === undefined ? [] : ['Events: the event store of EVENT_STORE_URL']),
    ...(isUpgraded ? [UPGRADED] : []),
    config.clock === 'settable' ? 'Clock: settable by PUT /clock on any of the services' : 'Clock: the system’s',
  ].join('\n');

const DEMO_LOGIN = `  a demo issuer: everybody is who he says (operator and ${SECOND_OPERATOR}, for what two have to decide, provider:22003, payer:2442, auditor, any other name for a family); programs: ${DEMO_PROGRAM.clientId}, secret ${DEMO_PROGRAM.clientSecret}, and ${DEMO_APPROVER.clientId}, which approves, likewise. Never for real children: OIDC_ISSUER names an issuer`;

const PLAYING =
  'A new data folder: playing a sample region up to the middle of its season (SAMPLE=none for an empty one) …\n';

const UPGRADED =
  'Upgraded: an earlier version had made these data, and cannot open them any more. Its events stay as they were written.';

/** A demonstration on a folder of its own is of the sample region, unless it is told otherwise. */
const regionFileOf = ({ portalRegionFile, sample, login, databaseUrl }: Config): string | undefined =>
  portalRegionFile ??
  (sample === 'small' && login === undefined && databaseUrl === undefined ? SAMPLE_REGION_FILE : undefined);

runProcess(
  async (stopping) => {
    const config = configFrom(process.env);
    const logger = new JsonLogger('certificate-ledger', config.logLevel);
    // Who logs before a service is there would write in another form.
    Logger.overrideLogger(logger);
    const isSampled = config.sample === 'small' && wantsSample(config);
    const system = await startSystem({ ...config, portalRegionFile: regionFileOf(config) }, logger, stopping);
    const { demoTokenOf: tokenOf } = system;
    if (isSampled && tokenOf) {
      process.stdout.write(PLAYING);
      await playSample({ ...system, tokenOf });
    }
    return { greeting: greetingOf(config, system), close: () => system.close() };
  },
  (error) => error instanceof FolderInUse,
);
