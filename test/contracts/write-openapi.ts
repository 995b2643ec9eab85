import 'reflect-metadata';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { API_VERSION } from '@lib/http';
import { clientFiles, clientFolder } from './client.js';
import { openApiFolder, releasedApiFolder } from './openapi-files.js';
import { openApiFiles } from './openapi.js';

// `npm run openapi` writes docs/openapi, and the types of the client from it; with `-- --release` it also freezes the
// documents as the version they name.
const write = (folder: string, files: ReadonlyMap<string, string>): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(`${folder}${name}`, text);
  process.stdout.write(`${folder}: ${[...files.keys()].join(', ')}\n`);
};

const documents = await openApiFiles();
write(openApiFolder, documents);
write(clientFolder, await clientFiles(documents));

if (process.argv.includes('--release')) {
  const folder = `${releasedApiFolder}${API_VERSION}/`;
  if (existsSync(folder)) throw new Error(`${API_VERSION} is released already: raise API_VERSION`);
  write(folder, documents);
}
