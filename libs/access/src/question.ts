import { createHash } from 'node:crypto';

/**
 * A question of one service to another in few letters, which both of them come to: SHA-256 in base64url of its fields in
 * the order of their names. Fields without a value count as left out.
 */
export const questionDigest = (question: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(question).filter(([, value]) => value !== undefined);
  const ordered = given.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('base64url');
};
