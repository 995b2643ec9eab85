import { kopecks, type Kopecks } from '@lib/kernel';

const ROUBLES = /^(\d{1,13})(?:\.(\d{1,2}))?$/;
/** Ten million roubles: far above any module, and low enough that every sum of a region is a safe integer. */
const KOPECKS_MAX = 1_000_000_000;

/**
 * `5028.40`, roubles as a decimal string, in whole kopecks, exactly; undefined when there is a sign or a part of a
 * kopeck, or more than ten million roubles.
 */
export const kopecksOf = (roubles: string): Kopecks | undefined => {
  const [, whole, part = ''] = ROUBLES.exec(roubles) ?? [];
  if (whole === undefined) return undefined;
  const amount = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return amount > KOPECKS_MAX ? undefined : kopecks(amount);
};
