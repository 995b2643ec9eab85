import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { WORKBOOK_LIMITS, readWorkbook } from './read-workbook.js';
import { rowXml, workbookParts, zipOf, type ZipPart } from './testing.js';

const MEBIBYTE = 2 ** 20;
type Limits = NonNullable<Parameters<typeof readWorkbook>[1]>;
const small: Limits = { ...WORKBOOK_LIMITS, unpackedBytesMax: MEBIBYTE, heapMebibytes: 48 };
const codeOf = async (file: Buffer | string, limits: Limits = small): Promise<string> => {
  const read = await readWorkbook(Buffer.from(file), limits);
  return read.ok ? `${read.value.length} rows` : `${read.error.kind} ${read.error.code}`;
};
const ordinary = workbookParts(rowXml(1, 'a', 'b'));
const replaced = (name: string, bytes: string): readonly ZipPart[] =>
  ordinary.map((part) => (part.name === name ? { name, bytes } : part));

describe('a workbook', () => {
  it('has rows with the numbers of its first sheet, without those that are empty', async () => {
    const file = await writeXlsx({
      sheets: [
        {
          name: 'Дети',
          rows: [
            ['childId', 'birthDate', 'n', 'x'],
            [],
            ['24-1', new Date('2008-06-26T00:00:00Z'), 2442, true],
            [null, '', null],
            ['24-2', '26.06.2008', null, null],
          ],
        },
        { name: 'Ещё', rows: [['no']] },
      ],
    });
    expect(await readWorkbook(file)).toEqual({
      ok: true,
      value: [
        { line: 1, cells: ['childId', 'birthDate', 'n', 'x'] },
        { line: 3, cells: ['24-1', new Date('2008-06-26T00:00:00Z'), 2442, true] },
        { line: 5, cells: ['24-2', '26.06.2008'] },
      ],
    });
  });

  it('shows of a formula what it came to, of an error its text, and nothing of cells that are merged', async () => {
    const rows =
      '<row r="7"><c r="A7"><f>1+1</f><v>2</v></c><c r="B7" t="str"><f>A1&amp;"x"</f><v>ax</v></c>' +
      '<c r="C7"><f>1/0</f></c><c r="D7" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E7" t="s"><v>0</v></c></row>';
    const shared = '<si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></si>';
    expect(await readWorkbook(zipOf(...workbookParts(rows, shared)))).toEqual({
      ok: true,
      value: [{ line: 7, cells: [2, 'ax', null, '#DIV/0!', 'a b'] }],
    });
  });
});

// A file of 300 kB came to 300 MB in the reader, which took half a minute and all the memory it was given.
describe('a small file that is a large one', () => {
  const bomb = Buffer.alloc(300 * MEBIBYTE, '<row/>');

  it('is not unpacked further than it may be, whatever it says of its length', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', bytes: bomb };
    for (const unpackedBytes of [bomb.length, 1000]) {
      const file = zipOf(...ordinary.slice(0, -1), { ...sheet, unpackedBytes });
      expect(file.length).toBeLessThan(MEBIBYTE);
      expect(await codeOf(file, WORKBOOK_LIMITS)).toBe('too-large xlsx-unpacks-too-large');
    }
  });

  it('in many parts, each of them within the limit', async () => {
    const parts = Array.from({ length: 20 }, (_, index) => ({
      name: `xl/media/${index}.xml`,
      bytes: bomb.subarray(0, 100_000),
      unpackedBytes: 1,
    }));
    expect(await codeOf(zipOf(...ordinary, ...parts))).toBe('malformed xlsx-broken');
    expect(await codeOf(zipOf(...ordinary, ...parts.map(({ name, bytes }) => ({ name, bytes }))))).toBe(
      'too-large xlsx-unpacks-too-large',
    );
  });

  it('in parts that share their bytes', async () => {
    const first = { name: 'xl/media/0.xml', bytes: bomb.subarray(0, 1000) };
    const shared = Array.from({ length: 100 }, (_, index) => ({
      ...first,
      name: `xl/media/${index + 1}.xml`,
      same: first.name,
    }));
    expect(await codeOf(zipOf(...ordinary, first, ...shared))).toBe('malformed xlsx-broken');
  });

  it('in more parts than a workbook has', async () => {
    const parts = Array.from({ length: 501 }, (_, index) => ({ name: `${index}`, bytes: '' }));
    expect(await codeOf(zipOf(...parts))).toBe('too-large xlsx-too-many-parts');
  });

  it('in archives within archives, which nobody opens', async () => {
    const inner = zipOf({ name: 'xl/worksheets/sheet1.xml', bytes: bomb.subarray(0, MEBIBYTE * 16) });
    const outer = zipOf({ name: 'again.zip', bytes: inner });
    expect(await codeOf(zipOf(...ordinary, { name: 'xl/embeddings/a.zip', bytes: outer }))).toBe('1 rows');
  });

  it('by a text that stands once and is shown by every cell', async () => {
    const cell = '<c t="s"><v>0</v></c>'.repeat(4);
    const file = zipOf(...workbookParts(`<row>${cell}</row>`.repeat(5000), `<si><t>${'x'.repeat(100_000)}</t></si>`));
    expect(await codeOf(file)).toBe('too-large xlsx-too-much-text');
  });
});

