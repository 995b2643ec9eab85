import { readFile, readdir } from 'node:fs/promises';

/** Of one process, and of the children that have ended: what Linux has counted for it. */
type Counted = { readonly parent: number; readonly ms: number };

// Linux counts in hundredths of a second, whatever the kernel's own clock.
const TICK_MS = 10;

/** The processor's milliseconds that a process has used; with its children, also those of them that run. */
export const processorMs = async (pid: number, { withChildren = false } = {}): Promise<number> => {
  if (!withChildren) return (await counted(pid))?.ms ?? NaN;
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const all = await Promise.all(pids.map(async (one) => ({ one, of: await counted(one) })));
  return all.reduce((sum, { one, of }) => (of && (one === pid || of.parent === pid) ? sum + of.ms : sum), 0);
};

/** Which process started a process. */
export const parentOf = async (pid: number): Promise<number> => (await counted(pid))?.parent ?? NaN;

const counted = async (pid: number): Promise<Counted | undefined> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // What stands in the brackets is a name, and may hold anything.
  const fields = text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14].map((at) => fields?.[at] ?? NaN) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return fields && { parent, ms: (user + system + childUser + childSystem) * TICK_MS };
};
