import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderInUse, lockFolder } from './folder-lock.js';

// Two processes on one embedded database lose data silently: this lock is all that keeps them apart.
describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const deadPid = async (): Promise<number> => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    return child.pid ?? 0;
  };

  it('is refused while its process lives, and free after it is released', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    await lock.release();
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a dead process is taken over', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: await deadPid(), started: '1', token: 'dead' }));
    await expect(lockFolder(folder)).resolves.toBeDefined();
  });

  it('of an earlier process with the same number is taken over', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: 'long ago', token: 'earlier' }));
    await expect(lockFolder(folder)).resolves.toBeDefined();
  });

  it('that nobody can read is never broken', async () => {
    await writeFile(join(folder, 'lock'), 'not a lock');
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    expect(await readFile(join(folder, 'lock'), 'utf8')).toBe('not a lock');
  });

  // Two took the folder, once in many runs: the lock of the first was moved aside by one who had found it stale, and while
  // it was looked at and put back, a third one took the free name.
  it('is taken by exactly one of many that find a stale one, again and again', async () => {
    const dead = await deadPid();
    for (let round = 0; round < 50; round++) {
      await writeFile(join(folder, 'lock'), JSON.stringify({ pid: dead, started: '1', token: `dead ${round}` }));
      const taken = await Promise.allSettled(Array.from({ length: 16 }, () => lockFolder(folder)));
      const locks = taken.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      expect(locks).toHaveLength(1);
      expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual(['lock']);
      await locks[0]?.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });
});
