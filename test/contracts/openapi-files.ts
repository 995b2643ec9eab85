import { filesIn } from './released.js';

export const openApiFolder = new URL('../../docs/openapi/', import.meta.url).pathname;
export const releasedApiFolder = `${openApiFolder}released/`;

/** The texts of the documents in docs/openapi, by their names, without those of `released/`. */
export const openApiTexts = (): ReadonlyMap<string, string> =>
  new Map([...filesIn(openApiFolder)].filter(([path]) => !path.startsWith('released/')));
