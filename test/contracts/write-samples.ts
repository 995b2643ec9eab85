import { writeFileSync } from 'node:fs';
import { certificatesAccounts } from '@lib/contracts';
import { accountSamples } from './account-messages.js';

// Part of `npm run contracts`: a message that has no sample yet gets the one of its event.
const file = new URL(`../../libs/contracts/src/samples/${certificatesAccounts.name}.json`, import.meta.url);
writeFileSync(file, `${JSON.stringify(await accountSamples(), undefined, 2)}\n`);
