import { describe, expect, it, test } from '@jest/globals';
import type { SheetCell, SheetRow } from '@lib/sheets';
import { readChildrenRecords } from './children-file.js';
import { sheetRecords } from './sheet-records.js';

const day = (date: string): Date => new Date(`${date}T00:00:00Z`);
const HEADER: SheetRow = { line: 1, cells: ['childId', 'birthDate', 'municipality', 'category'] };
const read = (...rows: readonly SheetRow[]) => readChildrenRecords({ ...sheetRecords(rows), delimiter: 'cells' });
const row = (line: number, ...cells: readonly SheetCell[]): SheetRow => ({ line, cells });
const told = (...rows: readonly SheetRow[]) => {
  const file = read(HEADER, ...rows);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  const { children, refused, dates } = file.value;
  return {
    children: children.map(({ line, childId, birthDate, category }) => `${line} ${childId} ${birthDate} ${category}`),
    refused: refused.map(({ line, reason }) => `${line} ${reason}`),
    dates,
  };
};

describe('a register in a sheet', () => {
  it('has dates as dates or as texts, and numbers for ids', () => {
    expect(
      told(
        row(2, '24-1', day('2008-06-26'), 2442, 'general'),
        row(3, 24, '2008-06-27', '2442', 'general'),
        row(9, ' 24-3 ', new Date('2008-06-28T12:30:00Z'), 2442, 'дети с ОВЗ'),
      ),
    ).toEqual({
      children: ['2 24-1 2008-06-26 general', '3 24 2008-06-27 general', '9 24-3 2008-06-28 дети с ОВЗ'],
      refused: [],
      dates: 'yyyy-mm-dd',
    });
  });

  it('takes its dates beside texts of either form', () => {
    expect(told(row(2, 'a', '26.06.2008', 2442, 'general'), row(3, 'b', day('2008-06-27'), 2442, 'general'))).toEqual({
      children: ['2 a 2008-06-26 general', '3 b 2008-06-27 general'],
      refused: [],
      dates: 'dd.mm.yyyy',
    });
  });

  it('has the rows of the sheet in its faults, the same as in a CSV file', () => {
    expect(
      told(
        row(5, null, day('2008-06-26'), 2442, 'general'),
        row(6, 'b', 39625, 'x', 'general'),
        row(7, 'c', '#N/A', 2442),
        row(8, 'd', day('2008-06-26'), 2442.5, 'general'),
        row(9, 'e', day('2008-06-26'), 2442),
        row(10, 'e', day('2008-06-26'), 2442, 'general'),
        row(11, 1e15, day('2008-06-26'), 2442, 'general'),
        row(12, 'g', new Date(Number.NaN), 2442, 'general'),
        row(13, 'h', true, false, 'general'),
      ),
    ).toEqual({
      children: ['9 e 2008-06-26 '],
      refused: [
        '5 not-a-child-id',
        '6 not-a-birth-date',
        '6 not-a-municipality',
        '7 not-a-birth-date',
        '8 not-a-municipality',
        '10 child-twice',
        '11 not-a-child-id',
        '12 not-a-birth-date',
        '13 not-a-birth-date',
        '13 not-a-municipality',
      ],
      dates: 'yyyy-mm-dd',
    });
  });

  test.each<[string, readonly SheetRow[], readonly string[]]>([
    ['nothing', [], ['1 csv-empty']],
    ['a column too few', [row(3, 'childId', 'birthDate', 'municipality')], ['3 csv-column-missing']],
    ['an unknown column', [row(1, ...HEADER.cells, 'name')], ['1 csv-column-unknown']],
    ['a column twice', [row(1, ...HEADER.cells, 'childId')], ['1 csv-column-twice']],
    ['something beside its columns', [HEADER, row(4, 'a', 'b', 1, 'c', null, 'x')], ['4 csv-column-count']],
  ])('that is none: %s', (_, rows, faults) => {
    const file = read(...rows);
    expect(file.ok ? 'taken' : file.error.map(({ line, code }) => `${line} ${code}`)).toEqual(faults);
  });

  it('has its columns in any order, between columns of nothing', () => {
    const file = read(
      row(2, 'category', 'municipality', 'birthDate', 'childId'),
      row(4, 'general', 2442, day('2008-06-26'), 'a'),
    );
    expect(file.ok && file.value.children).toMatchObject([{ line: 4, childId: 'a', category: 'general' }]);
  });
});
