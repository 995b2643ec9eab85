import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { enrollment } from './enrollment.js';
import { http } from './http.js';
import { messaging } from './messaging.js';

test('docs/problems.md describes every problem that has words, and no other', () => {
  const page = readFileSync('docs/problems.md', 'utf8');
  const described = [...page.matchAll(/^\| `([a-z0-9-]+)` +\|/gm)].map(([, reason]) => reason ?? '');
  const worded = Object.keys({ ...http, ...catalog, ...enrollment, ...certificates, ...messaging })
    .filter((key) => key.startsWith('problem.'))
    .map((key) => key.slice('problem.'.length));
  expect(described.toSorted(byText)).toEqual(worded.toSorted(byText));
});

const byText = (a: string, b: string): number => a.localeCompare(b);
