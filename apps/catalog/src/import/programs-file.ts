import { err, ok, type Result } from '@lib/kernel';

/** An answer of the catalogue API; what is in it is read later, row by row. */
export type ApiAnswer = Readonly<Record<string, unknown>>;

/** A place where there is no answer, as an RFC 6901 pointer. */
export type FileFault = { readonly pointer: string; readonly code: 'required' | 'not-a-list' | 'not-an-object' };

/** Enough to mend a file; a hostile one must not make an answer of its own size. */
const FAULTS_MAX = 1000;

/**
 * A region's programs.json: answers of the public catalogue API, as they are. Only what is no list of answers at all
 * refuses the file; a value of one answer that is not what it should be refuses that answer.
 */
export const programsFile = (body: unknown): Result<readonly ApiAnswer[], readonly FileFault[]> => {
  if (!Array.isArray(body)) return err([{ pointer: '', code: body === undefined ? 'required' : 'not-a-list' }]);
  const faults: FileFault[] = [];
  for (const [index, answer] of body.entries()) {
    if (faults.length === FAULTS_MAX) break;
    if (!isAnswer(answer)) faults.push({ pointer: `/${index}`, code: 'not-an-object' });
  }
  return faults.length > 0 ? err(faults) : ok(body);
};

const isAnswer = (value: unknown): value is ApiAnswer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
