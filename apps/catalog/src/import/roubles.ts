import { kopecks, type Kopecks } from '@lib/kernel';

const ROUBLES = /^(\d{1,13})(?:\.(\d{1,2}))?$/;

/** `5028.40`, roubles as a decimal string, in whole kopecks, exactly; undefined when there is a sign or a part of a kopeck. */
export const kopecksOf = (roubles: string): Kopecks | undefined => {
  const [, whole, part = ''] = ROUBLES.exec(roubles) ?? [];
  return whole === undefined ? undefined : kopecks(Number(whole) * 100 + Number(part.padEnd(2, '0')));
};
