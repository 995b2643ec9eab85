import { Worker } from 'node:worker_threads';
import { err, type Result } from '@lib/kernel';
import type { SheetRow, WorkbookLimits } from './workbook.js';
import type { WorkbookTask } from './workbook.thread.js';
import { refused, type WorkbookFault } from './workbook-fault.js';

const MEBIBYTE = 2 ** 20;

type Limits = WorkbookLimits & { readonly heapMebibytes: number; readonly deadlineMs: number };

/** What a workbook may ask for. A register of two hundred thousand children is within it; larger ones come as CSV. */
export const WORKBOOK_LIMITS = {
  partsMax: 500,
  unpackedBytesMax: 64 * MEBIBYTE,
  rowsMax: 200_000,
  charactersMax: 48 * MEBIBYTE,
  /** Of the thread. */
  heapMebibytes: 320,
  deadlineMs: 60_000,
} as const satisfies Limits;

/** So many wait while another is read. */
const WAITING_MAX = 4;

/** Too many workbooks wait to be read. */
export class WorkbooksWaiting extends Error {
  override readonly name = 'WorkbooksWaiting';
}

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * The rows of the first sheet of a workbook, read in a thread that has a heap and a time of its own: whatever is in the
 * file, this process goes on. One is read at a time.
 * @throws WorkbooksWaiting
 */
export const readWorkbook = async (
  file: Uint8Array,
  limits: Limits = WORKBOOK_LIMITS,
): Promise<Result<readonly SheetRow[], WorkbookFault>> => {
  if (waiting > WAITING_MAX) throw new WorkbooksWaiting('too many workbooks wait to be read');
  waiting += 1;
  const mine = last.then(() => readInThread(file, limits));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
};

/** The program of the thread, beside this file and of its kind: of the sources in tests, else of what is built. */
const THREAD = new URL(import.meta.url.replace(/read-workbook\.([jt]s)(\?.*)?$/, 'workbook.thread.$1'));
const tooMuchWork = refused('too-large', 'xlsx-too-much-work');

const readInThread = async (
  file: Uint8Array,
  { heapMebibytes, deadlineMs, ...limits }: Limits,
): Promise<Result<readonly SheetRow[], WorkbookFault>> => {
  const task: WorkbookTask = { file, limits };
  const read = Promise.withResolvers<Result<readonly SheetRow[], WorkbookFault>>();
  const thread = new Worker(THREAD, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    // It needs to know nothing of this process.
    env: {},
  });
  const deadline = setTimeout(() => void thread.terminate(), deadlineMs);
  thread.once('message', read.resolve);
  thread.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? read.resolve(err(tooMuchWork)) : read.reject(error),
  );
  // Without an answer: it was not done in time.
  thread.once('exit', () => read.resolve(err(tooMuchWork)));
  try {
    return await read.promise;
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
};
