import { plainText } from '@lib/kernel';
import type { SheetCell, SheetRow } from '@lib/sheets';
import { dateFormOf, written, type DateForm } from './birth-date.js';
import { COLUMNS } from './children-columns.js';
import type { CsvRecord } from './csv-records.js';

/** A spreadsheet keeps fifteen digits of a number; of a longer one it has put noughts in place of the rest. */
const NUMBER_MAX = 1e15;

/**
 * The rows of a sheet as the records of a file. What Excel keeps as a date has no form: it is written as most of the
 * dates are that stand there as texts.
 */
export const sheetRecords = (
  rows: readonly SheetRow[],
): { readonly records: readonly CsvRecord[]; readonly broken: readonly [] } => {
  const texts = rows.flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'string'));
  const form = dateFormOf(texts.map(plainText)) ?? 'yyyy-mm-dd';
  const records = rows.map(({ line, cells }): CsvRecord => {
    const fields = cells.map((cell) => fieldOf(cell, form));
    // A row ends with its last cell that is not empty.
    return { line, fields: [...fields, ...COLUMNS.slice(fields.length).map(() => '')] };
  });
  return { records: records.filter(({ fields }) => fields.some((field) => field !== '')), broken: [] };
};

const fieldOf = (cell: SheetCell, form: DateForm): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return plainText(cell);
  if (cell instanceof Date) return written(cell, form);
  if (typeof cell === 'number' && Math.abs(cell) >= NUMBER_MAX) return '';
  return String(cell);
};
