import { afterAll, expect, it } from '@jest/globals';
import { endAll, sample } from '../support/built-program.js';
import { demo, lastLine } from '../support/demo.js';
import { expectedOf } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// `npm run test:long` plays the larger samples, and folders that cannot be played.
it('the demo plays a season whose catalogue and register change to the kopeck, and says it in one line', async () => {
  const { result, certificates } = await expectedOf('moving-small');
  const moving = await demo(['--json', '--input', sample('moving-small')]);
  expect(moving.code).toBe(0);
  expect(lastLine(moving)).toEqual(result);
  expect(moving.stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(moving.certificates).toBe(certificates);
});
