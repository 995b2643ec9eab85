import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { clientFiles, clientFolder } from './client.js';
import { openApiFiles, openApiFolder } from './openapi.js';

// `npm run openapi` writes docs/openapi, and the types of the client from it.
const write = (folder: string, files: ReadonlyMap<string, string>): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(`${folder}${name}`, text);
  process.stdout.write(`${folder}: ${[...files.keys()].join(', ')}\n`);
};

const documents = await openApiFiles();
write(openApiFolder, documents);
write(clientFolder, await clientFiles(documents));
