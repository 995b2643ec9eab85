/**
 * Whether a request with this `Accept` takes one of the media types (RFC 9110 §12.5.1). The most particular range that
 * names a type decides about it, and `q=0` refuses. Parameters but `q` are not looked at. No header takes everything.
 */
export const isAcceptable = (accept: string | undefined, types: readonly string[]): boolean => {
  if (accept === undefined || accept.trim() === '') return true;
  const ranges = accept.split(',').map(rangeOf);
  return types.some((type) => qualityOf(type, ranges) > 0);
};

type Range = { readonly range: string; readonly quality: number };

const rangeOf = (text: string): Range => {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.flatMap((parameter) => /^q\s*=\s*(\S+)$/.exec(parameter)?.[1] ?? [])[0];
  if (quality === undefined) return { range, quality: 1 };
  return { range, quality: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0 };
};

const qualityOf = (type: string, ranges: readonly Range[]): number => {
  for (const name of [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*']) {
    const named = ranges.filter(({ range }) => range === name);
    if (named.length > 0) return Math.max(...named.map(({ quality }) => quality));
  }
  return 0;
};
