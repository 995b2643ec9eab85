import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FreshDatabase } from '@lib/database';
import {
  DEMO_APPROVER,
  DEMO_CABINET,
  DEMO_PROGRAM,
  newSigningKey,
  startDemoIssuer,
  type DemoIssuer,
} from '@lib/demo-issuer';
import { brokerProgram, fetchKafka } from './kafka-broker.js';
import { startKafkaContainer } from './kafka-container.js';
import { KeptProcess, type Recipe } from './kept-process.js';
import { startPostgres } from './postgres.js';
import { steadyPort } from './steady-port.js';

const SERVICES = ['catalog', 'enrollment', 'certificates', 'webhooks'] as const;
const INSTANCES = 2;
const COPIES_MAX = 3;

const built = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist', 'apps');

export type InstalledProcess = Pick<KeptProcess, 'name' | 'address' | 'pid' | 'isUp' | 'starts'>;

/**
 * The clustered installation on one machine without Docker: a PostgreSQL server, a Kafka broker or several, and two processes of
 * each service, and of the cabinet where it is wanted, from the built code. Everything listens on 127.0.0.1, is started again at the same place when it dies,
 * and ends with this process. A Kafka that the environment names is used, and so is a PostgreSQL server: in a database of
 * its own. Whatever else is there is left alone.
 */
