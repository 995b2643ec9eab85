import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { enrollment } from './enrollment.js';
import { people } from './people.js';
import { http } from './http.js';
import { hasPhrase } from './index.js';
import { messaging } from './messaging.js';
import { webhooks } from './webhooks.js';

test('docs/problems.md describes every problem that has words, and no other', () => {
  const page = readFileSync('docs/problems.md', 'utf8');
  const described = [...page.matchAll(/^\| `([a-z0-9-]+)` +\|/gm)].map(([, reason]) => reason ?? '');
  const worded = Object.keys({
    ...http,
    ...catalog,
    ...enrollment,
    ...people,
    ...certificates,
    ...messaging,
    ...webhooks,
  })
    .filter((key) => key.startsWith('problem.'))
    .map((key) => key.slice('problem.'.length));
  expect(described.toSorted(byText)).toEqual(worded.toSorted(byText));
});

const byText = (a: string, b: string): number => a.localeCompare(b);

// A reason that a table or a throw names and nobody wrote words for was shown to users as `problem.<reason>`.
test('every problem that the code names has words', () => {
  const sources = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/\.spec\.ts$|testing\.ts$/.test(path))
      .map((path) => readFileSync(`${folder}/${path}`, 'utf8')),
  );
  const named = sources.flatMap((text) =>
    [...text.matchAll(/new ProblemError\(\d+, '([a-z0-9-]+)'|'([a-z0-9-]+)': \{ status: \d+/g)].map(
      ([, thrown, listed]) => thrown ?? listed ?? '',
    ),
  );
  expect(named.length).toBeGreaterThan(30);
  expect([...new Set(named)].filter((reason) => !hasPhrase(`problem.${reason}`))).toEqual([]);
});
