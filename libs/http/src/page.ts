import { ProblemError } from './problem.js';
import { IsCount, IsCodeField } from './fields.js';
import { isStorableText } from './request-guard.js';

export const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 500;

/** The query of every list; extend it with the list's own criteria. */
export class PageQuery {
  @IsCount({ optional: true, min: 1, max: LIMIT_MAX, description: 'How many items at most, 100 unless told.' })
  readonly limit?: number;

  @IsCodeField({ optional: true, max: 2000, description: '`next` of the page before.' })
  readonly cursor?: string;
}

export type Page<T> = { readonly items: readonly T[]; readonly next?: string };

/** The place after an item, opaque to clients. */
export const encodeCursor = (position: readonly string[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * The place a cursor of `encodeCursor` names: exactly `length` strings.
 * @throws ProblemError 400 `invalid-cursor`
 */
export const decodeCursor = (cursor: string, length: number): readonly string[] => {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(position) &&
      position.length === length &&
      position.every((part): part is string => typeof part === 'string' && isStorableText(part))
    ) {
      return position;
    }
  } catch {
    // Not JSON: answered below like everything else that is not ours.
  }
  throw new ProblemError(400, 'invalid-cursor');
};

/**
 * The number that a cursor of one place names, where rows are numbered; undefined without a cursor.
 * @throws ProblemError 400 `invalid-cursor`
 */
export const numberIn = (cursor: string | undefined): number | undefined => {
  if (cursor === undefined) return undefined;
  const [number = ''] = decodeCursor(cursor, 1);
  if (!/^\d{1,15}$/.test(number)) throw new ProblemError(400, 'invalid-cursor');
  return Number(number);
};

/** A page of rows that were asked for with `limit + 1`: the one too many tells that there is a next page. */
export const pageOf = <T>(rows: readonly T[], limit: number, positionOf: (row: T) => readonly string[]): Page<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: encodeCursor(positionOf(last)) } : { items };
};
