/** An amount as people type it, `1 234,56` or `1234.5`, in kopecks; undefined: it is none. */
export const kopecksIn = (typed: string): number | undefined => {
  const [, roubles, kopecks = ''] = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(typed.replaceAll(/[\s\u00a0]/g, '')) ?? [];
  return roubles === undefined ? undefined : Number(roubles) * 100 + Number(kopecks.padEnd(2, '0'));
};

/** Kopecks as they are typed into a form. */
export const typedRoubles = (kopecks: number): string => {
  const digits = String(kopecks).padStart(3, '0');
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
};
