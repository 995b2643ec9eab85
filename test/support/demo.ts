import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeasonResult } from '../../apps/embedded/src/demo/result.js';
import { run, type Ended, type Environment } from './built-program.js';
import { tempFolder } from './temp-folder.js';

/** The demonstration at its end, and the certificates that it wrote. */
export type Demo = Ended & { readonly certificates: string };

export const demo = async (args: readonly string[], environment: Environment = {}): Promise<Demo> => {
  const file = join(await tempFolder(), 'certificates.csv');
  const ended = await run('demo', [...args, '--certificates', file], environment);
  return { ...ended, certificates: await readFile(file, 'utf8').catch(() => '') };
};

/** What `--json` says last. */
export const lastLine = ({ stdout }: Ended): SeasonResult =>
  JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as SeasonResult;
