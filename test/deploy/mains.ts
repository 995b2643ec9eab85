import { readFileSync } from 'node:fs';
import {
  Environment,
  EnvironmentFaults,
  checkpointSettings,
  clusterSettings,
  eventStoreSettings,
  mailSettings,
  vaultSettings,
  webhookSettings,
  webhooksKey,
} from '@lib/operations';
import { portalSettings } from '../../apps/portal/src/portal.settings.js';
import type { Main } from './compose.js';

const root = new URL('../../', import.meta.url);

type Projects = {
  readonly projects: Readonly<Record<string, { type: string; sourceRoot: string; entryFile: string }>>;
};

/** These host or start all services, stand outside, or run once: no service of the installation in containers. */
const APART = new Set(['embedded', 'cluster', 'audit', 'migrate', 'demo-login']);

/** The programs of the clustered installation, by their service, with what they read from their environment. */
export const mains = (): ReadonlyMap<string, Main> => {
  const { projects } = JSON.parse(readFileSync(new URL('nest-cli.json', root), 'utf8')) as Projects;
  const apps = Object.entries(projects).filter(([name, { type }]) => type === 'application' && !APART.has(name));
  return new Map(apps.map(([name, { sourceRoot, entryFile }]) => [name, mainOf(`${sourceRoot}/${entryFile}`)]));
};

const mainOf = (source: string): Main => {
  const text = readFileSync(new URL(`${source}.ts`, root), 'utf8');
  const read = (calls: RegExp): readonly string[] => [...text.matchAll(calls)].map(([, variable]) => variable ?? '');
  const isPortal = text.includes('portalSettings(');
  const { reads, requires } = asked(isPortal ? portalSettings : (env) => clusterSettings(env, 0));
  const own = SETTINGS.flatMap((settings) =>
    text.includes(`${settings.name}(env)`) ? readsOf((env) => settings(env) ?? {}) : [],
  );
  return {
    file: `dist/${source}.js`,
    reads: new Set([...reads, ...own, ...read(/\benv\.\w+\('(\w+)'/g)]),
    requires: new Set([...requires, ...read(/\benv\.required\('(\w+)'/g)]),
  };
};

/** What some programs read beside what all of them do. */
const SETTINGS = [eventStoreSettings, checkpointSettings, mailSettings, vaultSettings, webhookSettings, webhooksKey];

/** The names of the variables that settings are read from. */
export const readsOf = (
  settings: (env: Environment) => object,
  given: Readonly<Record<string, string>> = {},
): readonly string[] => asked(settings, given).reads;

/** What settings are read from: asked with an environment that holds nothing else. */
const asked = (
  settings: (env: Environment) => object,
  given: Readonly<Record<string, string>> = {},
): { reads: readonly string[]; requires: readonly string[] } => {
  const reads = new Set<string>();
  const variables = new Proxy(given, { get: (all, name) => (reads.add(String(name)), all[String(name)]) });
  const env = new Environment(variables);
  try {
    env.whole(settings(env));
  } catch (error) {
    if (!(error instanceof EnvironmentFaults)) throw error;
    return { reads: [...reads], requires: error.faults.map((fault) => fault.split(':', 1)[0] ?? '') };
  }
  return { reads: [...reads], requires: [] };
};
