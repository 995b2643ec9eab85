import { expect, it } from '@jest/globals';
import { openApiFiles, openApiFolder } from './openapi.js';
import { filesIn } from './released.js';

it('docs/openapi is what the services say: `npm run openapi` writes it', async () => {
  const said = await openApiFiles();
  expect([...said.keys()]).toEqual(['catalog.json', 'certificates.json', 'enrollment.json', 'operations.json']);
  expect(filesIn(openApiFolder)).toEqual(said);
});
