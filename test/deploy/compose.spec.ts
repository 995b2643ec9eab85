import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { blocksOf } from './commands.js';
import { composeFaults, composeRules, readCompose } from './compose.js';
import { mains } from './mains.js';

const root = new URL('../../', import.meta.url).pathname;
const at = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const text = at('deploy/compose.yaml');
const programs = [...mains().values()];

const { $id: _, ...schema } = JSON.parse(at('test/deploy/compose-spec/compose-spec.json'));
const isCompose = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

describe('the compose file', () => {
  it('is one by the Compose Specification', () => {
    isCompose(readCompose(text));
    expect(isCompose.errors ?? []).toEqual([]);
    expect(isCompose(readCompose(text.replace('read_only: true', 'readonly: true')))).toBe(false);
    expect(isCompose(readCompose(text.replace('service_healthy', 'service_well')))).toBe(false);
  });

  it('keeps the rules', () => expect(composeFaults(readCompose(text), programs)).toEqual([]));

  it('runs the services from the image of this version', () => {
    const { version } = JSON.parse(at('package.json'));
    const { services } = readCompose(text);
    const instances = [...mains().keys()].flatMap((name) => [services[`${name}-1`], services[`${name}-2`]]);
    expect(instances.map((one) => one?.image)).toEqual(instances.map(() => `certificate-ledger:${version}`));
    expect(services['catalog-1']?.build).toBeDefined();
  });

  it('mounts files that exist', () => {
    const mounted = Object.values(readCompose(text).services).flatMap(({ volumes = [] }) => volumes);
    const files = mounted.filter((volume) => volume.startsWith('.')).map((volume) => volume.split(':', 1)[0] ?? '');
    expect(files.map((file) => at(`deploy/${file}`).length > 0)).toEqual([true]);
  });

  it('runs the Kafka that the tests run', () => {
    const [, tested] = /<kafka\.version>([^<]+)</.exec(at('deploy/kafka/pom.xml'))!;
    expect(readCompose(text).services['kafka-1']?.image).toBe(`apache/kafka:${tested}`);
  });

  it('checks addresses that the services have', () => {
    const asked = [...`${text}${at('deploy/Dockerfile')}`.matchAll(/:(?:3000|\$\{process\.env\.PORT\})(\/[\w/]+)/g)];
    expect(asked.length).toBeGreaterThan(1);
    for (const name of mains().keys()) {
      // The cabinet has pages, and no document.
      const known =
        name === 'portal'
          ? [...at('apps/portal/src/page/probes.ts').matchAll(/server\.get\('([^']+)'/g)].map(([, path]) => path!)
          : Object.keys(JSON.parse(at(`docs/openapi/${name}.json`)).paths as object);
      expect(asked.map(([, path]) => path!).filter((path) => !known.includes(path))).toEqual([]);
    }
  });
});

describe('the commands of the README', () => {
  const readme = at('deploy/README.md');
  const expanded = (words: string): readonly string[] =>
    execFileSync('bash', ['-c', `echo ${words}`], { encoding: 'utf8' })
      .trim()
      .split(' ');
  const braces = (block: string): readonly string[] => block.match(/[\w-]*\{[\w,-]+\}[\w{},-]*/g) ?? [];
  const services = Object.entries(readCompose(text).services);
  const secrets = Object.keys(readCompose(text).secrets);

  it.each(['Upgrade', 'Backup and restore'])('%s: name every instance of the services', (heading) => {
    const named = braces(blocksOf(readme, heading)[0] ?? '').flatMap(expanded);
    const files = new Set(programs.map(({ file }) => file));
    const instances = services.filter(([, { command }]) => files.has(command?.at(-1) ?? ''));
    expect(named.filter((name) => !name.endsWith('-migration'))).toEqual(instances.map(([name]) => name));
  });

  it('migrate every database before an instance is replaced', () => {
    const named = braces(blocksOf(readme, 'Upgrade')[0] ?? '').flatMap(expanded);
    const migrations = services.filter(([name]) => name.endsWith('-migration')).map(([name]) => name);
    expect(migrations).toHaveLength(programs.length);
    expect(named.slice(0, programs.length)).toEqual(migrations);
  });

  it('ask at every port', () => {
    const asked = expanded(braces(blocksOf(readme, 'First start')[0] ?? '').at(-1) ?? '');
    const files = new Set(programs.map(({ file }) => file));
    const instances = services.filter(([, { command }]) => files.has(command?.at(-1) ?? ''));
    const ports = instances.flatMap(([, { ports: of = [] }]) =>
      of.map((port) => (typeof port === 'string' ? port.split(':')[1] : undefined)),
    );
    expect(asked).toEqual(ports);
  });

  // The events of a backup were root's and for all to read: a container had written them, and knew of no umask.
  it('leave a backup to whoever made it', () => {
    const [backup = '', restore = ''] = blocksOf(readme, 'Backup and restore');
    expect(backup).toMatch(/^umask 077 /);
    expect(`${backup}${restore}`.match(/(-v|--volume|--mount) *"?[$~./]\S*/g) ?? []).toEqual([]);
  });

  it('fill in everything that is asked for', () => {
    const [made = ''] = blocksOf(readme, 'First start');
    const wanted = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name!);
    expect([...wanted, ...secrets].filter((name) => !made.includes(name.replace(/_password$/, '')))).toEqual([]);
  });
});

describe('what the operator fills in', () => {
  const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!));
  const example = [...at('deploy/.env.example').matchAll(/^(\w+)=(.*)$/gm)];

  it('is in .env.example, without a value', () => {
    expect(new Set(example.map(([, name]) => name))).toEqual(asked);
    expect(example.filter(([, , value]) => value !== '')).toEqual([]);
  });

  it('and what else the services read is explained', () => {
    const explained = new Set(
      [...at('deploy/README.md').matchAll(/^\| (.*?) +\|/gm)].flatMap(([, cell]) => cell!.match(/\w+/g)),
    );
    const known = [...asked, ...programs.flatMap(({ reads }) => [...reads])];
    expect(known.filter((name) => !explained.has(name))).toEqual([]);
  });
});

