import { afterAll } from '@jest/globals';
import { describeIdempotentPosts } from './idempotent-posts.js';
import { endAll } from '../support/built-program.js';
import { removeTempFolders } from '../support/temp-folder.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// `npm run test:long` has the embedded database.
describeIdempotentPosts('server');
