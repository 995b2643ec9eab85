import { readFileSync, writeFileSync } from 'node:fs';
import { accessPage, withTables } from './access-page.js';

// `npm run access` writes the tables of docs/access.md.
writeFileSync(accessPage, withTables(readFileSync(accessPage, 'utf8')));
process.stdout.write('docs/access.md\n');
