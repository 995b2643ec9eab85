import { afterAll } from '@jest/globals';
import { describeRaces } from './races.js';
import { endAll } from '../support/built-program.js';
import { removeTempFolders } from '../support/temp-folder.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// `npm run test:long` has the embedded database.
describeRaces('server');
