import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  GROUP,
  openDatabase,
  openEnrollment,
  type RunningEnrollment,
} from '../../apps/enrollment/src/enrollment.testing.js';

// FUZZ_SEED=… repeats a run.
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

let service: RunningEnrollment;
let id: string;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
  id = (await service.apply()).id;
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\uD800',
    '__proto__',
    "'; DROP TABLE enrollment.children; --",
    '9'.repeat(400),
    '../..',
    '%',
  ),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 2 ** 31, 2 ** 53, 1e308, -0.5));
const scalar = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('1', GROUP, '2020-10-02', '2020-10', 'family', '2020-02-30', '9999-12-31', '0000-00-00', '2200-12'),
);
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
const name = fc.constantFrom(
  'childId',
  'groupId',
  'start',
  'by',
  'month',
  'held',
  'planned',
  '__proto__',
  'constructor',
  'x',
);
const body = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(name, value) },
  { weight: 2, arbitrary: fc.record({ childId: value, groupId: value, start: value }) },
  { weight: 2, arbitrary: fc.record({ groupId: value, month: value, held: value, planned: value }) },
  { weight: 2, arbitrary: fc.record({ coPaymentAtMostKopecks: value, textVersion: value, paper: value }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const segment = fc.oneof(text, fc.uuid(), fc.constant('known')).map((part) => (part === 'known' ? id : encode(part)));
const encode = (part: string): string => encodeURIComponent(part.toWellFormed());
const action = fc.constantFrom('accept', 'refuse', 'withdraw', 'consent', 'conclude', 'terminate', 'dance', '');

const post = fc.record({
  path: fc.oneof(
    fc.constantFrom('/applications', '/lessons', '/children/imports'),
    fc.tuple(segment, action).map(([which, what]) => `/applications/${which}/${what}`),
  ),
  payload: fc.oneof(
    { weight: 8, arbitrary: body.map((json) => ({ type: 'application/json', text: JSON.stringify(json) })) },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('application/json', 'text/csv', 'text/plain'), text }) },
  ),
  prefer: fc.constantFrom('wait=0', 'wait=x', 'wait=-1', 'respond-async'),
  key: fc.oneof(fc.uuid(), fc.constantFrom('same', '', 'ключ')),
});
const get = fc.oneof(
  segment.map((part) => `/applications/${part}`),
  segment.map((part) => `/children/${part}`),
  fc
    .array(fc.tuple(fc.constantFrom('state', 'group', 'childId', 'limit', 'cursor', 'x'), scalar.map(String)))
    .map((query) => `/applications?${query.map(([key, of]) => `${key}=${encode(of)}`).join('&')}`),
);

describe(`whatever is sent (seed ${seed})`, () => {
  it('a POST is never answered with a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(post, async ({ path, payload, prefer, key }) => {
        const answer = await service.app.inject({
          method: 'POST',
          url: path,
          headers: { 'content-type': payload.type, 'idempotency-key': key, prefer },
          payload: payload.text,
        });
        expect(answer.statusCode).toBeLessThan(500);
      }),
      { seed, numRuns: 3000 },
    );
  });

  it('nor is a GET', async () => {
    await fc.assert(
      fc.asyncProperty(get, async (url) => {
        expect((await service.app.inject({ method: 'GET', url })).statusCode).toBeLessThan(500);
      }),
      { seed, numRuns: 1500 },
    );
  });

  it('a register of children is taken or answered with its faults, and what is taken is there', async () => {
    const field = fc.oneof(text, fc.constantFrom('24-1', '24-2', '2008-06-26', '2442', 'general', '"', '""'));
    const line = fc.oneof(
      fc.array(field, { maxLength: 5 }).map((fields) => fields.join(',')),
      fc.tuple(text, field, field, field).map((fields) => fields.join(',')),
      fc
        .tuple(fc.uuid(), fc.constantFrom('2008-06-26', '2008-06-31'), fc.constantFrom('1', 'x'), fc.constant(''))
        .map(String),
    );
    const file = fc
      .array(line, { maxLength: 20 })
      .map((lines) => ['childId,birthDate,municipality,category', ...lines].join('\n'));
    const count = async () => {
      const [row] = await service.database.query<{ children: number }>(
        'SELECT count(*) AS children FROM enrollment.children',
      );
      return row?.children ?? 0;
    };
    await fc.assert(
      fc.asyncProperty(file, async (csv) => {
        const before = await count();
        const { status, body: report } = await service.post('/children/imports', csv, { 'content-type': 'text/csv' });
        expect([200, 400, 422]).toContain(status);
        const { created } = (report.changed as { created: number } | undefined) ?? { created: 0 };
        expect((await count()) - before).toBe(created);
      }),
      { seed, numRuns: 500 },
    );
  });
});
