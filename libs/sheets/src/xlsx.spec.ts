import { expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import type { Table } from './table.js';
import { xlsxOf } from './xlsx.js';

type Row = { readonly name: string; readonly on: string; readonly kopecks: number };
const tableOf = (pages: AsyncIterable<readonly Row[]>): Table<Row> => ({
  name: 'Сертификаты',
  columns: [
    { header: 'Имя', kind: 'text', of: ({ name }) => name },
    { header: 'Дата', kind: 'date', of: ({ on }) => on },
    { header: 'Сумма, ₽', kind: 'roubles', of: ({ kopecks }) => kopecks },
    { header: 'Сумма, коп.', kind: 'whole', of: ({ kopecks }) => kopecks },
  ],
  pages,
});
const written = async (...pages: readonly (readonly Row[])[]): Promise<Buffer> =>
  Buffer.concat(
    await Array.fromAsync(
      xlsxOf(
        tableOf(
          (async function* () {
            yield* pages;
          })(),
        ),
      ),
    ),
  );

it('is a workbook with texts, dates and numbers', async () => {
  const rows = [
    [{ name: 'a', on: '2020-10-05', kopecks: -7 }],
    [{ name: 'b', on: '2020-02-29', kopecks: 123_456_789_012_307 }],
  ];
  const { sheets } = await readXlsx(await written(...rows));
  expect(sheets).toMatchObject([
    {
      name: 'Сертификаты',
      rows: [
        ['Имя', 'Дата', 'Сумма, ₽', 'Сумма, коп.'],
        ['a', new Date('2020-10-05T00:00:00Z'), -0.07, -7],
        ['b', new Date('2020-02-29T00:00:00Z'), 1_234_567_890_123.07, 123_456_789_012_307],
      ],
    },
  ]);
});

it('types every text as a text, whatever it begins with', async () => {
  const names = ['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '＝1', '<f>1</f>', '&lt;', '\u0000', '_x0041_'];
  const file = await written(names.map((name) => ({ name, on: '2020-10-05', kopecks: 1 })));
  const { sheets } = await readXlsx(file);
  expect(sheets[0]?.rows.slice(1).map(([name]) => name)).toEqual(names);
  expect([...(sheets[0]?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
});

it('asks for the next rows when the reader takes the bytes, and for none when he has gone', async () => {
  let asked = 0;
  let ended = false;
  const endless = async function* (): AsyncGenerator<readonly Row[]> {
    try {
      for (;;) {
        asked += 1;
        yield Array.from({ length: 1000 }, (_, row) => ({ name: `${asked} ${row}`, on: '2020-10-05', kopecks: row }));
      }
    } finally {
      ended = true;
    }
  };
  let taken = 0;
  for await (const chunk of xlsxOf(tableOf(endless()))) {
    taken += chunk.length;
    if (taken > 200_000) break;
  }
  expect([asked < 100, ended]).toEqual([true, true]);
});
