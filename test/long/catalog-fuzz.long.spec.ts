import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anAnswer } from '../../apps/catalog/src/catalog-api.testing.js';
import { openCatalog, type Catalog } from '../../apps/catalog/src/catalog.testing.js';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog();
});
afterAll(() => catalog.close());

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  -0,
  -1,
  0.5,
  1e308,
  2 ** 63,
  2 ** 53 - 1,
  '',
  '\0',
  '\ud800',
  '__proto__',
  '1e3',
  '2020-02-30',
  '-1.00',
  [],
  {},
  'x'.repeat(2000),
);
const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'then',
  'data',
  'program',
  'result_code',
  'modules',
  '\0',
  '',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    nasty,
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(keys, fc.string()), tie('value')), { maxLength: 5 }).map(Object.fromEntries),
  ),
})).value;

/** An answer of the right shape in which one value somewhere was replaced. */
const spoiled = fc.tuple(fc.nat({ max: 40 }), fc.oneof(nasty, json)).map(([place, value]) => {
  let left = place;
  const replace = (node: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(node)) return node.map(replace);
    if (typeof node === 'object' && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, replace(inner)]));
    }
    return node;
  };
  return [replace(anAnswer())];
});

describe('whatever comes to the catalogue', () => {
  test('no body brings the import to a 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(json, spoiled), async (body) => {
        const response = await catalog.post(JSON.stringify(body));
        expect([200, 400, 422]).toContain(response.statusCode);
      }),
      { numRuns: 3000 },
    );
  });

  test('no query brings the search to a 500', async () => {
    const name = fc.constantFrom('direction', 'age', 'municipality', 'name', 'free', 'payable', 'limit', 'cursor');
    const text = fc.oneof(
      fc.constantFrom(
        '1',
        '-1',
        'true',
        '9007199254740991',
        '9007199254740992',
        '\0',
        '%',
        'artistic',
        '1e3',
        'WyIyMDIwLTAxLTAxIiwiMSJd',
      ),
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string(), fc.string()).map((position) => Buffer.from(JSON.stringify(position)).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.oneof(name, fc.string()), text), { maxLength: 4 }), async (pairs) => {
        const query = pairs
          .map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('='))
          .join('&');
        expect([200, 400]).toContain((await catalog.get(`/groups?${query}`)).statusCode);
      }),
      { numRuns: 2000 },
    );
  });

  test('no id brings the card to a 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (id) => {
        const response = await catalog.get(`/groups/${encodeURIComponent(id.toWellFormed())}`);
        expect([400, 404, 414]).toContain(response.statusCode);
      }),
      { numRuns: 500 },
    );
  });
});
