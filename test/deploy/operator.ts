import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tempFolder } from '../support/temp-folder.js';
import { blocksOf } from './commands.js';
import { readCompose } from './compose.js';
import { repository } from './image.js';

const LOOK_EVERY_MS = 200;
/** What `docker compose` calls everything that deploy/compose.yaml makes. */
const PROJECT = 'certificate-ledger';

const compose = readCompose(readFileSync(`${repository}deploy/compose.yaml`, 'utf8'));

const docker = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('docker', args)).stdout.trim();

/** Why the installation cannot be run here, in one line; undefined where it can. */
export const whatIsMissing = async (): Promise<string | undefined> => {
  const engine = await docker('version', '--format', '{{.Server.Version}}').catch(() => undefined);
  if (engine === undefined) return 'no Docker engine answers';
  if ((await docker('compose', 'version').catch(() => undefined)) === undefined) return 'there is no Compose 2';
  const bases = [...readFileSync(`${repository}deploy/Dockerfile`, 'utf8').matchAll(/^FROM (\S+:\S+)/gm)].map(
    ([, base]) => base ?? '',
  );
  const pulled = Object.values(compose.services).map(({ image }) => image);
  const wanted = new Set([...bases, ...pulled.filter((image) => !image.startsWith(`${PROJECT}:`))]);
  for (const image of wanted)
    if ((await docker('image', 'inspect', image).catch(() => undefined)) === undefined)
      return `the engine has no image ${image}`;
  const ofAnother = ['--all', '--quiet', '--filter', `label=com.docker.compose.project=${PROJECT}`];
  if ((await docker('ps', ...ofAnother)) !== '') return 'an installation of this name is here';
  if ((await docker('volume', 'ls', ...ofAnother.slice(1))) !== '') return 'volumes of an installation are here';
  return undefined;
};

/** Somebody with a checkout who does what deploy/README.md says, word by word. */
export class Operator {
  private constructor(private readonly home: string) {}

  static async arrives(): Promise<Operator> {
    const home = await tempFolder();
    await mkdir(join(home, 'checkout'));
    const left = new Set(['node_modules', 'dist', '.git', '.env', 'secrets']);
    for (const part of ['apps', 'libs', 'deploy', ...FILES])
      await cp(`${repository}${part}`, join(home, 'checkout', part), {
        recursive: true,
        filter: (path) => !left.has(basename(path)) && !path.endsWith('deploy/kafka/target'),
      });
    return new Operator(home);
  }

  /** Types the n-th block of commands below a heading of deploy/README.md. @throws Error with what was said */
  follows(heading: string, block = 0): Promise<string> {
    return this.types(blocksOf(readFileSync(`${repository}deploy/README.md`, 'utf8'), heading)[block] ?? 'false');
  }

  /** @throws Error with what was said when a command fails */
  async types(commands: string): Promise<string> {
    const checkout = join(this.home, 'checkout');
    const alias = `shopt -s expand_aliases\nalias compose="docker compose -f ${checkout}/deploy/compose.yaml"\n`;
    const child = promisify(execFile)('bash', ['--norc', '-ec', `${alias}${commands}`], {
      cwd: checkout,
      env: {
        ...process.env,
        HOME: this.home,
        // Nobody here has an issuer of his own.
        OIDC_ISSUER: 'http://login:3000',
        PORTAL_URL: 'http://127.0.0.1:3601',
        PORTAL_CLIENT_ID: 'demo-cabinet',
        COMPOSE_PROFILES: 'demo',
        DOCKER_CONFIG: process.env.DOCKER_CONFIG ?? `${process.env.HOME}/.docker`,
      },
      maxBuffer: 2 ** 26,
    });
    child.child.stdin?.end();
    return (await child).stdout;
  }

  /** Kills the process of a container as a crash does, and resolves when the engine has started it again. */
  async crashes(container: string): Promise<void> {
    const name = `${PROJECT}-${container}-1`;
    const before = await docker('inspect', '--format', '{{.RestartCount}}', name);
    const pid = await docker('inspect', '--format', '{{.State.Pid}}', name);
    const image = compose.services['postgres']?.image ?? '';
    // The shell has it; a slim image need not have the program.
    await docker(
      'run',
      '--rm',
      '--pid',
      'host',
      '--user',
      'root',
      '--entrypoint',
      'bash',
      image,
      '-c',
      `kill -9 ${pid}`,
    );
    while ((await docker('inspect', '--format', '{{.RestartCount}}', name)) === before) await pause(LOOK_EVERY_MS);
  }

  /** The image that a container runs. */
  imageOf(container: string): Promise<string> {
    return docker('inspect', '--format', '{{.Image}}', `${PROJECT}-${container}-1`);
  }

  /** How its containers ended, by their names. */
  async endings(): Promise<Readonly<Record<string, number>>> {
    const names = Object.keys(compose.services);
    const codes = await Promise.all(
      names.map((name) => docker('inspect', '--format', '{{.State.ExitCode}}', `${PROJECT}-${name}-1`)),
    );
    return Object.fromEntries(names.map((name, at) => [name, Number(codes[at])]));
  }
}

/** What the image is built from, beside the sources. */
const FILES = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  '.swcrc',
  '.dockerignore',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.base.json',
];

/** What the instances of a service said where, at some moment until the signal, none was ready; of each service its URLs. */
export const momentsWithoutAnswer = async (
  services: readonly (readonly string[])[],
  until: AbortSignal,
): Promise<readonly string[]> => {
  const silent: string[] = [];
  while (!until.aborted) {
    for (const [first = '', ...others] of services) {
      const said: string[] = [];
      // The first one again at the end: it may have come back, and another have gone, while the others were asked.
      for (const url of [first, ...others, first]) {
        const answer = await fetch(`${url}/health/ready`).catch(String);
        if (typeof answer !== 'string' && answer.ok) break;
        said.push(`${url}: ${typeof answer === 'string' ? answer : `${answer.status} ${await answer.text()}`}`);
      }
      if (said.length === others.length + 2) silent.push(said.join(', '));
    }
    await pause(ASK_EVERY_MS);
  }
  return silent;
};
const ASK_EVERY_MS = 50;
