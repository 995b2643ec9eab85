import { randomBytes } from 'node:crypto';
import { newSigningKey, startDemoIssuer } from '@lib/demo-issuer';
import { steadyPort } from '../../apps/cluster/src/steady-port.js';
import { Program, run, type Environment } from '../support/built-program.js';
import { startBroker, type Broker } from '../support/kafka-broker.js';
import { trusts } from '../support/login.js';
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.js';

const SERVICES = ['catalog', 'enrollment', 'certificates'] as const;
type Service = (typeof SERVICES)[number];
type OfEach<T> = Readonly<Record<Service, T>>;

/**
 * One process of each service, each on a durable PostgreSQL server of its own, and a broker: any part can be away while the
 * others are there.
 */
export type PartedCluster = {
  readonly urls: OfEach<string>;
  readonly broker: Broker;
  readonly databases: OfEach<OwnPostgres>;
  /** kill -9; resolves when it has ended. */
  kill(service: Service): Promise<void>;
  /** Starts it at the same place; resolves when it takes requests. */
  start(service: Service): Promise<void>;
  stop(): Promise<void>;
};

/** @throws Error when there is no Java or no Maven for the broker */
export const partedCluster = async (): Promise<PartedCluster> => {
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };
  try {
    const broker = await startBroker();
    closing.push(() => broker.stop());
    const demo = await startDemoIssuer(0, await newSigningKey());
    closing.push(() => demo.close());
    const databases = await ofEach(async () => {
      const postgres = await ownPostgres({});
      closing.push(() => postgres.stop());
      return postgres;
    });
    const ports = await ofEach(() => steadyPort());
    const urls = await ofEach(async (service) => `http://127.0.0.1:${ports[service]}`);
    trusts(urls, demo.issuer);
    const shared: Environment = {
      KAFKA_BROKERS: broker.address,
      KAFKA_REPLICAS: '1',
      OIDC_ISSUER: demo.issuer,
      VAULT_KEY: randomBytes(32).toString('base64'),
      CATALOG_URL: urls.catalog,
      ENROLLMENT_URL: urls.enrollment,
      CERTIFICATES_URL: urls.certificates,
    };
    const environments = await ofEach(async (service) => ({
      ...shared,
      DATABASE_URL: databases[service].url,
      PORT: String(ports[service]),
    }));
    const programs = new Map<Service, Program>();
    const start = async (service: Service): Promise<void> => {
      const program = new Program(service, [], environments[service]);
      programs.set(service, program);
      await program.finds((stdout) => (stdout.includes(urls[service]) ? true : undefined));
    };
    const kill = async (service: Service): Promise<void> => void (await programs.get(service)?.end('SIGKILL'));
    closing.push(() => Promise.all(SERVICES.map(kill)));
    for (const service of SERVICES) {
      const migrated = await run('migrate', [service], {
        ...environments[service],
        DATABASE_OWNER_URL: databases[service].url,
      });
      if (migrated.code !== 0) throw new Error(migrated.stderr);
    }
    await Promise.all(SERVICES.map(start));
    return { urls, broker, databases, kill, start, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const ofEach = async <T>(make: (service: Service) => Promise<T>): Promise<OfEach<T>> =>
  Object.fromEntries(
    await Promise.all(SERVICES.map(async (service) => [service, await make(service)] as const)),
  ) as OfEach<T>;
