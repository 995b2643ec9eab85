import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const made: string[] = [];

export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-ledger-journey-'));
  made.push(folder);
  return folder;
};

/** For `afterAll`. */
export const removeTempFolders = async (): Promise<void> => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
};

/** Resolves when somebody has put so many files and folders into a folder. */
export const untilEntries = async (folder: string, count: number): Promise<void> => {
  while ((await readdir(folder).catch(() => [])).length < count) await pause(1);
};
