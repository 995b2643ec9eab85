import type { FileHandle } from 'node:fs/promises';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Installation } from '../../deploy/local/installation.js';
import { Api, type Reply } from '../../apps/embedded/src/demo/api.js';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { CLUSTER_PATIENCE, inTurn } from '../../apps/embedded/src/demo/stage.js';
import { announce } from '../support/chance.js';
import { playThrough, type Told } from '../support/season.js';
import { tempFolder } from '../support/temp-folder.js';

/** An installation of a spec: what its processes say is kept aside and told when something fails. */
export class Cluster {
  private constructor(
    readonly installation: Installation,
    private readonly log: FileHandle,
    private readonly logFile: string,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const logFile = join(await tempFolder(), 'log');
    const log = await open(logFile, 'a');
    const installation = new Installation({
      log: log.fd,
      settings,
      onLost: (name) => announce(`${name} cannot be started any more`),
    });
    const cluster = new Cluster(installation, log, logFile);
    await cluster.telling(() => installation.start());
    return cluster;
  }

  get brokers(): readonly string[] {
    return this.installation.processes.filter(({ name }) => name === 'kafka').map(({ address }) => address);
  }

  /** Plays the season of a folder; `disturb` goes on beside it and is told how far the season is, from 0 to 1. */
  async play(folder: string, disturb: (progress: () => number) => Promise<void>): Promise<Told> {
    const region = await readRegionFolder(folder);
    const api = new CountingApi(inTurn(this.installation.urls), CLUSTER_PATIENCE);
    const player = new Player(api, region, () => undefined);
    const progress = (): number => api.posts / (region.steps.length + IMPORTS);
    const [told] = await this.telling(() => Promise.all([playThrough(api, player), disturb(progress)]));
    return told;
  }

  async stop(): Promise<void> {
    await this.installation.stop();
    await this.log.close();
  }

  private async telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const said = (await readFile(this.logFile, 'utf8')).trimEnd().split('\n');
      announce(said.slice(-LINES_TOLD).join('\n'));
      throw error;
    }
  }
}

/** region.json, programs.json, children.csv */
const IMPORTS = 3;
const LINES_TOLD = 80;

class CountingApi extends Api {
  posts = 0;

  override post(...request: Parameters<Api['post']>): Promise<Reply> {
    this.posts += 1;
    return super.post(...request);
  }
}
