import { describe, expect, it } from '@jest/globals';
import { csvText } from './csv-text.js';
import { windows1251 } from './windows-1251.testing.js';

const HEADER = 'childId;birthDate;municipality;category';
const cp866 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (sign) => {
      const code = (sign.codePointAt(0) ?? 0) - 0x410;
      return code < 0 ? (sign.codePointAt(0) ?? 0) : code < 0x30 ? code + 0x80 : code - 0x30 + 0xe0;
    }),
  );
const utf16be = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

describe('a register as bytes', () => {
  const file = `${HEADER}\n№1;26.06.2005;2442;дети с ОВЗ, ёж\n`;
  it.each([
    ['UTF-8', Buffer.from(file), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${file}`), 'utf-8'],
    ['UTF-16', Buffer.from(`\uFEFF${file}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other way round', utf16be(file), 'utf-16be'],
    ['windows-1251', windows1251(file), 'windows-1251'],
  ])('in %s is read', (_, bytes, encoding) => expect(csvText(bytes)).toEqual({ text: file, encoding }));

  it.each([
    ['no register and no UTF-8', Buffer.from([0x63, 0xff, 0xfe])],
    ['in the encoding of MS-DOS', cp866(file.replace('№', ''))],
    ['in two encodings', Buffer.concat([Buffer.from(file), windows1251('2;26.06.2005;2442;ОВЗ\n')])],
    ['cut in the middle of a letter', Buffer.from(`\uFEFF${file}`, 'utf16le').subarray(0, -1)],
  ])('%s is not guessed at', (_, bytes) => expect(csvText(bytes)).toBeUndefined());

  it('is what its sender says it is, or nothing', () => {
    expect(csvText(windows1251(file), 'windows-1251')?.text).toBe(file);
    expect(csvText(Buffer.from(file), 'utf-8')?.text).toBe(file);
    expect(csvText(windows1251(file), 'utf-8')).toBeUndefined();
    expect(csvText(Buffer.from(file), 'windows-1251')).toBeUndefined();
  });
});
