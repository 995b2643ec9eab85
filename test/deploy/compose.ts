import { parse } from 'yaml';

export type ComposeService = {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly (string | { readonly host_ip?: string })[];
  readonly networks?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
  readonly deploy?: {
    readonly replicas?: number;
    readonly resources?: { readonly limits?: { readonly memory?: string } };
  };
};

export type Compose = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets: Readonly<Record<string, { readonly file?: string }>>;
};

export const readCompose = (text: string): Compose => parse(text, { merge: true, maxAliasCount: -1 }) as Compose;

/** A program that the installation runs. */
export type Main = {
  readonly file: string;
  /** The variables that it reads, and those that it does not start without. */
  readonly reads: ReadonlySet<string>;
  readonly requires: ReadonlySet<string>;
};

/** A container that others wait for until it has ended well. */
const runsOnce = (name: string, compose: Compose): boolean =>
  Object.values(compose.services).some(({ depends_on = {} }) => depends_on[name]?.condition === COMPLETED);
const COMPLETED = 'service_completed_successfully';

/** What holds for every container. */
const everywhere: Readonly<Record<string, (service: ComposeService, compose: Compose, name: string) => boolean>> = {
  'pinned-image': ({ image }) => /:\d+\.\d+[\w.-]*$/.test(image),
  healthcheck: ({ healthcheck }, compose, name) =>
    runsOnce(name, compose) || (healthcheck?.test !== undefined && healthcheck.disable !== true),
  'loopback-ports': ({ ports = [] }) =>
    ports.every((port) => (typeof port === 'string' ? port.startsWith('127.0.0.1:') : port.host_ip === '127.0.0.1')),
  'private-networks': ({ ports, networks = ['default'] }, compose) =>
    ports !== undefined || networks.every((network) => compose.networks[network]?.internal === true),
  'read-only': (service) => service.read_only === true,
  // Our own image names its user: that is a rule of the Dockerfile.
  'not-root': ({ user, image }) => (user === undefined ? isOurs(image) : !/^(root|0)(:|$)/.test(user)),
  // A tmpfs over a directory of the image takes its mode, but belongs to root unless it says whose it is.
  'owned-tmpfs': ({ tmpfs = [] }) => tmpfs.every((place) => /^\/tmp(:|$)/.test(place) || /uid=\d+,gid=\d+/.test(place)),
  'no-privileges': (service) =>
    service.privileged !== true &&
    service.cap_add === undefined &&
    service.cap_drop?.includes('ALL') === true &&
    service.security_opt?.includes('no-new-privileges:true') === true,
  'memory-limit': ({ deploy }) => deploy?.resources?.limits?.memory !== undefined,
  'waits-for-health': (service) =>
    Object.values(service.depends_on ?? {}).every(
      ({ condition }) => condition === 'service_healthy' || condition === COMPLETED,
    ),
  restarts: ({ restart }, compose, name) => restart === (runsOnce(name, compose) ? 'no' : 'unless-stopped'),
  'time-to-stop': (service) => Number.parseInt(service.stop_grace_period ?? '10s', 10) > 10,
  // Whoever may look at a container sees its variables: a secret is in a file that its variable names.
  'no-secret': ({ environment = {} }) =>
    Object.entries(environment).every(([name, value]) => !isSecret(name, String(value))),
  // Each container has the secrets that it reads, and no other.
  'own-secrets': ({ environment = {}, secrets = [] }) => {
    const read = Object.entries(environment).flatMap(([name, value]) => (isSecretFile(name) ? [String(value)] : []));
    return isSame(
      read,
      secrets.map((secret) => `/run/secrets/${secret}`),
    );
  },
};

const isOurs = (image: string): boolean => image.startsWith('certificate-ledger:');

const isSecret = (name: string, value: string): boolean =>
  /(PASSWORD|SECRET|TOKEN|_KEYS?)$/.test(name) || /:\/\/[^/?]*:[^/?]*@/.test(value);

const isSecretFile = (name: string): boolean => /(PASSWORD|SECRET|TOKEN|_KEYS?)_FILE$/.test(name);

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join() === others.toSorted().join();

const MIGRATE = 'dist/apps/migrate/src/main.js';

type Ours = { readonly name: string; readonly service: ComposeService; readonly main: Main; readonly compose: Compose };

