import type { FileHandle } from 'node:fs/promises';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Installation } from '../../apps/cluster/src/installation.js';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { inTurn, type Call, type LedgerClient, type Patience } from '@lib/client';
import { approverOf, ledgerOf, trusts } from '../support/login.js';
import { announce } from '../support/chance.js';
import { playThrough, type Told } from '../support/season.js';
import { tempFolder } from '../support/temp-folder.js';

type Own = {
  /** A PostgreSQL server for a database of its own; that of the run unless told. */
  readonly databaseServer?: string;
  /** So many Kafka brokers of its own. */
  readonly brokers?: number;
  /** For its services. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** An installation of a spec: what its processes say is kept aside and told when something fails. */
export class Cluster {
  private constructor(
    readonly installation: Installation,
    /** Who has ended without having been killed here, and by what: in a sound run nobody. */
    readonly deaths: readonly string[],
    private readonly log: FileHandle,
    private readonly logFile: string,
  ) {}

  static async start({
    databaseServer = process.env.TEST_DATABASE_URL,
    brokers,
    settings,
  }: Own = {}): Promise<Cluster> {
    const logFile = join(await tempFolder(), 'log');
    const log = await open(logFile, 'a');
    const deaths: string[] = [];
    const installation = new Installation({
      log: log.fd,
      databaseServer,
      brokers,
      ...(settings && { settings }),
      onLost: (name) => announce(`${name} cannot be started any more`),
      onDeath: (name, by) => deaths.push(`${name} ended by itself: ${by}`),
    });
    const cluster = new Cluster(installation, deaths, log, logFile);
    await cluster.telling(() => installation.start());
    trusts(installation.urls, installation.issuer);
    return cluster;
  }

  get brokers(): readonly string[] {
    return this.installation.processes.filter(({ name }) => name.startsWith('kafka-')).map(({ address }) => address);
  }

  /** Plays the season of a folder; `disturb` goes on beside it and is told how far the season is: 1 when it is over. */
  async play(folder: string, disturb: (progress: () => number) => Promise<void>): Promise<Told> {
    const region = await readRegionFolder(folder);
    let sent = 0;
    const ledger = this.ledger(({ method }) => {
      if (method === 'POST') sent += 1;
    });
    const player = new Player(ledger, this.approver(), region, () => undefined, WAITS_MAX);
    const posts = region.steps.length + region.imports.length + FIRST_IMPORTS;
    let isOver = false;
    const progress = (): number => (isOver ? 1 : Math.min(sent / posts, NEARLY_OVER));
    const season = async (): Promise<Told> => {
      try {
        return await playThrough(ledger, player);
      } finally {
        isOver = true;
      }
    };
    const [told] = await this.telling(() => Promise.all([season(), disturb(progress)]));
    return told;
  }

  private approver(): LedgerClient {
    return approverOf(inTurn(this.installation.urls), { patience: PATIENCE });
  }

  /** Its services over HTTP, each request to the next instance. */
  ledger(onCall: (call: Call) => void = () => undefined): LedgerClient {
    return ledgerOf(inTurn(this.installation.urls), { patience: PATIENCE, onCall });
  }

  async stop(): Promise<void> {
    await this.installation.stop();
    await this.log.close();
  }

  private async telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.tell();
      throw error;
    }
  }

  /** Says the last of what its processes have said. */
  async tell(): Promise<void> {
    const said = (await readFile(this.logFile, 'utf8')).trimEnd().split('\n');
    announce(said.slice(-LINES_TOLD).join('\n'));
  }
}

/** region.json, programs.json, children.csv */
const FIRST_IMPORTS = 3;
const NEARLY_OVER = 0.999;
/** Processes that are killed on a busy machine come back when they can. */
const PATIENCE: Patience = { totalMs: 600_000, pauseMs: 200 };
/** Half minutes. */
const WAITS_MAX = 20;
const LINES_TOLD = 80;
