import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoginSettings } from '@lib/access';
import type { Limits } from '@lib/database';
import { newSigningKey } from '@lib/demo-issuer';
import type { HttpSettings } from '@lib/http';
import {
  Environment,
  EnvironmentFaults,
  checkpointSettings,
  databaseAddress,
  databaseLimits,
  eventStoreSettings,
  loginSettings,
  mailSettings,
  type MailSettings,
  httpSettings,
  pruneSettings,
  type CheckpointSettings,
  type EventStoreSettings,
  type PruneSettings,
  VAULT_KEY_BYTES,
  vaultSettings,
  type VaultKeys,
  WEBHOOKS_KEY_BYTES,
  webhookSettings,
  webhooksKey,
  type WebhookSettings,
} from '@lib/operations';
import { LOG_LEVELS, type LogLevel } from '@lib/telemetry';

/** An embedded installation. */
export type Installation = {
  readonly dataFolder: string;
  /** A PostgreSQL server in place of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Of that server. */
  readonly databaseLimits?: Limits;
  /** Undefined: the events are in the database. */
  readonly eventStore?: EventStoreSettings;
  readonly ports: {
    readonly catalog: number;
    readonly enrollment: number;
    readonly certificates: number;
    readonly webhooks?: number;
    /** Of the demo issuer. */
    readonly login?: number;
    /** Of the cabinet; undefined: there is none. */
    readonly portal?: number;
  };
  /** What the cabinet is at the issuer; undefined: what it is at the demo issuer. */
  readonly portalClient?: { readonly id: string; readonly secret?: string | undefined } | undefined;
  /** Undefined: a demo issuer in this process, at which everybody is who he says. */
  readonly login?: LoginSettings | undefined;
  readonly http?: HttpSettings;
  /** Undefined: nothing is pruned. */
  readonly pruning?: PruneSettings | undefined;
  /** Whether `/metrics` is answered. */
  readonly isMeasured?: boolean;
  /** Undefined: the log is not signed. */
  readonly checkpoints?: CheckpointSettings | undefined;
  /** `settable` for demonstrations, tests and sandboxes; `system` where real children are enrolled. */
  readonly clock: 'settable' | 'system';
  /** Wrap the keys of the vault of personal data; undefined: one that is kept in the data folder. */
  readonly vaultKeys: VaultKeys | undefined;
  readonly webhooks?: WebhookSettings;
  /** Undefined: nobody is told anything by mail. */
  readonly mail?: MailSettings | undefined;
  /** The region file from which the cabinet takes what the region says of itself. */
  readonly portalRegionFile?: string | undefined;
  /** From which the secrets of webhooks derive; undefined: one that is kept in the data folder. */
  readonly webhooksKey?: Buffer | undefined;
};

/** What the process is told by its environment; nothing is required. */
export type Config = Installation & {
  readonly eventStore: EventStoreSettings;
  readonly logLevel: LogLevel;
  /** Whether a new installation begins with a sample region. */
  readonly sample: 'small' | 'none';
};

/** Reads the environment once. @throws EnvironmentFaults */
export const configFrom = (variables: NodeJS.ProcessEnv): Config => {
  const env = new Environment(variables);
  env.oneOf('PROFILE', ['embedded'], 'embedded');
  const databaseUrl = databaseAddress(env);
  const clock = env.oneOf('CLOCK', ['settable', 'system'], databaseUrl === undefined ? 'settable' : 'system');
  if (clock === 'settable' && env.text('NODE_ENV') === 'production')
    env.wrong('CLOCK', 'a settable clock is refused where NODE_ENV is production', undefined);
  const login = loginSettings(env);
  if (login === undefined && env.text('NODE_ENV') === 'production')
    env.wrong(
      'OIDC_ISSUER',
      'is missing: the demo issuer, at which everybody is who he says, is refused where NODE_ENV is production',
      undefined,
    );
  return env.whole({
    login,
    dataFolder: env.text('DATA_FOLDER') ?? '.data',
    databaseUrl,
    databaseLimits: databaseLimits(env),
    eventStore: eventStoreSettings(env),
    ports: {
      catalog: env.port('CATALOG_PORT', 3001),
      enrollment: env.port('ENROLLMENT_PORT', 3002),
      certificates: env.port('CERTIFICATES_PORT', 3003),
      login: env.port('LOGIN_PORT', 3004),
      portal: env.port('PORTAL_PORT', 3000),
      webhooks: env.port('WEBHOOKS_PORT', 3005),
    },
    portalClient: portalClientIn(env),
    portalRegionFile: env.text('PORTAL_REGION_FILE'),
    http: httpSettings(env),
    pruning: pruneSettings(env),
    isMeasured: env.oneOf('METRICS', ['on', 'off'], 'on') === 'on',
    checkpoints: checkpointSettings(env),
    clock,
    vaultKeys: vaultSettings(env),
    sample: env.oneOf('SAMPLE', ['small', 'none'], 'small'),
    mail: mailSettings(env),
    webhooks: webhookSettings(env),
    webhooksKey: webhooksKey(env),
    logLevel: env.oneOf('LOG_LEVEL', LOG_LEVELS, 'warn'),
  });
};

const portalClientIn = (env: Environment): Installation['portalClient'] => {
  const id = env.text('PORTAL_CLIENT_ID');
  return id === undefined ? undefined : { id, secret: env.hidden('PORTAL_CLIENT_SECRET', { mayBeEmpty: true }) };
};

/** The keys of the vault: the configured ones, else the one in the data folder, made at the first start. */
export const vaultKeysOf = async (installation: Installation): Promise<VaultKeys> => {
  if (installation.vaultKeys) return installation.vaultKeys;
  return { present: await keptKey(installation, 'vault.key', VAULT_KEY_BYTES) };
};

/** The key of webhooks: the configured one, else the one in the data folder, made at the first start. */
export const webhooksKeyOf = (installation: Installation): Promise<Buffer> | Buffer =>
  installation.webhooksKey ?? keptKey(installation, 'webhooks.key', WEBHOOKS_KEY_BYTES);

const keptKey = async ({ dataFolder }: Installation, name: string, bytes: number): Promise<Buffer> => {
  const key = Buffer.from(await kept(dataFolder, name, () => randomBytes(bytes).toString('base64')), 'base64');
  if (key.length !== bytes) throw new EnvironmentFaults([`${join(dataFolder, name)}: not a key of ${bytes} bytes`]);
  return key;
};

/** The key by which the demo issuer of the installation signs, made at the first start. */
export const signingKeyOf = ({ dataFolder }: Installation): Promise<string> =>
  kept(dataFolder, 'demo-login.key', newSigningKey);

/** What a file of the data folder holds; made where there is none yet. */
const kept = async (dataFolder: string, name: string, make: () => string | Promise<string>): Promise<string> => {
  await mkdir(dataFolder, { recursive: true });
  const path = join(dataFolder, name);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, await make(), { mode: 0o600 });
  // A name that appears with its whole content: a process killed here leaves no half a key.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  return readFile(path, 'utf8');
};
