import { posix } from 'node:path';
import type { SourceFile } from './tidy.js';

/** One slice needs another: it imports a file of it, or its SQL names a table of it. `at` is the file that does. */
export type Need = { readonly from: string; readonly to: string; readonly at: string };

const SLICE = /^apps\/(catalog|enrollment|certificates|webhooks)\/src\/([^/]+)\//;

/** The slice of a file, a business folder of a service: `catalog/search`. None for what stands beside the folders. */
export const sliceOf = (path: string): string | undefined => {
  const [, service, folder] = SLICE.exec(path) ?? [];
  return folder && `${service}/${folder}`;
};

/** Which slices import which, in specs too. */
export const importsBetween = (files: readonly SourceFile[]): readonly Need[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].flatMap(([, target = '']) =>
      needOf(sliceOf(path), sliceOf(posix.join(posix.dirname(path), target)), path),
    ),
  );

export const needOf = (from: string | undefined, to: string | undefined, at: string): readonly Need[] =>
  from === undefined || to === undefined || from === to ? [] : [{ from, to, at }];

/** Every need that closes a circle, direct or through other slices. */
export const circlesIn = (needs: readonly Need[]): readonly string[] => {
  const reach = (from: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
    for (const { to } of needs.filter((need) => need.from === from)) if (!seen.has(to)) reach(to, seen.add(to));
    return seen;
  };
  return needs
    .filter(({ from, to }) => reach(to).has(from))
    .map(({ from, to, at }) => `${at} circle: ${from} needs ${to}, which needs it`);
};
