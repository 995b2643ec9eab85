import type { Limits } from '@lib/database';
import { esdbAddressFault, type EsdbRights } from '@lib/event-store';
import { Environment, databaseLimits, eventStoreSettings, type ServiceName } from '@lib/operations';

export const SERVICES = ['catalog', 'enrollment', 'certificates', 'webhooks'] as const satisfies readonly ServiceName[];
/** With the portal, which is no service, and has tables of its own all the same. */
export const MIGRATED = [...SERVICES, 'portal'] as const;
type Migrated = (typeof MIGRATED)[number];

/** A database, as its owner reaches it, and the role that works in it. */
export type Place = { readonly ownerUrl: string; readonly role: string };

export type Settings = {
  /** `embedded`: the services in one process, which has no Kafka. */
  readonly profile: 'cluster' | 'embedded';
  readonly services: readonly Migrated[];
  readonly database: Place;
  /** Where the events lie: with the read models, in another PostgreSQL database, or nowhere that has tables. */
  readonly events: 'database' | Place | 'elsewhere';
  /** Who is given what on EventStoreDB with users; undefined where no administrator of it is named. */
  readonly rights?: EsdbRights | undefined;
  readonly limits: Limits;
};

const POSTGRES = ['postgres', 'postgresql'];

/** @param names of services; none are all @throws EnvironmentFaults */
export const settingsFrom = (variables: NodeJS.ProcessEnv, names: readonly string[]): Settings => {
  const env = new Environment(variables);
  const profile = env.oneOf('PROFILE', ['cluster', 'embedded'], 'cluster');
  const services = MIGRATED.filter((service) => names.length === 0 || names.includes(service));
  for (const name of names)
    if (!MIGRATED.some((service) => service === name)) env.wrong(name, `no service; ${MIGRATED.join(', ')}`, undefined);
  if (profile === 'embedded' && services.length < MIGRATED.length)
    env.wrong('PROFILE', 'embedded is all services at once', undefined);
  const eventsUrl = eventStoreSettings(env).url;
  const hasEvents = services.includes('certificates');
  return env.whole({
    profile,
    services,
    database: placeOf(env, 'DATABASE'),
    events:
      !hasEvents || eventsUrl?.startsWith('esdb')
        ? 'elsewhere'
        : eventsUrl === undefined
          ? 'database'
          : placeOf(env, 'EVENT_STORE'),
    rights: hasEvents && eventsUrl?.startsWith('esdb') ? rightsIn(env, eventsUrl) : undefined,
    limits: databaseLimits(env),
  });
};

const rightsIn = (env: Environment, ledgerUrl: string): EsdbRights | undefined => {
  const [adminUrl, auditorUrl] = (['EVENT_STORE_OWNER', 'EVENT_STORE_AUDITOR'] as const).map((who) => {
    const url = env.hiddenAddress(`${who}_URL`, ['esdb', 'esdb+discover'], `${who}_PASSWORD`);
    const fault = url === undefined ? undefined : esdbAddressFault(url);
    return fault === undefined ? url : env.wrong(`${who}_URL`, fault, undefined);
  });
  if (adminUrl !== undefined) return { adminUrl, ledgerUrl, auditorUrl };
  if (auditorUrl !== undefined) env.wrong('EVENT_STORE_AUDITOR_URL', 'has no effect without EVENT_STORE_OWNER_URL', 0);
  return undefined;
};

/** `…_OWNER_URL` with `…_OWNER_PASSWORD`, and of the service's own `…_URL` the role. */
const placeOf = (env: Environment, name: 'DATABASE' | 'EVENT_STORE'): Place => {
  const [owner, service] = [`${name}_OWNER_URL`, `${name}_URL`];
  return {
    ownerUrl: env.required(owner, env.hiddenAddress(owner, POSTGRES, `${name}_OWNER_PASSWORD`)),
    role: roleOf(env, service, env.required(service, env.hiddenAddress(service, POSTGRES))),
  };
};

const roleOf = (env: Environment, name: string, url: string | undefined): string => {
  const role = url !== undefined && URL.canParse(url) ? decodeURIComponent(new URL(url).username) : '';
  return role !== '' || url === undefined ? role : env.wrong(name, 'names no role: postgres://ROLE…', role);
};
