import '@lib/runtime';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inTurn, ledgerAt, programLogin, type Login } from '@lib/client';
import { phrase } from '@lib/wording';
import { auditInstallation, type Audit } from './audit.run.js';
import type { Anchor } from './chains.js';
import { checkpointKeyIn, type Signed } from './checkpoints.js';

const DIFFERENCES_SHOWN = 50;
const PATIENCE = { totalMs: 30_000, pauseMs: 200 };

/** What an integration needs to read the ledger, and for --enrollment the applications. */
const SCOPE = 'ledger accounts applications';

const USAGE = `npm run audit -- --certificates URL [--enrollment URL] [--anchor FILE]
                   [--checkpoints FILE --checkpoint-key FILE] [--json] [--progress]
  --certificates URL     where the certificates service listens; given again for each further instance
  --enrollment URL       its concluded contracts are compared as well; given again for each further instance
  --anchor FILE          what an earlier audit wrote down is compared with the log; where nothing differs, this audit writes it anew
  --checkpoints FILE     what the certificates service has signed of the log (CHECKPOINT_FILE) is compared with it
  --checkpoint-key FILE  the public key of that, in PEM; given again for each further key
  --json                 prints the result as one line of JSON
  --progress             tells on standard error how many events have been read
  OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET   in the environment: how it logs in, as a program with the role
                         auditor or integration; OIDC_CLIENT_SECRET_FILE instead: the secret is in this file;
                         OIDC_SCOPE: what it asks for, "${SCOPE}" unless told
  ACCESS_TOKEN           in the environment, in place of them: the token of an auditor who is logged in already
The exit code is 0 where nothing differs, 1 where something does, 2 where the audit could not be made.`;

const options = () =>
  parseArgs({
    options: {
      certificates: { type: 'string', multiple: true, default: [] },
      enrollment: { type: 'string', multiple: true, default: [] },
      anchor: { type: 'string' },
      checkpoints: { type: 'string' },
      'checkpoint-key': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      progress: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;

const run = async (): Promise<number> => {
  const {
    certificates,
    enrollment,
    anchor: file,
    checkpoints,
    'checkpoint-key': keys,
    json,
    progress,
    help,
  } = options();
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (certificates.length === 0) throw new TypeError(`--certificates is missing\n${USAGE}`);
  const addresses = { catalog: [], enrollment: enrollment.map(addressOf), certificates: certificates.map(addressOf) };
  const ledger = ledgerAt(inTurn(addresses), { patience: PATIENCE, login: await loginOf(process.env) });
  const anchor = file === undefined ? undefined : await anchorIn(file);
  const signed = await signedIn(checkpoints, keys);
  const tell = progress ? (events: number) => void process.stderr.write(`read ${events}\n`) : undefined;
  const audit = await auditInstallation(ledger, { anchor, signed, asksEnrollment: enrollment.length > 0, tell });
  const isRight = audit.differences.length === 0;
  if (file !== undefined && isRight) await writeFile(file, `${JSON.stringify(audit.anchor, undefined, 2)}\n`);
  process.stdout.write(json ? `${JSON.stringify(resultOf(audit))}\n` : sayingOf(audit));
  return isRight ? 0 : 1;
};

/** A secret is no argument of a command: others on the machine would read it. */
const loginOf = async (env: NodeJS.ProcessEnv): Promise<Login | undefined> => {
  const { ACCESS_TOKEN: token, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_SCOPE: scope = SCOPE } = env;
  if (token) return { token: () => Promise.resolve(token), forget: () => undefined };
  if (!issuer) return undefined;
  const clientSecret = await clientSecretIn(env);
  if (!clientId || !clientSecret) throw new TypeError(`OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is missing\n${USAGE}`);
  return programLogin({ issuer, clientId, clientSecret, scope });
};

const clientSecretIn = async ({
  OIDC_CLIENT_SECRET: secret,
  OIDC_CLIENT_SECRET_FILE: file,
}: NodeJS.ProcessEnv): Promise<string | undefined> => {
  if (!file) return secret;
  if (secret) throw new TypeError('OIDC_CLIENT_SECRET and OIDC_CLIENT_SECRET_FILE are both given');
  return (await readFile(file, 'utf8')).replace(/[\r\n]+$/, '');
};

const addressOf = (url: string): string => new URL(url).href.replace(/\/+$/, '');

/** What an earlier audit wrote; undefined where none has yet. */
const anchorIn = async (file: string): Promise<Anchor | undefined> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { events, digest, heads } = JSON.parse(text) as Partial<Anchor>;
  if (events === undefined || digest === undefined || heads === undefined) throw new TypeError(`${file}: no anchor`);
  return { events, digest, heads };
};

/** Read before the log, which may grow meanwhile. */
const signedIn = async (file: string | undefined, keys: readonly string[]): Promise<Signed | undefined> => {
  if ((file === undefined) !== (keys.length === 0))
    throw new TypeError(`--checkpoints and --checkpoint-key need each other\n${USAGE}`);
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8');
  return { text, keys: await Promise.all(keys.map(async (key) => checkpointKeyIn(await readFile(key, 'utf8')))) };
};

const resultOf = ({
  events,
  streams,
  accounts,
  certificates,
  debitedByMonth,
  checkpoints,
  differences,
}: Audit): object => ({
  events,
  streams,
  accounts,
  certificates: certificates.length,
  debitedByMonth,
  ...(checkpoints === undefined ? {} : { checkpoints }),
  differences,
});

const both = (key: string): string => `${phrase('ru', key)} · ${phrase('en', key)}`;

const sayingOf = ({ events, accounts, checkpoints, differences }: Audit): string =>
  [
    `${both('audit.events')}: ${events}`,
    `${both('audit.accounts')}: ${accounts}`,
    ...(checkpoints === undefined ? [] : [`${both('audit.checkpoints')}: ${checkpoints}`]),
    ...(differences.length === 0 ? [both('audit.agrees')] : [`${both('audit.differs')}: ${differences.length}`]),
    ...differences.slice(0, DIFFERENCES_SHOWN).map((difference) => `  ${difference}`),
    '',
  ].join('\n');

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}${cause}\n`);
    process.exit(2);
  },
);
