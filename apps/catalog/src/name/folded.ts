/**
 * A name as it is compared: NFKC without signs that show nothing, in one case, with one space between words, `ё` as `е`.
 * Not the database's: its locale may know no Russian.
 */
export const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, '')
    .toLowerCase()
    // Lower case can put an accent back beside its letter.
    .normalize('NFKC')
    .replaceAll('ё', 'е')
    .replace(/\s+/g, ' ')
    .trim();
