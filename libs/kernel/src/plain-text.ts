/** Control and format signs, line separators, private and half signs, and all that shows nothing: two ids may differ in them alone. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/u;
const BLANKS_AROUND = /^[\p{Zs}\t\r\n]+|[\p{Zs}\t\r\n]+$/gu;
const ID_LENGTH_MAX = 100;

/**
 * A text as it is compared: NFKC (full-width digits are digits, a letter and its accent are one), no blanks around it.
 * Case and alphabet stay: ОВЗ is not `ovz` (docs/rules.md §2).
 */
export const plainText = (text: string): string => text.normalize('NFKC').replace(BLANKS_AROUND, '');

/** Whether a text has signs that nobody sees. */
export const hasUnseenSigns = (text: string): boolean => UNSEEN.test(text);

/**
 * An id as it is kept and looked up, so that however it was typed it is one id; undefined for what can be none: nothing
 * at all, more than 100 characters, signs that nobody sees.
 */
export const plainId = (text: string): string | undefined => {
  const id = plainText(text);
  return id === '' || id.length > ID_LENGTH_MAX || hasUnseenSigns(id) ? undefined : id;
};