export class Installation {
  /** For whoever owns the tables: the services have a role of their own, where the server lets one be made. */
  databaseUrl = '';
  /** Whose tokens its services take. */
  issuer = '';
  private demo: DemoIssuer | undefined;
  private readonly kept: KeptProcess[] = [];
  private readonly closing: (() => Promise<void>)[] = [];
  private starting: Promise<void> | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly options: {
      /** A file that takes what the processes say. Without it the services' warnings are said here. */
      readonly log?: number;
      /** A PostgreSQL server on which it makes a database of its own, and drops it at the end. Without it it starts one. */
      readonly databaseServer?: string | undefined;
      /** For the services, over the environment of this process. */
      readonly settings?: Readonly<Record<string, string>>;
      /** So many Kafka brokers of its own, whatever the environment names; without it one where none is named. */
      readonly brokers?: number | undefined;
      /** Whether the cabinet is started as well: by programs nobody needs it. */
      readonly withPortal?: boolean;
      /** A process cannot be started any more. */
      readonly onLost: (name: string) => void;
      /** A process has ended though nobody here killed it, by this exit code or signal. It is started again. */
      readonly onDeath?: ((name: string, by: number | string) => void) | undefined;
    },
  ) {}

  /** Resolves when every process takes requests. @throws Error saying what did not start; `stop` it then as well */
  start(): Promise<void> {
    process.once('exit', this.killNow);
    this.starting ??= this.startAll();
    return this.starting;
  }

  /** Ends what it has started, also while it starts, and removes what it has written. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  /** What it has started and keeps running: not PostgreSQL, which does so itself, nor a Kafka of somebody else. */
  get processes(): readonly InstalledProcess[] {
    return this.kept;
  }

  /** By service, where its processes are reached. */
  get urls(): Readonly<Record<(typeof SERVICES)[number], readonly string[]>> {
    return {
      catalog: this.instancesOf('catalog'),
      enrollment: this.instancesOf('enrollment'),
      certificates: this.instancesOf('certificates'),
      webhooks: this.instancesOf('webhooks'),
    };
  }

  /** Where browsers find the cabinet; a login at one of its processes is one at the other, too. */
  get portals(): readonly string[] {
    return this.instancesOf('portal');
  }

  private instancesOf(service: string): readonly string[] {
    return this.kept.filter(({ name }) => name.startsWith(`${service}-`)).map(({ address }) => `http://${address}`);
  }

  /** kill -9; resolves when the process has ended. It is started again by itself. */
  async kill(name: string): Promise<void> {
    await this.kept.find((process) => process.name === name)?.kill();
  }

  private async startAll(): Promise<void> {
    const database = await this.freshDatabase();
    this.databaseUrl = database.url;
    const brokers = await this.startKafka();
    const copies = Math.min(this.options.brokers ?? 1, COPIES_MAX);
    const env = {
      ...process.env,
      DATABASE_URL: (await database.forService()) ?? database.url,
      // It is in that address already, and says nothing of a server that was started here.
      DATABASE_URL_FILE: '',
      DATABASE_CA_FILE: '',
      KAFKA_BROKERS: brokers.join(','),
      KAFKA_REPLICAS: String(copies),
      KAFKA_MIN_INSYNC_REPLICAS: String(Math.max(1, copies - 1)),
      CLOCK: 'settable',
      OIDC_ISSUER: await this.startIssuer(),
      HTTP_RATE_CLIENTS: process.env['HTTP_RATE_CLIENTS'] ?? `${DEMO_PROGRAM.clientId}=0,${DEMO_APPROVER.clientId}=0`,
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
      VAULT_KEY: keyNamed('VAULT_KEY'),
      WEBHOOKS_KEY: keyNamed('WEBHOOKS_KEY'),
      ...this.options.settings,
      INSTALLATION_PID: String(process.pid),
    };
    await this.migrate(env);
    const wanted = this.options.withPortal === true ? [...SERVICES, 'portal'] : SERVICES;
    const names = wanted.flatMap((service) => Array.from({ length: INSTANCES }, (_, n) => [service, n + 1] as const));
    const places = await Promise.all(names.map(async ([service, n]) => ({ service, n, port: await steadyPort() })));
    const urlsOf = (service: string): string =>
      places.flatMap((place) => (place.service === service ? `http://127.0.0.1:${place.port}` : [])).join(',');
    const others = {
      CATALOG_URL: urlsOf('catalog'),
      CERTIFICATES_URL: urlsOf('certificates'),
      ENROLLMENT_URL: urlsOf('enrollment'),
    };
    const cabinet = places.find(({ service }) => service === 'portal');
    if (cabinet) await this.demo?.tellLogouts(`http://127.0.0.1:${cabinet.port}/backchannel-logout`);
    await Promise.all(
      places.map(({ service, n, port }) =>
        this.keep({
          name: `${service}-${n}`,
          port,
          command: process.execPath,
          args: ['--import', join(built, 'cluster/src/with-parent.js'), join(built, service, 'src/main.js')],
          env: { ...env, ...others, ...portalSettings(port), PORT: String(port) },
          log: this.options.log ?? process.stderr.fd,
          endBy: 'SIGTERM',
        }),
      ),
    );
  }

  /** A demo issuer in this process: what it keeps running may die, whoever logs in is not disturbed. */
  private async startIssuer(): Promise<string> {
    const demo = await startDemoIssuer(0, await newSigningKey());
    this.demo = demo;
    this.closing.push(() => demo.close());
    return (this.issuer = demo.issuer);
  }

  /** By the program that an operator uses: the tables are there then, and the services' role has its rights. */
  private async migrate(env: NodeJS.ProcessEnv): Promise<void> {
    const log = this.options.log ?? process.stderr.fd;
    const events = env['EVENT_STORE_URL'];
    const migration = spawn(
      process.execPath,
      ['--import', join(built, 'cluster/src/with-parent.js'), join(built, 'migrate/src/main.js')],
      {
        env: {
          ...env,
          DATABASE_OWNER_URL: this.databaseUrl,
          // In a store of somebody else there is no role to be made.
          EVENT_STORE_OWNER_URL: env['EVENT_STORE_OWNER_URL'] ?? (events?.startsWith('postgres') ? events : undefined),
        },
        stdio: ['ignore', this.options.log ?? 'ignore', log],
      },
    );
    const [code] = (await once(migration, 'exit')) as [number | null];
    if (code !== 0) throw new Error('the tables could not be made');
  }

  private async freshDatabase(): Promise<FreshDatabase> {
    const { databaseServer } = this.options;
    const database = await FreshDatabase.create(
      databaseServer ?? (await this.startPostgres()),
      'certificate_ledger_cluster',
    );
    if (databaseServer !== undefined) this.closing.push(() => database.drop());
    return database;
  }

  private async startPostgres(): Promise<string> {
    const postgres = await startPostgres();
    this.closing.push(() => postgres.stop());
    return postgres.url;
  }

  private async startKafka(): Promise<readonly string[]> {
    const { brokers } = this.options;
    const named = process.env['KAFKA_BROKERS'];
    if (named && brokers === undefined) return named.split(',');
    let libs: string;
    try {
      libs = await fetchKafka();
    } catch (noJava) {
      if (brokers !== undefined) throw noJava;
      return [await this.startContainer(noJava)];
    }
    return this.keepBrokers(libs, brokers ?? 1);
  }

  private async startContainer(noJava: unknown): Promise<string> {
    const kafka = await startKafkaContainer().catch((noDocker: unknown) => {
      throw new Error(
        `no Kafka: set KAFKA_BROKERS, install Java 17 and Maven, or start Docker (${messageOf(noJava)}; ${messageOf(noDocker)})`,
      );
    });
    this.closing.push(() => kafka.stop());
    return kafka.address;
  }

  private async keepBrokers(libs: string, count: number): Promise<readonly string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'certificate-ledger-kafka-'));
    this.closing.push(() => rm(folder, { recursive: true, force: true }));
    const nodes = Array.from({ length: count }, (_, index) => index + 1);
    const places = await Promise.all(
      nodes.map(async (node) => ({ node, port: await steadyPort(), controllerPort: await steadyPort() })),
    );
    const voters = places.map(({ node, controllerPort }) => `${node}@127.0.0.1:${controllerPort}`).join(',');
    const kept = await Promise.all(
      places.map(({ node, port, controllerPort }) =>
        this.keep({
          name: `kafka-${node}`,
          port,
          ...brokerProgram({
            port,
            controllerPort,
            folder: join(folder, String(node)),
            libs,
            cluster: { node, voters },
          }),
          env: process.env,
          log: this.options.log,
          endBy: 'SIGKILL',
        }),
      ),
    );
    return kept.map(({ address }) => address);
  }

  private async keep(recipe: Recipe): Promise<KeptProcess> {
    if (this.stopping) throw new Error('the installation is stopping');
    const kept = new KeptProcess(recipe, this.options);
    this.kept.push(kept);
    await kept.start();
    return kept;
  }

  // The services first, all at once: they end by way of Kafka and PostgreSQL.
  private async stopAll(): Promise<void> {
    const [kafka, services] = [this.kept.filter(isKafka), this.kept.filter((process) => !isKafka(process))];
    await Promise.all(services.map((service) => service.stop()));
    await Promise.all(kafka.map((broker) => broker.stop()));
    await this.starting?.catch(() => undefined);
    for (const close of this.closing.splice(0).toReversed()) await close();
    process.off('exit', this.killNow);
  }

  private readonly killNow = (): void => this.kept.forEach((process) => process.killNow());
}

/** For the cabinet alone, which has no secret at the demo issuer. */
const portalSettings = (port: number) => ({
  PORTAL_URL: `http://127.0.0.1:${port}`,
  PORTAL_CLIENT_ID: DEMO_CABINET,
  PORTAL_CLIENT_SECRET: '',
  PORTAL_CLIENT_SECRET_FILE: '',
});

/** A key that the environment gives, itself or as a file; else one of this run. */
const keyNamed = (name: string): string =>
  process.env[name] ?? (process.env[`${name}_FILE`] ? '' : randomBytes(32).toString('base64'));

const isKafka = ({ name }: InstalledProcess): boolean => name.startsWith('kafka-');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
