import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, copyFile, cp, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ignoring, parseDockerfile, settingsOf, type Instruction, type Stage } from './dockerfile.js';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a Dockerfile makes, as a folder. */
export type Image = {
  readonly root: string;
  workdir: string;
  readonly environment: Record<string, string>;
  command: readonly string[];
  healthcheck: readonly string[];
};

export type Environment = Readonly<Record<string, string>>;

/**
 * Takes the steps of deploy/Dockerfile one by one in folders below `folder`, as `docker build` does in containers. The
 * base image is an empty folder and the Node that runs the tests; absolute paths inside a RUN would be the machine's.
 */
export const buildImage = async (folder: string): Promise<Image> => {
  await chmod(folder, 0o755);
  const stages = parseDockerfile(readFileSync(`${repository}deploy/Dockerfile`, 'utf8'));
  const built = new Map<string, Image>();
  let image: Image | undefined;
  for (const [at, stage] of stages.entries()) {
    image = await buildStage(join(folder, String(at)), stage, built);
    if (stage.name !== undefined) built.set(stage.name, image);
  }
  if (!image) throw new TypeError('the Dockerfile has no stage');
  const bin = join(image.root, 'usr/local/bin');
  await mkdir(bin, { recursive: true });
  await copyFile(process.execPath, join(bin, 'node'));
  return image;
};

const buildStage = async (root: string, stage: Stage, built: ReadonlyMap<string, Image>): Promise<Image> => {
  const parent = built.get(stage.base);
  const image: Image = parent
    ? { ...parent, root, environment: { ...parent.environment } }
    : { root, workdir: '/', environment: {}, command: [], healthcheck: [] };
  await mkdir(root);
  if (parent) await cp(parent.root, root, { recursive: true, verbatimSymlinks: true });
  for (const instruction of stage.instructions) await take(instruction, image, built);
  return image;
};

const take = async (instruction: Instruction, image: Image, built: ReadonlyMap<string, Image>): Promise<unknown> => {
  switch (instruction.name) {
    case 'WORKDIR':
      image.workdir = resolve(image.workdir, instruction.words[0] ?? '');
      return mkdir(join(image.root, image.workdir), { recursive: true });
    case 'ENV':
      return Object.assign(image.environment, settingsOf(instruction));
    case 'CMD':
      return (image.command = instruction.words);
    case 'HEALTHCHECK':
      return (image.healthcheck = instruction.words);
    case 'RUN':
      return runStep(instruction.text, image);
    case 'COPY':
      return copy(instruction, image, built);
    default:
      return undefined;
  }
};

const copy = async ({ flags, words }: Instruction, image: Image, built: ReadonlyMap<string, Image>): Promise<void> => {
  const from = flags['from'] === undefined ? undefined : built.get(flags['from']);
  const isIgnored = ignoring(readFileSync(`${repository}.dockerignore`, 'utf8'));
  const home = from?.root ?? repository;
  const to = words.at(-1) ?? '';
  for (const word of words.slice(0, -1)) {
    const source = join(home, word);
    const into = join(image.root, resolve(image.workdir, to));
    const isFolder = (await stat(source)).isDirectory();
    await cp(source, !isFolder && to.endsWith('/') ? join(into, basename(word)) : into, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => from !== undefined || !isIgnored(relative(repository, path)),
    });
  }
};

// What npm and jest have told this process about the project around it is no business of the npm in the image.
const OURS = /^(npm_(config_local_prefix|lifecycle|package|command)|INIT_CWD|NODE_)/;

const runStep = (command: string, image: Image): Promise<Ended> => {
  const inherited = Object.entries(process.env).filter(([name]) => !OURS.test(name));
  return ended('sh', ['-c', command], {
    cwd: join(image.root, image.workdir),
    env: {
      ...Object.fromEntries(inherited),
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      npm_config_prefer_offline: 'true',
      ...image.environment,
    },
  }).then((end) => {
    if (end.code !== 0) throw new Error(`${command}: ${end.code}\n${end.stdout}${end.stderr}`);
    return end;
  });
};

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

const ended = (program: string, args: readonly string[], options: object): Promise<Ended> =>
  new Promise((settle, reject) => {
    execFile(program, args, { ...options, encoding: 'utf8', maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${program} did not run`, { cause: error }));
      else settle({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });

/** As in a container: nothing is inherited, and where these tests run as root, a user who may not write anything. */
const confined = (image: Image, environment: Environment): object => ({
  cwd: join(image.root, image.workdir),
  env: { PATH: join(image.root, 'usr/local/bin'), ...image.environment, ...environment },
  ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
});

/** Runs a command of the image to its end. */
export const runIn = (image: Image, [program = '', ...args]: readonly string[], environment: Environment) =>
  ended(program, args, confined(image, environment));

export const startIn = (
  image: Image,
  [program = '', ...args]: readonly string[],
  environment: Environment,
): ChildProcess => spawn(program, args, { ...confined(image, environment), stdio: ['ignore', 'pipe', 'inherit'] });

/** Every path of the image with its size and the time of its last change. */
export const entriesOf = async (image: Image): Promise<ReadonlyMap<string, string>> => {
  const paths = await readdir(image.root, { recursive: true });
  const entries = await Promise.all(
    paths.map(async (path): Promise<[string, string]> => {
      const { size, mtimeMs } = await lstat(join(image.root, path));
      return [path, `${size} ${mtimeMs}`];
    }),
  );
  return new Map(entries);
};
