export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * The canonical JSON of RFC 8785, for whole numbers only: no spaces, the keys of every object in the order of their UTF-16
 * code units, the shortest escapes. Two equal values have equal text, in every language.
 * @throws TypeError for what has no exact canonical form: a fraction, an unsafe integer, undefined, a lone surrogate, an
 * instance of a class.
 */
export const canonicalJson = (value: JsonValue): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) return object(value as JsonObject);
  throw new TypeError(`no canonical JSON: ${typeof value === 'number' ? value : typeof value}`);
};

// JSON.stringify escapes a string exactly as RFC 8785 §3.2.2.2 asks, except that it lets lone surrogates through.
const text = (value: string): string => {
  if (!value.isWellFormed()) throw new TypeError('no canonical JSON: a lone surrogate');
  return JSON.stringify(value);
};

const object = (value: JsonObject): string => {
  const member = (key: string): string => `${text(key)}:${canonicalJson(value[key] as JsonValue)}`;
  return `{${Object.keys(value).sort().map(member).join(',')}}`;
};

// By shape, not by identity: a plain object of another realm has another Object.prototype.
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
