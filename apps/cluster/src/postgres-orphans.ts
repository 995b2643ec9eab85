import { execFile } from 'node:child_process';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

export const folderPrefix = 'certificate-ledger-postgres-';

const RETRY_MS = 20;

/** Says in the folder which process answers for it. */
export const writeOwner = async (folder: string): Promise<void> =>
  writeFile(join(folder, 'owner'), `${process.pid} ${await startOf(process.pid)}`);

/** Ends the servers, and removes the folders, of runs that were killed before their tear-down. */
export const removeOrphans = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(folderPrefix) || !(await isOrphan(folder))) continue;
    const pidFile = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(pidFile.split('\n')[0]);
    // The number may belong to another process by now; a server of ours names its folder on its command line.
    const serves = async (): Promise<boolean> => pid > 1 && (await commandOf(pid)).includes(folder);
    if (await serves()) process.kill(pid, 'SIGQUIT');
    while (await serves()) await pause(RETRY_MS);
    await rm(folder, { recursive: true, force: true });
  }
};

const isOrphan = async (folder: string): Promise<boolean> => {
  try {
    const [pid, started] = (await readFile(join(folder, 'owner'), 'utf8')).split(' ');
    const ours = (await stat(folder)).uid === (process.getuid?.() ?? 0);
    return ours && !(isRunning(Number(pid)) && (await startOf(Number(pid))) === started);
  } catch {
    return false;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

// Together with its start time a process number is not used again. Elsewhere than on Linux the number must do.
const startOf = async (pid: number): Promise<string> => {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};

const commandOf = async (pid: number): Promise<string> => {
  const shown = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return shown?.stdout ?? '';
};
