import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Of the repository: this program runs from it, built or not. */
const home = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'deploy', 'kafka');

/**
 * Fetches Kafka where it is not there yet; resolves to the folder with its libraries.
 * @throws Error one sentence, when there is no Java or Maven cannot fetch it
 */
export const fetchKafka = async (): Promise<string> => {
  const java = await promisify(execFile)('java', ['-version']).catch(() => undefined);
  if (!java) throw new Error('there is no Java');
  const libs = join(home, 'target', 'dependency');
  const files = await readdir(libs).catch(() => [] as string[]);
  if (!files.some((file) => file.startsWith('kafka_')))
    await promisify(execFile)('mvn', ['-q', '-B', '-f', home, 'dependency:copy-dependencies']).catch(
      (cause: unknown) => {
        throw new Error('Maven cannot fetch Kafka', { cause });
      },
    );
  return libs;
};

/** Where a broker of our own has its data and its libraries, and listens on 127.0.0.1. */
export type Place = {
  readonly folder: string;
  readonly libs: string;
  readonly port: number;
  readonly controllerPort: number;
  /** A file of settings that go over those it has. */
  readonly properties?: string | undefined;
  /** Its number in a cluster of several, and the controllers of all of them: `1@127.0.0.1:9093,2@…`. */
  readonly cluster?: { readonly node: number; readonly voters: string };
};

/** What runs a broker at a place, and ends it with this process. */
export const brokerProgram = ({
  folder,
  libs,
  port,
  controllerPort,
  properties,
  cluster,
}: Place): { readonly command: string; readonly args: readonly string[] } => {
  const named = {
    port,
    'controller-port': controllerPort,
    data: join(folder, 'data'),
    libs,
    with: process.pid,
    ...(properties === undefined ? {} : { properties }),
    ...cluster,
  };
  return {
    command: join(home, 'start.sh'),
    args: Object.entries(named).flatMap(([name, value]) => [`--${name}`, String(value)]),
  };
};
