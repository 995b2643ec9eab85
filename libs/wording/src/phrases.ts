/** What users read, in both languages. `{name}` is replaced by the parameter of that name. */
export type Phrases = Readonly<Record<string, { readonly ru: string; readonly en: string }>>;
