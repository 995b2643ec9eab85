import type { Result } from '@lib/kernel';
import { ProblemError, problemFrom } from '@lib/http';
import { MEDIA_TYPES, WorkbooksWaiting, readWorkbook, type SheetRow, type WorkbookFault } from '@lib/sheets';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readChildrenFile, readChildrenRecords, type ChildrenFile, type FileFault } from './children-file.js';
import { csvText, isKnownCharset, type Encoding } from './csv-text.js';
import { childrenFileProblems } from './import.problems.js';
import { sheetRecords } from './sheet-records.js';

// Beside the body and not in it: under an Idempotency-Key a file is its text, as it always was.
const encodings = new WeakMap<FastifyRequest, Encoding>();
const sheets = new WeakMap<FastifyRequest, Result<readonly SheetRow[], WorkbookFault>>();

/** Who takes a register; nobody else's bodies are worth the work of reading one. */
const TAKES_REGISTERS = '/children/imports';

/** Lets the service read registers, as `text/csv` and as workbooks; the body arrives as one string. */
export const readRegisterBodies = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
    if (charset !== undefined && !isKnownCharset(charset)) {
      throw new ProblemError(childrenFileProblems['csv-expected'].status, 'csv-expected');
    }
    const read = csvText(body, charset);
    if (!read) {
      const { status } = childrenFileProblems['malformed-children-file'];
      throw new ProblemError(status, 'malformed-children-file', {}, [{ pointer: '', code: 'csv-not-utf-8' }]);
    }
    encodings.set(request, read.encoding);
    return read.text;
  });
  fastify.addContentTypeParser(
    MEDIA_TYPES.xlsx,
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      if (request.routeOptions.url !== TAKES_REGISTERS) throw new ProblemError(415, 'unsupported-media-type');
      const rows = await rowsOf(body);
      sheets.set(request, rows);
      return rows.ok ? textOf(rows.value) : '';
    },
  );
};

/** What stands in a sheet, a line for each row. */
const textOf = (rows: readonly SheetRow[]): string =>
  rows
    .map(({ line, cells }) => [line, ...cells.map((cell) => (cell instanceof Date ? cell.getTime() : cell))].join('\t'))
    .join('\n');

/**
 * The register in the body of a request.
 * @throws ProblemError 400 `malformed-workbook`, 413 `workbook-too-large`
 */
export const registerIn = (request: FastifyRequest, body: string): Result<ChildrenFile, readonly FileFault[]> => {
  const rows = sheets.get(request);
  if (!rows) return readChildrenFile(body);
  if (!rows.ok) throw workbookProblem(rows.error);
  return readChildrenRecords({ ...sheetRecords(rows.value), delimiter: 'cells' });
};

/** In which encoding the `text/csv` of a request was; the parts of a workbook are in UTF-8. */
export const encodingOf = (request: FastifyRequest): Encoding => encodings.get(request) ?? 'utf-8';

/** @throws ProblemError 503 `unavailable` */
const rowsOf = async (body: Buffer): Promise<Result<readonly SheetRow[], WorkbookFault>> => {
  try {
    return await readWorkbook(body);
  } catch (error) {
    if (error instanceof WorkbooksWaiting) throw new ProblemError(503, 'unavailable');
    throw error;
  }
};

const workbookProblem = ({ kind, code, params }: WorkbookFault): ProblemError =>
  problemFrom(childrenFileProblems, { reason: REASONS[kind] }, [
    { pointer: '', code, ...(params === undefined ? {} : { params }) },
  ]);

const REASONS = {
  malformed: 'malformed-workbook',
  'too-large': 'workbook-too-large',
} as const satisfies Record<WorkbookFault['kind'], keyof typeof childrenFileProblems>;
