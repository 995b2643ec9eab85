import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { contractIn, type AsyncApi } from './asyncapi.js';
import type { Contract } from './contract.js';
import type { Sample } from './samples.js';

export const contractsFolder = new URL('../../docs/contracts/', import.meta.url).pathname;
export const releasedFolder = `${contractsFolder}released/`;
const withdrawnFolder = `${contractsFolder}withdrawn/`;

export type Release = {
  readonly contract: Contract;
  readonly samples: readonly Sample[];
  readonly files: ReadonlyMap<string, string>;
};

/** Every version that was released, each a copy of what was published then. */
export const releases = (): readonly Release[] => copiesIn(releasedFolder);

/** Versions that were released and taken back before anybody built on them. What they sent lies on topics for ever. */
export const withdrawn = (): readonly Release[] => copiesIn(withdrawnFolder);

const copiesIn = (folder: string): readonly Release[] =>
  (existsSync(folder) ? readdirSync(folder) : []).map((version) => {
    const files = filesIn(`${folder}${version}/`);
    return {
      contract: contractIn(JSON.parse(files.get('asyncapi.json') ?? '') as AsyncApi),
      samples: [...files].flatMap(([path, text]) => (path.startsWith('samples/') ? [JSON.parse(text) as Sample] : [])),
      files,
    };
  });

/** The texts of all files below a folder that ends in a slash, by their path in it. */
export const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('//', '/').slice(folder.length))
      .map((path) => [path, readFileSync(`${folder}${path}`, 'utf8')]),
  );
