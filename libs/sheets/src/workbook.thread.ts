import { parentPort, workerData } from 'node:worker_threads';
import { rowsIn, type WorkbookLimits } from './workbook.js';

/** What the thread is given. */
export type WorkbookTask = { readonly file: Uint8Array; readonly limits: WorkbookLimits };

const { file, limits } = workerData as WorkbookTask;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await rowsIn(Buffer.from(file.buffer, file.byteOffset, file.byteLength), limits));
