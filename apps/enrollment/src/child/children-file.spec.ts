import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readChildrenFile } from './children-file.js';

const HEADER = 'childId,birthDate,municipality,category';
const read = (...lines: readonly string[]) => readChildrenFile(lines.join('\n'));

describe('a register of children', () => {
  it('is read', () =>
    expect(read(HEADER, '24-000001,2005-06-26,2442,general', '24-000002,2004-02-29,2442,', '')).toEqual({
      ok: true,
      value: {
        rows: 2,
        children: [
          { childId: '24-000001', birthDate: '2005-06-26', municipality: 2442, category: 'general' },
          { childId: '24-000002', birthDate: '2004-02-29', municipality: 2442, category: '' },
        ],
        refused: [],
      },
    }));

  it.each([
    ['columns in another order', ['municipality,category,childId,birthDate', '2442,general,1,2005-06-26']],
    ['a byte order mark, Windows line ends', [`\uFEFF${HEADER}\r`, '1,2005-06-26,2442,general\r']],
    ['quotes and spaces', [HEADER, ' 1 ,"2005-06-26", 2442,"general"']],
    ['empty lines', ['', HEADER, '', '1,2005-06-26,2442,general', '']],
  ])('with %s', (_, lines) =>
    expect(read(...lines)).toMatchObject({
      ok: true,
      value: { children: [{ childId: '1', birthDate: '2005-06-26', municipality: 2442, category: 'general' }] },
    }),
  );

  it.each([
    ['', [{ line: 1, code: 'csv-empty' }]],
    [
      'childId,birthDate,town\n1,2005-06-26,x',
      [
        { line: 1, code: 'csv-column-missing', params: { column: 'municipality' } },
        { line: 1, code: 'csv-column-missing', params: { column: 'category' } },
        { line: 1, code: 'csv-column-unknown', params: { column: 'town' } },
        { line: 2, code: 'csv-column-count', params: { found: 3, expected: 4 } },
      ],
    ],
    [
      `${HEADER},childId\n1,2005-06-26,2442,general`,
      [{ line: 1, code: 'csv-column-twice', params: { column: 'childId' } }],
    ],
    [
      `${HEADER}\n1,2005-06-26,2442\n2,2005-06-26,2442,general\n3,2005-06-26,2442,general,x`,
      [
        { line: 2, code: 'csv-column-count', params: { found: 3, expected: 4 } },
        { line: 4, code: 'csv-column-count', params: { found: 5, expected: 4 } },
      ],
    ],
    [
      `${HEADER}\n1,2005"06-26,2442,general\n2,2005-06-26\n"3,2005-06-26,2442,general`,
      [
        { line: 2, code: 'csv-quotes' },
        { line: 3, code: 'csv-column-count', params: { found: 2, expected: 4 } },
        { line: 4, code: 'csv-quotes' },
      ],
    ],
  ])('%j is none, with every fault named', (text, faults) =>
    expect(readChildrenFile(text)).toEqual({ ok: false, error: faults }),
  );

  it('refuses rows with bad values and takes the rest', () =>
    expect(
      read(
        HEADER,
        ',2005-06-26,2442,general',
        '2,2005-02-30,2442,general',
        '3,26.06.2005,24x,general',
        '4,2005-06-26,-1,general',
        '5,2005-06-26,2442,general',
        '5,2006-06-26,2442,general',
        `${'6'.repeat(101)},2005-06-26,2442,${'g'.repeat(101)}`,
        // The first row of 2 was refused, so this one is no repetition.
        '2,2005-02-28,2442,general',
      ),
    ).toMatchObject({
      ok: true,
      value: {
        rows: 8,
        children: [{ childId: '5', birthDate: '2005-06-26' }, { childId: '2' }],
        refused: [
          { line: 2, reason: 'not-a-child-id' },
          { line: 3, reason: 'not-a-birth-date' },
          { line: 4, reason: 'not-a-birth-date' },
          { line: 4, reason: 'not-a-municipality' },
          { line: 5, reason: 'not-a-municipality' },
          { line: 7, reason: 'child-twice', firstLine: 6 },
          { line: 8, reason: 'not-a-child-id' },
          { line: 8, reason: 'not-a-category' },
        ],
      },
    }));

  it('answers any text', () => {
    const field = fc.oneof(
      fc.string(),
      fc.constantFrom('24-000001', '2005-06-26', '2442', 'general', '"', '""', '"a', '\r', ''),
    );
    const line = fc.array(field, { maxLength: 6 }).map((fields) => fields.join(','));
    const file = fc
      .tuple(fc.oneof(fc.constant(HEADER), line), fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'))
      .map(([header, lines, end]) => [header, ...lines].join(end));
    fc.assert(
      fc.property(file, (text) => {
        const result = readChildrenFile(text);
        if (!result.ok) return result.error.length > 0;
        const refusedLines = new Set(result.value.refused.map(({ line: at }) => at)).size;
        return result.value.children.length + refusedLines <= result.value.rows;
      }),
      { numRuns: 5000 },
    );
  });
});