describe('what is in a workbook', () => {
  it('is a million rows', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, line) => `<row r="${line + 1}"><c><v>1</v></c></row>`).join('');
    const file = zipOf(...workbookParts(rows));
    expect(await codeOf(file, WORKBOOK_LIMITS)).toBe('too-large xlsx-too-many-rows');
  });

  it('is a million rows of nothing', async () => {
    const file = zipOf(...workbookParts('<row/>'.repeat(1_000_000) + rowXml(1_000_001, 'a')));
    expect(await codeOf(file, WORKBOOK_LIMITS)).toBe('1 rows');
  });

  it('is nested without end', async () => {
    const deep = '<a>'.repeat(150_000) + '</a>'.repeat(100_000);
    expect(await codeOf(zipOf(...workbookParts(deep)))).toBe('0 rows');
    expect(await codeOf(zipOf(...workbookParts('', '<si>'.repeat(20_000))))).toBe('malformed xlsx-broken');
  });

  it('is more than a thread may hold', async () => {
    const limits = { ...WORKBOOK_LIMITS, heapMebibytes: 48 };
    expect(await codeOf(zipOf(...workbookParts('', '<si/>'.repeat(2_000_000))), limits)).toBe(
      'too-large xlsx-too-much-work',
    );
  });

  it('takes longer than it may', async () => {
    // Each of these rows is as wide as a sheet.
    const rows = '<row><c r="XFD1"/></row>'.repeat(40_000);
    expect(await codeOf(zipOf(...workbookParts(rows)), { ...small, deadlineMs: 200 })).toBe(
      'too-large xlsx-too-much-work',
    );
  });

  it.each([
    ['a cell beyond the last column', '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'],
    ['a row beyond the last one', '<row r="1048577"><c><v>1</v></c></row>'],
    ['a row before the first one', '<row r="0"><c><v>1</v></c></row>'],
    ['a row without end', '<row r="1e300"><c><v>1</v></c></row>'],
    ['a row of no number', '<row r="x"><c><v>1</v></c></row>'],
  ])('is %s', async (_, rows) => {
    expect(await codeOf(zipOf(...workbookParts(rows)))).toBe('malformed xlsx-broken');
  });

  it.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['entities that multiply', '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', '&b;'],
    ['a document type elsewhere', '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">', 'a'],
  ])('is %s', async (_, declared, text) => {
    expect(await codeOf(zipOf(...workbookParts(rowXml(1, text), '', declared)))).toBe('malformed xlsx-declarations');
  });

  it('is an entity that nobody declared, which stays a text', async () => {
    expect(await readWorkbook(zipOf(...workbookParts(rowXml(1, '&x;'))))).toEqual({
      ok: true,
      value: [{ line: 1, cells: ['&x;'] }],
    });
  });
});

describe('what is no workbook', () => {
  const docx = replaced(
    '[Content_Types].xml',
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  it.each<[string, Buffer | string, string]>([
    ['nothing', '', 'xlsx-not-a-workbook'],
    ['CSV', 'childId,birthDate,municipality,category\n', 'xlsx-not-a-workbook'],
    ['a document of words', zipOf(...docx), 'xlsx-not-a-workbook'],
    ['another archive', zipOf({ name: 'a.txt', bytes: 'a' }), 'xlsx-not-a-workbook'],
    [
      'one under a password, or of the old kind',
      Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex'),
      'xlsx-protected',
    ],
    ['the beginning of one', zipOf(...ordinary).subarray(0, 600), 'xlsx-broken'],
    ['one with something behind it', Buffer.concat([zipOf(...ordinary), Buffer.from('x')]), 'xlsx-broken'],
    ['one whose part has other bytes', zipOf(...ordinary.slice(1), { ...ordinary[0]!, crc: 1 }), 'xlsx-broken'],
    [
      'one whose part has another length',
      zipOf(...ordinary.slice(1), { ...ordinary[0]!, unpackedBytes: 7 }),
      'xlsx-broken',
    ],
    ['one with an encrypted part', zipOf(...ordinary.slice(1), { ...ordinary[0]!, flags: 1 }), 'xlsx-broken'],
    [
      'one with a part packed in an unknown way',
      zipOf(...ordinary.slice(1), { ...ordinary[0]!, method: 14 }),
      'xlsx-broken',
    ],
    ['one with a part twice', zipOf(...ordinary, ordinary[0]!), 'xlsx-broken'],
    ['one without its sheet', zipOf(...ordinary.slice(0, -1)), 'xlsx-broken'],
    ['one whose contents are no XML', zipOf(...replaced('xl/workbook.xml', '<a')), 'xlsx-broken'],
  ])('%s', async (_, file, code) => {
    expect(await codeOf(file)).toBe(`malformed ${code}`);
  });

  it('whatever is changed in one', async () => {
    const file = zipOf(...ordinary);
    const answers = new Set<string>();
    for (let index = 0; index < 20; index++) {
      const spoilt = Buffer.from(file);
      spoilt[randomBytes(4).readUInt32LE() % file.length] = randomBytes(1)[0]!;
      answers.add((await codeOf(spoilt)).split(' ')[0]!);
    }
    expect([...answers].filter((answer) => !['malformed', 'too-large', '1', '0'].includes(answer))).toEqual([]);
  });
});

it('one is read at a time, a few wait, and the next is asked to come again', async () => {
  const file = zipOf(...ordinary);
  const read = await Promise.allSettled(Array.from({ length: 8 }, () => readWorkbook(file, small)));
  expect(read.map((one) => (one.status === 'fulfilled' ? one.value.ok : (one.reason as Error).name))).toEqual([
    ...Array.from({ length: 5 }, () => true),
    ...Array.from({ length: 3 }, () => 'WorkbooksWaiting'),
  ]);
  expect(await codeOf(file)).toBe('1 rows');
});
