import { plainText, type CalendarDate } from '@lib/kernel';

export const DOCUMENT_KINDS = ['birth-certificate', 'passport', 'foreign-document', 'snils'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** No id of the register begins with it. */
const NO_ID = '\u001f';
/** Letters that look the same in both alphabets: the series of a birth certificate is typed in either. */
const [CYRILLIC, LATIN] = ['АВЕКМНОРСТУХІ', 'ABEKMHOPCTYXI'];

/** A document as it is compared: however its number was typed, with blanks, hyphens or №, in either alphabet. */
export const documentText = ({ kind, number }: { readonly kind: string; readonly number: string }): string => {
  // NFKC would make two letters of №.
  const signs = number.replaceAll('№', '').normalize('NFKC').toUpperCase();
  const plain = signs.replaceAll(/[^\p{L}\p{N}]/gu, '').replaceAll(/./gu, inLatin);
  return [NO_ID, 'document', kind, plain].join(NO_ID);
};

/**
 * A name with a birth date as they are compared. A hint and no proof: two children may share both, and the middle name,
 * which one document has and another has not, is left out.
 */
export const nameText = (child: {
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: CalendarDate;
}): string => [NO_ID, 'name', plainName(child.lastName), plainName(child.firstName), child.birthDate].join(NO_ID);

const inLatin = (sign: string): string => LATIN[CYRILLIC.indexOf(sign)] ?? sign;

const plainName = (name: string): string =>
  plainText(name)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\p{Z}\p{Pd}]+/gu, ' ');
