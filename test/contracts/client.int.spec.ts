import { expect, it } from '@jest/globals';
import { clientFiles, clientFolder } from './client.js';
import { openApiTexts } from './openapi-files.js';
import { filesIn } from './released.js';

it('libs/client has the types of docs/openapi: `npm run openapi` writes them', async () => {
  expect(filesIn(clientFolder)).toEqual(await clientFiles(openApiTexts()));
});