/** By the name of each rule for our services, what breaks it. */
const ours: Readonly<Record<string, (one: Ours) => readonly string[]>> = {
  // Replicas of one service are replaced all at once.
  'one-by-one': ({ name, service }) => (service.deploy?.replicas === undefined ? [] : [name]),
  // Who asks another service knows each of its instances, and turns to the other while one is replaced.
  'every-instance': ({ name, service: { environment = {} }, compose }) =>
    Object.entries(environment)
      .filter(([variable, value]) => variable.endsWith('_URL') && String(value).startsWith('http://'))
      .filter(([, value]) => {
        const hosts = String(value)
          .split(',')
          .map((url) => new URL(url).hostname);
        const asked = hosts.map((host) => compose.services[host]?.command?.at(-1));
        const instances = Object.values(compose.services).filter(({ command }) => command?.at(-1) === asked[0]);
        return asked[0] === undefined || new Set(asked).size !== 1 || new Set(hosts).size !== instances.length;
      })
      .map(([variable]) => `${variable} of ${name}`),
  // Its tables are made by their owner, for the role that it has; no service is given the owner's password.
  'migrated-first': ({ name, service: { depends_on = {}, environment, secrets = [] }, main, compose }) => {
    const migrations = Object.entries(depends_on).flatMap(([on, { condition }]) =>
      condition === COMPLETED ? (compose.services[on] ?? []) : [],
    );
    const isMade = migrations.some(
      ({ command, environment: given }) =>
        command?.at(-2) === MIGRATE &&
        main.file === `dist/apps/${command.at(-1)}/src/main.js` &&
        given?.['DATABASE_URL'] === environment?.['DATABASE_URL'] &&
        given?.['EVENT_STORE_URL'] === environment?.['EVENT_STORE_URL'],
    );
    return isMade && !secrets.includes('owner_password') ? [] : [name];
  },
  'system-clock': ({ name, service, main }) =>
    !main.reads.has('CLOCK') || service.environment?.['CLOCK'] === 'system' ? [] : [name],
  'unknown-variable': ({ service, main }) =>
    Object.keys(service.environment ?? {}).filter((name) => !main.reads.has(name)),
  'missing-variable': ({ service, main }) =>
    [...main.requires].filter(
      (name) => (service.environment?.[name] ?? service.environment?.[`${name}_FILE`]) === undefined,
    ),
  // Every copy has a broker of its own, and one broker may be away.
  brokers: ({ service: { environment: given = {} }, main, compose }) => {
    if (!main.reads.has('KAFKA_BROKERS')) return [];
    const replicas = Number(given['KAFKA_REPLICAS']);
    const inSync = Number(given['KAFKA_MIN_INSYNC_REPLICAS']);
    const brokers = String(given['KAFKA_BROKERS']).split(',');
    const settings = brokers.map((broker) => compose.services[broker.split(':', 1)[0] ?? '']?.environment ?? {});
    const agree = settings.every(
      (its) =>
        Number(its['KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR']) === replicas &&
        String(its['KAFKA_CONTROLLER_QUORUM_VOTERS']).split(',').length === brokers.length,
    );
    return agree && replicas === brokers.length && inSync > 1 && inSync < replicas ? [] : [brokers.join(' ')];
  },
};

export const composeRules = [
  ...Object.keys(everywhere),
  'main',
  'two-instances',
  ...Object.keys(ours),
  'one-build',
  'secret-files',
];

/** Faults of an installation, each `rule: what breaks it`. */
export const composeFaults = (compose: Compose, mains: readonly Main[]): readonly string[] => {
  const services = Object.entries(compose.services);
  return [
    ...services.flatMap(([name, service]) =>
      Object.entries(everywhere).flatMap(([rule, holds]) =>
        holds(service, compose, name) ? [] : [`${rule}: ${name}`],
      ),
    ),
    ...mains.flatMap((main) => {
      const instances = services.filter(([, { command }]) => command?.at(-1) === main.file);
      if (instances.length === 0) return [`main: ${main.file}`];
      if (instances.length !== 2) return [`two-instances: ${main.file}`];
      return instances.flatMap(([name, service]) =>
        Object.entries(ours).flatMap(([rule, offenders]) =>
          offenders({ name, service, main, compose }).map((what) => `${rule}: ${what}`),
        ),
      );
    }),
    // Several builds of one tag are several images.
    ...services
      .filter(([, { build }]) => build)
      .slice(1)
      .map(([name]) => `one-build: ${name}`),
    // One for each secret that somebody reads, beside this file, out of version control.
    ...[...new Set([...Object.keys(compose.secrets), ...services.flatMap(([, { secrets = [] }]) => secrets)])]
      .filter(
        (secret) =>
          compose.secrets[secret]?.file !== `./secrets/${secret}` ||
          !services.some(([, { secrets = [] }]) => secrets.includes(secret)),
      )
      .map((secret) => `secret-files: ${secret}`),
  ];
};
