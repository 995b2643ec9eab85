import '@lib/runtime';
import { parseArgs } from 'node:util';
import { NoFreshDatabase } from '@lib/database';
import { DEMO_APPROVER, DEMO_PROGRAM } from '@lib/demo-issuer';
import { Environment, databaseAddress } from '@lib/operations';
import { Installation } from './installation.js';

// `npm run cluster`: an installation for as long as this program runs.

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const lost = (name: string): void => {
  say(`${name} cannot be started any more`);
  void stop(1);
};
const databaseServer = (): string | undefined => {
  const env = new Environment(process.env);
  try {
    return env.whole({ url: databaseAddress(env) }).url;
  } catch (error) {
    say(sentenceOf(error));
    return process.exit(1);
  }
};

let isStopping = false;
const stop = async (code: number): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await installation.stop().catch((error: unknown) => say(String(error)));
  process.exit(code);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

const announcement = (): string => {
  const { urls, portals, databaseUrl, issuer } = installation;
  if (json) return JSON.stringify({ urls, portals, databaseUrl, issuer });
  const lines = Object.entries(urls).map(
    ([name, both]) => `  ${name.padEnd(13)}${both.map((url) => `${url}/docs`).join('  ')}`,
  );
  return [
    'The cluster is running. Ctrl+C stops it.',
    `  ${'cabinet'.padEnd(13)}${portals.join('  ')}`,
    ...lines,
    `Login: ${issuer}, a demo issuer: everybody is who he says; programs: ${DEMO_PROGRAM.clientId}, secret ${DEMO_PROGRAM.clientSecret}, and ${DEMO_APPROVER.clientId}, which approves, likewise`,
  ].join('\n');
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof NoFreshDatabase) return `DATABASE_URL: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
};

const installation = new Installation({ onLost: lost, databaseServer: databaseServer(), withPortal: true });

installation.start().then(
  () => void process.stdout.write(`${announcement()}\n`),
  (error: unknown) => {
    if (!isStopping) say(sentenceOf(error));
    return stop(1);
  },
);
