/**
 * What users read, in both languages: ICU messages. An argument is shown as it is (`{name}`), as a number
 * (`{n, number}`), as money (`{kopecks, number, roubles}`), as a month or a day (`{month, date, month}`,
 * `{day, date, day}`), or chooses the words around it (`{n, plural, one {…} other {…}}`).
 */
export type Phrases = Readonly<Record<string, { readonly ru: string; readonly en: string }>>;
