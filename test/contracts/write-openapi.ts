import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { openApiFiles, openApiFolder } from './openapi.js';

// `npm run openapi` writes docs/openapi.
const files = await openApiFiles();
mkdirSync(openApiFolder, { recursive: true });
for (const [name, text] of files) writeFileSync(`${openApiFolder}${name}`, text);
process.stdout.write(`docs/openapi: ${[...files.keys()].join(', ')}\n`);
