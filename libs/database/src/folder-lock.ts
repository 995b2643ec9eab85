import { randomUUID } from 'node:crypto';
import { link, readFile, readdir, rename, unlink, writeFile } from 'node:fs/promises';
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

/**
 * Takes the folder for this process alone; the lock of a process that no longer lives is taken over.
 *
 * Nobody removes somebody else's lock: between the looking and the removing a third one may have taken the folder. Who
 * finds a dead one takes the place behind it, `lock.after.<its token>`, which one can take, and then puts itself in front.
 * @throws FolderInUse
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const first = join(folder, 'lock');
  const mine: Owner = { pid: process.pid, started: await startOf(process.pid), token: randomUUID() };
  const draft = join(folder, `lock.${mine.token}`);
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (let attempt = 1; ; attempt++) {
      const place = await takePlace(folder, draft);
      const holder = await holderOf(folder);
      if (holder?.token === mine.token) {
        if (place !== first) {
          await rename(draft, first);
          await unlink(place);
        }
        break;
      }
      // A place behind one who was dead long ago, and has been taken over since.
      await unlink(place);
      if (attempt === ATTEMPTS_MAX) throw new FolderInUse(folder, holder?.pid);
    }
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  return {
    release: async () => {
      if ((await readOwner(first))?.token !== mine.token) return;
      for (const name of await readdir(folder)) if (name.startsWith(AFTER)) await unlink(join(folder, name));
      await unlink(first);
    },
  };
};

const AFTER = 'lock.after.';
const ATTEMPTS_MAX = 5;

/** The first place that is free behind the dead. @throws FolderInUse */
const takePlace = async (folder: string, draft: string): Promise<string> => {
  let place = join(folder, 'lock');
  for (let looks = 1; ; looks++) {
    // link fails when the name exists and shows a whole file when it does not: no reader sees half a lock.
    if (await succeeds(link(draft, place), 'EEXIST')) return place;
    const owner = await readOwner(place);
    if ((owner && (await isAlive(owner))) || looks === LOOKS_MAX) throw new FolderInUse(folder, owner?.pid);
    if (owner) place = join(folder, `${AFTER}${owner.token}`);
  }
};

/** Whom the places lead to from the front. */
const holderOf = async (folder: string): Promise<Owner | undefined> => {
  let owner = await readOwner(join(folder, 'lock'));
  for (let looks = 1; owner && looks < LOOKS_MAX; looks++) {
    const next = await readOwner(join(folder, `${AFTER}${owner.token}`));
    if (!next) return owner;
    owner = next;
  }
  return owner;
};

const LOOKS_MAX = 100;

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