// Whoever asks a service that is gone breaks a rule of its own.
const asksNobody = (services: Record<string, any>): void => {
  for (const name of ['certificates-1', 'certificates-2', 'portal-1', 'portal-2'])
    services[name].environment.ENROLLMENT_URL = services[name].environment.ENROLLMENT_URL.replaceAll(
      'enrollment',
      'catalog',
    );
};
const asksOne = (services: Record<string, any>): void => {
  for (const name of ['certificates-1', 'certificates-2', 'portal-1', 'portal-2'])
    services[name].environment.ENROLLMENT_URL = 'http://enrollment-1:3000';
};

describe('each rule can fail', () => {
  type Any = Record<string, any>;
  const red: readonly (readonly [fault: string, spoil: (services: Any) => unknown])[] = [
    ['pinned-image: postgres', ({ postgres }) => (postgres.image = 'postgres:latest')],
    ['pinned-image: postgres', ({ postgres }) => (postgres.image = 'postgres')],
    ['pinned-image: postgres', ({ postgres }) => (postgres.image = 'postgres:18')],
    ['healthcheck: catalog-1', ({ 'catalog-1': catalog }) => delete catalog.healthcheck],
    ['healthcheck: catalog-1', ({ 'catalog-1': catalog }) => (catalog.healthcheck.disable = true)],
    ['loopback-ports: catalog-1', ({ 'catalog-1': catalog }) => (catalog.ports = ['3101-3102:3000'])],
    ['loopback-ports: catalog-1', ({ 'catalog-1': catalog }) => (catalog.ports = [{ target: 3000, published: 3101 }])],
    ['private-networks: eventstore', ({ eventstore }) => eventstore.networks.push('front')],
    ['private-networks: postgres', ({ postgres }) => delete postgres.networks],
    ['read-only: enrollment-1', ({ 'enrollment-1': enrollment }) => delete enrollment.read_only],
    ['not-root: postgres', ({ postgres }) => delete postgres.user],
    ['not-root: eventstore', ({ eventstore }) => (eventstore.user = '0:0')],
    ['owned-tmpfs: eventstore', ({ eventstore }) => (eventstore.tmpfs = ['/tmp', '/var/log/eventstore'])],
    [
      'one-build: enrollment-1',
      ({ 'catalog-1': catalog, 'enrollment-1': enrollment }) => (enrollment.build = catalog.build),
    ],
    ['no-privileges: kafka-1', (services) => delete services['kafka-1'].cap_drop],
    ['no-privileges: kafka-1', (services) => (services['kafka-1'].cap_add = ['NET_ADMIN'])],
    ['no-privileges: kafka-1', (services) => (services['kafka-1'].security_opt = [])],
    ['no-privileges: kafka-1', (services) => (services['kafka-1'].privileged = true)],
    ['memory-limit: certificates-1', ({ 'certificates-1': certificates }) => delete certificates.deploy.resources],
    [
      'waits-for-health: certificates-1',
      ({ 'certificates-1': certificates }) => (certificates.depends_on.eventstore = {}),
    ],
    ['restarts: postgres', ({ postgres }) => (postgres.restart = 'no')],
    ['time-to-stop: catalog-1', ({ 'catalog-1': catalog }) => delete catalog.stop_grace_period],
    ['no-secret: postgres', ({ postgres }) => (postgres.environment.POSTGRES_PASSWORD = 'postgres')],
    ['no-secret: postgres', ({ postgres }) => (postgres.environment.POSTGRES_PASSWORD = '${PASSWORD:?}')],
    ['no-secret: portal-1', ({ 'portal-1': portal }) => (portal.environment.PORTAL_CLIENT_SECRET = '${SECRET:-}')],
    ['no-secret: enrollment-1', ({ 'enrollment-1': enrollment }) => (enrollment.environment.VAULT_KEY = 'AAAA')],
    [
      'no-secret: eventstore',
      ({ eventstore }) => (eventstore.environment.EVENTSTORE_AT = 'esdb://admin:changeit@eventstore:2113'),
    ],
    ['own-secrets: catalog-1', ({ 'catalog-1': catalog }) => catalog.secrets.push('vault_key')],
    ['own-secrets: enrollment-2', ({ 'enrollment-2': enrollment }) => enrollment.secrets.pop()],
    ['own-secrets: postgres', ({ postgres }) => (postgres.environment.OWNER_PASSWORD_FILE = '/tmp/owner_password')],
    [
      'main: dist/apps/enrollment/src/main.js',
      (services) => {
        delete services['enrollment-1'];
        delete services['enrollment-2'];
        delete services['enrollment-migration'];
        services.postgres.secrets.push('vault_key');
        services.postgres.environment.VAULT_KEY_FILE = '/run/secrets/vault_key';
        asksNobody(services);
      },
    ],
    [
      'two-instances: dist/apps/enrollment/src/main.js',
      (services) => (delete services['enrollment-2'], asksOne(services)),
    ],
    ['one-by-one: catalog-1', ({ 'catalog-1': catalog }) => (catalog.deploy.replicas = 2)],
    [
      'every-instance: CATALOG_URL of enrollment-1',
      ({ 'enrollment-1': enrollment }) => (enrollment.environment.CATALOG_URL = 'http://catalog-1:3000'),
    ],
    [
      'every-instance: CATALOG_URL of enrollment-1',
      ({ 'enrollment-1': enrollment }) => (enrollment.environment.CATALOG_URL = 'http://catalog:3000'),
    ],
    ['migrated-first: catalog-1', ({ 'catalog-1': catalog }) => delete catalog.depends_on['catalog-migration']],
    [
      'migrated-first: enrollment-1',
      ({ 'enrollment-1': enrollment }) => {
        enrollment.secrets = ['owner_password', 'vault_key'];
        enrollment.environment.DATABASE_PASSWORD_FILE = '/run/secrets/owner_password';
      },
    ],
    ['system-clock: catalog-1', ({ 'catalog-1': catalog }) => (catalog.environment.CLOCK = 'settable')],
    ['unknown-variable: VAULT_NAME', ({ 'enrollment-1': enrollment }) => (enrollment.environment.VAULT_NAME = 'a')],
    [
      'unknown-variable: EVENTSTORE_URL',
      ({ 'catalog-1': catalog }) => (catalog.environment.EVENTSTORE_URL = 'esdb://eventstore'),
    ],
    [
      'missing-variable: VAULT_KEY',
      ({ 'enrollment-1': enrollment }) => {
        delete enrollment.environment.VAULT_KEY_FILE;
        enrollment.secrets.pop();
      },
    ],
    ['brokers: kafka-1:9092', ({ 'catalog-1': catalog }) => (catalog.environment.KAFKA_BROKERS = 'kafka-1:9092')],
    [
      'brokers: kafka-1:9092 kafka-2:9092 kafka-3:9092',
      ({ 'catalog-1': catalog }) => (catalog.environment.KAFKA_REPLICAS = 2),
    ],
    [
      'brokers: kafka-1:9092 kafka-2:9092 kafka-3:9092',
      ({ 'catalog-1': catalog }) => (catalog.environment.KAFKA_MIN_INSYNC_REPLICAS = 3),
    ],
    [
      'brokers: kafka-1:9092 kafka-2:9092 kafka-3:9092',
      ({ 'catalog-1': catalog }) => (catalog.environment.KAFKA_MIN_INSYNC_REPLICAS = 1),
    ],
  ];
  it.each(red)('%s', (fault, spoil) => {
    const compose = structuredClone(readCompose(text));
    spoil(compose.services);
    expect(composeFaults(compose, programs)).toEqual([fault]);
  });
  it.each<[string, Any]>([
    ['secret-files: vault_key', { vault_key: { file: '/tmp/vault_key' } }],
    ['secret-files: vault_key', { vault_key: undefined }],
    ['secret-files: spare', { spare: { file: './secrets/spare' } }],
  ])('%s', (fault, secrets) => {
    const compose = readCompose(text);
    expect(composeFaults({ ...compose, secrets: { ...compose.secrets, ...secrets } }, programs)).toEqual([fault]);
  });
  it('with a red sample each', () => {
    const seen = new Set(red.map(([fault]) => fault.split(':', 1)[0]));
    expect(seen.add('secret-files')).toEqual(new Set(composeRules));
  });
});
