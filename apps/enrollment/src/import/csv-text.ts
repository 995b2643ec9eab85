import { COLUMNS } from './children-columns.js';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A file as text, and how it was read. */
export type CsvText = { readonly text: string; readonly encoding: Encoding };

/**
 * Reads the bytes of a register. UTF-16 says by its mark what it is, UTF-8 is recognised by its form. What is neither is
 * windows-1251 if it names our columns and has no sign that a Russian text in that encoding would not have: a file in
 * another encoding, or in two, would otherwise give every child another id. Undefined for what is none of these.
 * @param charset what the client says of it, in lower case
 */
export const csvText = (bytes: Uint8Array, charset?: string): CsvText | undefined => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return charset === 'utf-8' ? undefined : decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return charset === 'utf-8' ? undefined : decoded(bytes, 'utf-16be');
  const declared = charset === undefined ? undefined : DECLARED[charset];
  const unicode = declared === 'windows-1251' ? undefined : decoded(bytes, 'utf-8');
  if (unicode || declared === 'utf-8') return unicode;
  const russian = decoded(bytes, 'windows-1251');
  return russian && isRussianRegister(russian.text) ? russian : undefined;
};

/** Whether a charset is one that a client may name. */
export const isKnownCharset = (charset: string): boolean => Object.hasOwn(DECLARED, charset);

const DECLARED: Readonly<Record<string, Encoding | 'utf-16'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
};

const isRussianRegister = (text: string): boolean => {
  const header = /[^\r\n]+/.exec(text)?.[0] ?? '';
  return COLUMNS.every((column) => header.includes(column)) && RUSSIAN_TEXT.test(text);
};

/** ASCII without control signs, Russian letters, and what Russian offices type beside them. */
const RUSSIAN_TEXT = /^[\t\n\r\x20-\x7eА-Яа-яЁё«»„“”‘’№–—…§°\u00a0]*$/;

const decoded = (bytes: Uint8Array, encoding: Encoding): CsvText | undefined => {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
};
