import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Visit } from '../page/visit.js';
import { FINDINGS_SHOWN, runResultIn, type RunResult } from './findings.js';

/** As it lies beside the built cabinet. */
const PROGRAM = fileURLToPath(new URL('../../../audit/src/main.js', import.meta.url));
/** A ledger that was rewritten from end to end has no more to say in so many bytes. */
const RESULT_BYTES = 64 * 1024 * 1024;
const FAILED = 2;
/** Of what it says of itself when it cannot go on. */
const FAULT_CHARACTERS = 1_000;

/**
 * Runs the audit, a program of its own that shares nothing with the cabinet or the services, over HTTP and with the login of
 * whoever asks. `tell`: how many events have been read. @throws Error when it could not be made
 */
export const auditHere = async (
  { urls, session }: Pick<Visit, 'urls' | 'session'>,
  tell: (events: number) => void,
  stopping: AbortSignal,
): Promise<RunResult> => {
  // What enrolment knows of families is not an auditor's to read.
  const args = ['--certificates', urls().certificates, '--json', '--progress'];
  const program = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing else of what the cabinet knows is its business.
    env: { ...environment('PATH', 'NODE_EXTRA_CA_CERTS'), ACCESS_TOKEN: session?.token ?? '' },
    signal: stopping,
  });
  let fault = '';
  createInterface({ input: program.stderr }).on('line', (line) => {
    const [, events] = /^read (\d+)$/.exec(line) ?? [];
    if (events === undefined) fault = `${fault}${line}\n`.slice(0, FAULT_CHARACTERS);
    else tell(Number(events));
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  program.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > RESULT_BYTES) program.kill();
    else chunks.push(chunk);
  });
  const [code] = (await once(program, 'close')) as [number | null];
  const result = code === null || code >= FAILED ? undefined : runResultIn(Buffer.concat(chunks));
  if (!result) throw new Error(`the audit could not be made: ${fault}`);
  const { differences } = result;
  return { ...result, differences: differences.slice(0, FINDINGS_SHOWN), differing: differences.length };
};

const environment = (...names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
