import { err, isCalendarDate, ok, type CalendarDate, type Result } from '@lib/kernel';
import { parse } from 'csv-parse/sync';

const COLUMNS = ['childId', 'birthDate', 'municipality', 'category'] as const;
const CODE_LENGTH_MAX = 100;
/** Enough to mend a file; a hostile one must not make an answer larger than itself. */
const FAULTS_MAX = 1000;

export type ChildRow = {
  readonly childId: string;
  readonly birthDate: CalendarDate;
  readonly municipality: number;
  /** The category of children, which names a certificate group; one that the programme does not know counts as `general`. */
  readonly category: string;
};
/** Why a file is not a register of children. Lines count from 1; a record of several lines has the number of its last. */
export type FileFault = {
  readonly line: number;
  readonly code:
    | 'csv-empty'
    | 'csv-column-missing'
    | 'csv-column-unknown'
    | 'csv-column-twice'
    | 'csv-column-count'
    | 'csv-quotes'
    | 'csv-record';
  readonly params?: Readonly<Record<string, string | number>>;
};
export type RowRefusal =
  | {
      readonly line: number;
      readonly reason: 'not-a-child-id' | 'not-a-birth-date' | 'not-a-municipality' | 'not-a-category';
    }
  | { readonly line: number; readonly reason: 'child-twice'; readonly firstLine: number };

export type ChildrenFile = {
  readonly rows: number;
  readonly children: readonly ChildRow[];
  /** A row is refused once for each thing wrong with it; the other rows are taken. */
  readonly refused: readonly RowRefusal[];
};

/** Reads a register of children: CSV with a header, the columns in any order. */
export const readChildrenFile = (text: string): Result<ChildrenFile, readonly FileFault[]> => {
  const { records, faults } = recordsOf(text);
  const [header, ...rows] = records;
  if (header) faults.push(...headerFaults(header));
  else if (faults.length === 0) faults.push({ line: 1, code: 'csv-empty' });
  for (const { line, fields } of rows) {
    if (fields.length === COLUMNS.length) continue;
    faults.push({ line, code: 'csv-column-count', params: { found: fields.length, expected: COLUMNS.length } });
  }
  if (!header || faults.length > 0) return err(faults.sort((a, b) => a.line - b.line).slice(0, FAULTS_MAX));

  const at = COLUMNS.map((column) => header.fields.indexOf(column));
  const children: ChildRow[] = [];
  const refused: RowRefusal[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, fields } of rows) {
    const [childId = '', birthDate = '', municipality = '', category = ''] = at.map((index) => fields[index]);
    const wrong: RowRefusal[] = [];
    if (childId === '' || childId.length > CODE_LENGTH_MAX) wrong.push({ line, reason: 'not-a-child-id' });
    if (!isCalendarDate(birthDate)) wrong.push({ line, reason: 'not-a-birth-date' });
    if (!isMunicipality(municipality)) wrong.push({ line, reason: 'not-a-municipality' });
    if (category.length > CODE_LENGTH_MAX) wrong.push({ line, reason: 'not-a-category' });
    const firstLine = lineOf.get(childId);
    if (firstLine !== undefined) wrong.push({ line, reason: 'child-twice', firstLine });
    if (wrong.length > 0 || !isCalendarDate(birthDate)) {
      refused.push(...wrong);
      continue;
    }
    lineOf.set(childId, line);
    children.push({ childId, birthDate, municipality: Number(municipality), category });
  }
  return ok({ rows: rows.length, children, refused });
};

type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

const recordsOf = (text: string): { records: CsvRecord[]; faults: FileFault[] } => {
  const records: CsvRecord[] = [];
  const broken = new Map<number, FileFault>();
  const note = (error: unknown): undefined => {
    const { code = '', lines = 1 } = error as { readonly code?: string; readonly lines?: number };
    broken.set(lines, { line: lines, code: code.includes('QUOTE') ? 'csv-quotes' : 'csv-record' });
  };
  try {
    parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      // Every fault is named, not only the first.
      relax_column_count: true,
      skip_records_with_error: true,
      on_skip: note,
      on_record: (fields: readonly string[], { lines }) => {
        records.push({ line: lines, fields });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    note(error);
  }
  return { records, faults: [...broken.values()] };
};

const headerFaults = ({ line, fields }: CsvRecord): readonly FileFault[] => [
  ...COLUMNS.filter((column) => !fields.includes(column)).map((column): FileFault => ({
    line,
    code: 'csv-column-missing',
    params: { column },
  })),
  ...fields
    .filter((column, index) => !isColumn(column) && fields.indexOf(column) === index)
    .map((column): FileFault => ({
      line,
      code: 'csv-column-unknown',
      params: { column: column.slice(0, CODE_LENGTH_MAX) },
    })),
  ...COLUMNS.filter((column) => fields.indexOf(column) !== fields.lastIndexOf(column)).map((column): FileFault => ({
    line,
    code: 'csv-column-twice',
    params: { column },
  })),
];

const isColumn = (name: string): boolean => COLUMNS.some((column) => column === name);
const isMunicipality = (text: string): boolean => /^\d{1,15}$/.test(text);
