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
          { line: 2, childId: '24-000001', birthDate: '2005-06-26', municipality: 2442, category: 'general' },
          { line: 3, childId: '24-000002', birthDate: '2004-02-29', municipality: 2442, category: '' },
        ],
        refused: [],
        delimiter: 'comma',
        dates: 'yyyy-mm-dd',
      },
    }));

  it.each([
    ['columns in another order', ['municipality,category,childId,birthDate', '2442,general,1,2005-06-26']],
    ['a byte order mark, Windows line ends', [`\uFEFF${HEADER}\r`, '1,2005-06-26,2442,general\r']],
    ['quotes and spaces', [HEADER, ' 1 ,"2005-06-26", 2442,"general"']],
    ['empty lines', ['', HEADER, '', '1,2005-06-26,2442,general', '']],
    // A category in quotes kept its blank, and the child was `general`; an id in quotes could never apply.
    ['blanks inside quotes', [HEADER, '" 1 ","2005-06-26 "," 2442","general "']],
    ['full-width signs', [HEADER, '１,２００５-０６-２６,２４４２,ｇｅｎｅｒａｌ']],
    // Each of these rows gave three faults.
    ['rows of nothing at the end', [HEADER, '1,2005-06-26,2442,general', ',,,', ' , ,"" ,', ',']],
    ['semicolons', [HEADER.replaceAll(',', ';'), '1;2005-06-26;2442;general', ';;;']],
    ['tabs', [HEADER.replaceAll(',', '\t'), '1\t2005-06-26\t2442\tgeneral', '\t\t\t']],
    [
      'semicolons, quotes and dates of Excel',
      ['"childId";"birthDate";municipality;category', '1;26.06.2005;2442;"general"'],
    ],
    ['columns that a sheet once had', [`${HEADER},,`, '1,2005-06-26,2442,general,,', ',,,,,']],
    ['fewer of them in some rows', [`${HEADER},,`, '1,2005-06-26,2442,general']],
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

  it.each([
    ['childId;birthDate;municipality;category\n1;2005-06-26;2442;general\n2,2005-06-26,2442,general', 3, ',', ';'],
    ['childId,birthDate,municipality,category\n2\t2005-06-26\t2442\tgeneral', 2, 'TAB', ','],
  ])('%j mixes delimiters', (text, line, found, expected) =>
    expect(readChildrenFile(text)).toEqual({
      ok: false,
      error: [{ line, code: 'csv-delimiter-mixed', params: { found, expected } }],
    }),
  );

  it.each([
    [['26.06.2005', '2005-06-26', '27.06.2005'], [3]],
    [['2005-06-26', '26.06.2005'], [3]],
    [
      ['26.06.05', '26/06/2005', '6.26.2005', '31.02.2005', '26.06.2005'],
      [2, 3, 4, 5],
    ],
  ])('of %j refuses the dates of another form', (dates, lines) => {
    const file = read(HEADER, ...dates.map((date, index) => `${index},${date},2442,general`));
    expect(file.ok && file.value.refused).toEqual(lines.map((line) => ({ line, reason: 'not-a-birth-date' })));
  });

  // Two children with two certificates.
  it('knows a child by one id, however it is typed', () => {
    const ids = ['24-Юлии\u0306', '24-Юлий', '２４-Юлий', ' 24-Юлий'];
    const file = read(HEADER, ...ids.map((id) => `${id},2005-06-26,2442,general`));
    expect(file).toMatchObject({
      ok: true,
      value: {
        children: [{ childId: '24-Юлий' }],
        refused: [3, 4, 5].map((line) => ({ line, reason: 'child-twice', firstLine: 2 })),
      },
    });
  });

  it('refuses an id with signs that nobody sees, and names them', () => {
    const file = read(HEADER, '24\u200b-1\u00ad,2005-06-26,2442,general', '"24\n2",2005-06-26,2442,general');
    expect(file.ok && file.value.refused).toEqual([
      { line: 2, reason: 'unseen-signs-in-child-id', signs: 'U+200B, U+00AD' },
      { line: 4, reason: 'unseen-signs-in-child-id', signs: 'U+000A' },
    ]);
  });

  it('keeps the case and the alphabet of a category', () => {
    const file = read(HEADER, ...['ОВЗ', 'OVZ', 'оvz', 'ovz'].map((word, index) => `${index},2005-06-26,2442,${word}`));
    expect(file.ok && file.value.children.map(({ category }) => category)).toEqual(['ОВЗ', 'OVZ', 'оvz', 'ovz']);
  });

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
