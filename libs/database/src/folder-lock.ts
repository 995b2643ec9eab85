import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another live process has the data folder open. */
export class FolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number | undefined,
  ) {
    super(`the data folder ${folder} is in use by process ${pid ?? 'unknown'}`);
  }
}

export type FolderLock = { release(): Promise<void> };

type Owner = { readonly pid: number; readonly started: string; readonly token: string };

/** Takes the folder for this process alone; the lock of a process that no longer lives is taken over. @throws FolderInUse */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = join(folder, 'lock');
  const mine: Owner = { pid: process.pid, started: await startOf(process.pid), token: randomUUID() };
  const draft = join(folder, `lock.${mine.token}`);
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (let attempt = 1; ; attempt++) {
      // link fails when the name exists and shows a whole file when it does not: no reader sees half a lock.
      if (await succeeds(link(draft, path), 'EEXIST')) break;
      const owner = await readOwner(path);
      if ((owner && (await isAlive(owner))) || attempt === ATTEMPTS_MAX) throw new FolderInUse(folder, owner?.pid);
      if (owner) await removeStale(path, folder, owner);
    }
  } finally {
    await unlink(draft);
  }
  return {
    release: async () => {
      if ((await readOwner(path))?.token === mine.token) await unlink(path);
    },
  };
};

const ATTEMPTS_MAX = 5;

const succeeds = async (work: Promise<void>, unless: string): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === unless) return false;
    throw error;
  }
};

const readOwner = async (path: string): Promise<Owner | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
};

// Between our reading of the stale lock and its removal another starter may have taken the folder: what was
// moved away is looked at again, and put back when it is not the stale one.
const removeStale = async (path: string, folder: string, stale: Owner): Promise<void> => {
  const aside = join(folder, `lock.stale.${randomUUID()}`);
  if (!(await succeeds(rename(path, aside), 'ENOENT'))) return;
  if ((await readOwner(aside))?.token !== stale.token) await succeeds(link(aside, path), 'EEXIST');
  await unlink(aside);
};

const isAlive = async (owner: Owner): Promise<boolean> => {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await startOf(owner.pid)) === owner.started;
};

// A process number is used again after a while; together with the start time it is not. Elsewhere than on Linux the number must do.
const startOf = async (pid: number): Promise<string> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};
