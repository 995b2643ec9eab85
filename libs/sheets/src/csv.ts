import type { Table, TableColumn } from './table.js';

/**
 * A table as CSV (RFC 4180): commas, CRLF, UTF-8 without a mark, roubles with a dot. Every chunk is a page, the first one
 * with the headers.
 */
export async function* csvOf<Row>({ columns, pages }: Table<Row>): AsyncGenerator<string> {
  let before = lineOf(columns.map(({ header }) => quoted(defused(header))));
  for await (const page of pages) {
    yield before + page.map((row) => lineOf(columns.map((column) => fieldOf(column, row)))).join('');
    before = '';
  }
  if (before !== '') yield before;
}

const fieldOf = <Row>(column: TableColumn<Row>, row: Row): string => {
  const value = column.of(row);
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return quoted(defused(value));
  return column.kind === 'roubles' ? roublesOf(value) : String(value);
};

/** Kopecks as roubles, digit by digit: `-12.05`. */
const roublesOf = (kopecks: number): string => {
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${kopecks < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * A spreadsheet takes a field that begins with one of these for a formula, and runs it: also behind spaces, and also in
 * full width, which some versions fold. An apostrophe before it makes it a text again.
 */
const FORMULA = /^[\s\0]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;

/** A text that no spreadsheet takes for a formula. */
const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (field: string): string => (/[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const lineOf = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;
