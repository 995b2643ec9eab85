import { installSchemathesis } from '../fuzz/schemathesis.ts';

/** Schemathesis comes from PyPI once; where it cannot be had, that is said in one sentence, and nothing has run. */
export default async () => {
  await installSchemathesis().catch((error) => {
    throw Object.assign(error, { stack: `test:fuzz has not run: ${error.message}` });
  });
};
