import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the embedded installation is told by its environment; nothing is required. */
export type Config = {
  readonly dataFolder: string;
  /** A PostgreSQL server in place of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly ports: { readonly catalog: number; readonly enrollment: number; readonly certificates: number };
  /** `settable` for demonstrations, tests and sandboxes; `system` where real children are enrolled. */
  readonly clock: 'settable' | 'system';
  /** Wraps the keys of the personal-data vault, 32 bytes; undefined: kept in the data folder. */
  readonly vaultKey: Buffer | undefined;
};

export class ConfigFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the environment is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** Reads the environment once. @throws ConfigFaults naming every fault */
export const configFrom = (env: NodeJS.ProcessEnv): Config => {
  const faults: string[] = [];
  const port = (name: string, byDefault: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return byDefault;
    const value = Number(text);
    if (/^\d{1,5}$/.test(text) && value <= 65_535) return value;
    faults.push(`${name}: a port from 0 to 65535, not "${text}"`);
    return byDefault;
  };
  const profile = env['PROFILE'] ?? 'embedded';
  if (profile !== 'embedded') faults.push(`PROFILE: this program is the profile "embedded", not "${profile}"`);
  const databaseUrl = env['DATABASE_URL'] || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    faults.push('DATABASE_URL: must begin with postgres:// or postgresql://');
  const clock = env['CLOCK'] || (databaseUrl === undefined ? 'settable' : 'system');
  if (clock !== 'settable' && clock !== 'system') faults.push(`CLOCK: settable or system, not "${clock}"`);
  if (clock === 'settable' && env['NODE_ENV'] === 'production')
    faults.push('CLOCK: a settable clock is refused where NODE_ENV is production');
  const vaultKey = env['VAULT_KEY'] ? Buffer.from(env['VAULT_KEY'], 'base64') : undefined;
  if (vaultKey !== undefined && vaultKey.length !== 32) faults.push('VAULT_KEY: 32 bytes in base64');
  const ports = {
    catalog: port('CATALOG_PORT', 3001),
    enrollment: port('ENROLLMENT_PORT', 3002),
    certificates: port('CERTIFICATES_PORT', 3003),
  };
  if (faults.length > 0) throw new ConfigFaults(faults);
  return Object.freeze({
    dataFolder: env['DATA_FOLDER'] || '.data',
    databaseUrl,
    ports,
    clock: clock === 'system' ? 'system' : 'settable',
    vaultKey,
  });
};

/** The vault key of the installation: the configured one, else the one in the data folder, made at the first start. */
export const vaultKeyOf = async ({ vaultKey, dataFolder }: Config): Promise<Buffer> => {
  if (vaultKey) return vaultKey;
  await mkdir(dataFolder, { recursive: true });
  const path = join(dataFolder, 'vault.key');
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, randomBytes(32).toString('base64'), { mode: 0o600 });
  // A name that appears with its whole content: a process killed here leaves no half a key.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  const key = Buffer.from(await readFile(path, 'utf8'), 'base64');
  if (key.length !== 32) throw new ConfigFaults([`${path}: not a vault key`]);
  return key;
};
