import { writeXlsxStream, type CellValue } from 'hucre/xlsx';
import type { Table, TableColumn } from './table.js';

/**
 * A table as a workbook of one sheet; what is more than a sheet can hold goes on in further ones. Rows are asked for as
 * the reader takes the bytes. A text is typed as one and stands in its cell as it is, so that none can be a formula.
 */
export const xlsxOf = <Row>({ name, columns, pages }: Table<Row>): AsyncIterable<Uint8Array> =>
  writeXlsxStream(rowsOf(columns, pages), {
    name,
    columns: columns.map(({ header, kind }) => ({ header, width: WIDTHS[kind], ...FORMATS[kind] })),
    freezePane: { rows: 1 },
  });

async function* rowsOf<Row>(
  columns: readonly TableColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<CellValue[]> {
  for await (const page of pages) for (const row of page) yield columns.map((column) => cellOf(column, row));
}

const cellOf = <Row>(column: TableColumn<Row>, row: Row): CellValue => {
  const value = column.of(row);
  if (value === null || value === undefined) return null;
  // The shortest number that is read as this quotient is the amount itself, with its two decimals.
  if (typeof value === 'number') return column.kind === 'roubles' ? value / 100 : value;
  return column.kind === 'date' ? new Date(`${value}T00:00:00Z`) : literal(value);
};

// A workbook writes signs that XML cannot hold as `_x0007_`: a text that looks so is written to stay as it is.
const literal = (text: string): string => text.replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_');

const FORMATS = {
  text: {},
  date: { numFmt: 'dd.mm.yyyy' },
  whole: {},
  roubles: { numFmt: '#,##0.00' },
} as const;
const WIDTHS = { text: 24, date: 12, whole: 16, roubles: 16 } as const;
