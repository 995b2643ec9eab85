import { err, hasUnseenSigns, ok, type CalendarDate, type Result } from '@lib/kernel';
import { dateFormOf, dateOf, type DateForm } from './birth-date.js';
import { COLUMNS } from './children-columns.js';
import {
  DELIMITERS,
  DELIMITER_NAMES,
  delimiterOf,
  recordsOf,
  type BrokenRecord,
  type CsvRecord,
  type Delimiter,
} from './csv-records.js';

const CODE_LENGTH_MAX = 100;
/** Enough to mend a file; a hostile one must not make an answer larger than itself. */
const FAULTS_MAX = 1000;
const REFUSALS_MAX = 10_000;

export type ChildRow = {
  readonly line: number;
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
    | 'csv-delimiter-mixed'
    | 'csv-quotes'
    | 'csv-record';
  readonly params?: Readonly<Record<string, string | number>>;
};
export type RowRefusal =
  | {
      readonly line: number;
      readonly reason: 'not-a-child-id' | 'not-a-birth-date' | 'not-a-municipality' | 'not-a-category';
    }
  /** `signs` are the code points that nobody sees. */
  | { readonly line: number; readonly reason: 'unseen-signs-in-child-id'; readonly signs: string }
  | { readonly line: number; readonly reason: 'child-twice'; readonly firstLine: number };

/** What keeps the fields apart: a delimiter, or the cells of a workbook. */
export const SEPARATED = [...DELIMITER_NAMES, 'cells'] as const;
export type Separated = (typeof SEPARATED)[number];

export type ChildrenFile = {
  readonly rows: number;
  readonly children: readonly ChildRow[];
  /** A row is refused once for each thing wrong with it, the first ten thousand; the other rows are taken. */
  readonly refused: readonly RowRefusal[];
  /** How the file is written; no form of dates where it has none. */
  readonly delimiter: Separated;
  readonly dates: DateForm | null;
};

/**
 * Reads a register of children: CSV with a header, the columns in any order. What Excel makes of one is recognised: a
 * semicolon or a tab between the fields, dates as dd.mm.yyyy, columns and rows of nothing at the ends.
 */
export const readChildrenFile = (text: string): Result<ChildrenFile, readonly FileFault[]> => {
  const delimiter = delimiterOf(text, COLUMNS);
  return readChildrenRecords({ ...recordsOf(text, delimiter), delimiter });
};

/** The same of the records of a file, the header first. */
export const readChildrenRecords = ({
  records,
  broken,
  delimiter,
}: {
  readonly records: readonly CsvRecord[];
  readonly broken: readonly BrokenRecord[];
  readonly delimiter: Separated;
}): Result<ChildrenFile, readonly FileFault[]> => {
  const faults: FileFault[] = [...broken];
  const [header, ...rows] = records;
  const columns = header ? withoutEmptyEnd(header.fields) : [];
  if (header) faults.push(...headerFaults({ line: header.line, fields: columns }));
  else if (faults.length === 0) faults.push({ line: 1, code: 'csv-empty' });
  for (const row of rows) {
    if (isOfWidth(row.fields, Math.max(COLUMNS.length, header?.fields.length ?? 0))) continue;
    faults.push(widthFault(row, delimiter));
  }
  if (!header || faults.length > 0) return err(faults.sort((a, b) => a.line - b.line).slice(0, FAULTS_MAX));

  const at = COLUMNS.map((column) => columns.indexOf(column));
  const values = rows.map(({ line, fields }) => {
    const [childId = '', birthDate = '', municipality = '', category = ''] = at.map((index) => fields[index]);
    return { line, childId, birthDate, municipality, category };
  });
  const dates = dateFormOf(values.map(({ birthDate }) => birthDate));
  const children: ChildRow[] = [];
  const refused: RowRefusal[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, childId, birthDate: written, municipality, category } of values) {
    const wrong: RowRefusal[] = idFaults(line, childId);
    const birthDate = dateOf(written, dates ?? 'yyyy-mm-dd');
    if (birthDate === undefined) wrong.push({ line, reason: 'not-a-birth-date' });
    if (!isMunicipality(municipality)) wrong.push({ line, reason: 'not-a-municipality' });
    if (category.length > CODE_LENGTH_MAX) wrong.push({ line, reason: 'not-a-category' });
    const firstLine = lineOf.get(childId);
    if (firstLine !== undefined) wrong.push({ line, reason: 'child-twice', firstLine });
    if (wrong.length > 0 || birthDate === undefined) {
      refused.push(...wrong.slice(0, REFUSALS_MAX - refused.length));
      continue;
    }
    lineOf.set(childId, line);
    children.push({ line, childId, birthDate, municipality: Number(municipality), category });
  }
  return ok({ rows: rows.length, children, refused, delimiter, dates: dates ?? null });
};

const idFaults = (line: number, childId: string): RowRefusal[] => {
  if (childId === '' || childId.length > CODE_LENGTH_MAX) return [{ line, reason: 'not-a-child-id' }];
  const signs = [...new Set(childId)].filter(hasUnseenSigns).map(codePoint);
  return signs.length > 0 ? [{ line, reason: 'unseen-signs-in-child-id', signs: signs.join(', ') }] : [];
};

const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

// Excel writes the columns that a sheet once had, but not in every row.
const isOfWidth = (fields: readonly string[], widthMax: number): boolean =>
  fields.length >= COLUMNS.length &&
  fields.length <= widthMax &&
  fields.slice(COLUMNS.length).every((field) => field === '');

const withoutEmptyEnd = (fields: readonly string[]): readonly string[] =>
  fields.slice(0, fields.findLastIndex((field) => field !== '') + 1);

const widthFault = ({ line, fields }: CsvRecord, delimiter: Separated): FileFault => {
  const other = delimiter === 'cells' ? undefined : otherDelimiter(fields, delimiter);
  return other
    ? {
        line,
        code: 'csv-delimiter-mixed',
        params: { found: nameOf(other.found), expected: nameOf(other.expected) },
      }
    : { line, code: 'csv-column-count', params: { found: fields.length, expected: COLUMNS.length } };
};

/** The delimiter by which a record of one field would have as many as there are columns. */
const otherDelimiter = (
  fields: readonly string[],
  delimiter: Delimiter,
): { readonly found: string; readonly expected: string } | undefined => {
  const found = Object.entries(DELIMITERS).find(
    ([name, sign]) => name !== delimiter && fields.length === 1 && fields[0]?.split(sign).length === COLUMNS.length,
  )?.[1];
  return found === undefined ? undefined : { found, expected: DELIMITERS[delimiter] };
};

const nameOf = (sign: string): string => (sign === '\t' ? 'TAB' : sign);

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
