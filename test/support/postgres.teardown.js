import { rm } from 'node:fs/promises';

export default async () => {
  await globalThis.postgresOfThisRun?.stop();
  if (process.env.TEST_FOLDER) await rm(process.env.TEST_FOLDER, { recursive: true, force: true });
};
