/** A parameter in PostgreSQL's text form; the server knows its type. */
export const asText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return `\\x${hex(value)}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return listText(value);
  return JSON.stringify(value);
};

/**
 * A list in PostgreSQL's text form. JSON writes texts, numbers and flags as PostgreSQL reads them, many times faster than
 * they are written one by one, but for the characters that only JSON has escapes for.
 */
export const listText = (list: readonly unknown[]): string => {
  if (list.every(isPlain)) {
    const json = JSON.stringify(list);
    if (!ESCAPED_BY_JSON.test(json)) return `{${json.slice(1, -1)}}`;
  }
  return `{${list.map(asElement).join(',')}}`;
};

const ESCAPED_BY_JSON = /\\[^"\\]/;

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value) || value === null;

const asElement = (value: unknown): string => {
  if (Array.isArray(value)) return listText(value);
  if (value instanceof Uint8Array) return `"\\\\x${hex(value)}"`;
  const text = asText(value);
  return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};

const hex = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex');
