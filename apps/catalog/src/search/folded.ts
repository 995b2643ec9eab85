/** A name as it is compared: in one case, with one space between words, `ё` as `е`. Not the database's: its locale may know no Russian. */
export const folded = (name: string): string => name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
