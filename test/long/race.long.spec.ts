import { afterAll } from '@jest/globals';
import { describeRaces } from '../journeys/races.js';
import { endAll } from '../support/built-program.js';
import { removeTempFolders } from '../support/temp-folder.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// `npm test` has a server.
describeRaces('embedded');
