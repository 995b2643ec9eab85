import { writeFileSync } from 'node:fs';
import { eventsDocument, eventsPage } from './events-document.js';

// `npm run events` writes docs/events.md.
writeFileSync(eventsDocument, await eventsPage());
process.stdout.write('docs/events.md\n');
