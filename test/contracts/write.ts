import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CONTRACT_VERSION } from './contract.js';
import { publishedFiles } from './published.js';
import { contractsFolder, releasedFolder } from './released.js';

// `npm run contracts` writes docs/contracts; with `-- --release` it also freezes that as the version it names.
const files = publishedFiles();
for (const folder of ['schemas', 'samples']) rmSync(`${contractsFolder}${folder}`, { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(`${contractsFolder}${path}`), { recursive: true });
  writeFileSync(`${contractsFolder}${path}`, text);
}
process.stdout.write(`docs/contracts: ${files.size} files of version ${CONTRACT_VERSION}\n`);

if (process.argv.includes('--release')) {
  const folder = `${releasedFolder}${CONTRACT_VERSION}`;
  if (existsSync(folder)) throw new Error(`${CONTRACT_VERSION} is released already: raise CONTRACT_VERSION`);
  for (const part of ['asyncapi.json', 'schemas', 'samples'])
    cpSync(`${contractsFolder}${part}`, `${folder}/${part}`, { recursive: true });
  process.stdout.write(`released ${CONTRACT_VERSION}\n`);
}
