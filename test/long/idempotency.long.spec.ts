import { afterAll } from '@jest/globals';
import { describeIdempotentPosts } from '../journeys/idempotent-posts.js';
import { endAll } from '../support/built-program.js';
import { removeTempFolders } from '../support/temp-folder.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describeIdempotentPosts('embedded');
describeIdempotentPosts('server');
