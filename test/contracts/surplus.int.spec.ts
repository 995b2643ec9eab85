import { asPerson, authorizationFor } from '../support/login.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { announce, seedOfRun } from '../support/chance.js';
import { documentsOf, openServices, operationsIn, type DescribedOperation, type DescribedServices } from './openapi.js';

// What was lost: an unknown parameter was refused only where a DTO read the query. Nobody asked every endpoint.

const WRONG_EACH = 30;
const seed = seedOfRun();

type Endpoint = {
  readonly name: string;
  readonly url: string;
  readonly method: string;
  readonly operation: DescribedOperation;
};

let services: DescribedServices;
let endpoints: readonly Endpoint[];
beforeAll(async () => {
  announce(`surplus: SEED=${seed}`);
  services = await openServices();
  const documents = await documentsOf(services);
  endpoints = Object.entries(documents).flatMap(([service, document]) =>
    operationsIn(document).map(({ path, method, operation }) => ({
      name: `${method} ${service} ${path}`,
      url: `${services.urls[service]}${path.replaceAll(/\{\w+\}/g, '0199d0f0-7c00-7000-8000-000000000001')}`,
      method,
      operation,
    })),
  );
});
afterAll(() => services.close());

const send = async ({ method, operation }: Endpoint, url: string, more: { headers?: object; body?: string } = {}) => {
  const [type] = Object.keys(operation.requestBody?.content ?? { 'application/json': {} });
  const headers = {
    'idempotency-key': 'surplus',
    // A child is claimed, and registered, by a person, which says who it is itself.
    ...(await (url.includes('/parents/me') ||
    (method === 'POST' && /\/(guardianships|registrations(\/[^/]+\/withdraw)?)(\?|$)/.test(url))
      ? asPerson(url, 'parent')
      : authorizationFor(url))),
    ...(method === 'GET' ? {} : { 'content-type': type }),
    ...more.headers,
  };
  const body = method === 'GET' ? {} : { body: more.body ?? (type === 'text/csv' ? 'a' : '{}') };
  const response = await fetch(url, { method, headers: headers as Record<string, string>, ...body });
  const problem = (await response.json().catch(() => ({}))) as { type?: string; errors?: { pointer: string }[] };
  return { status: response.status, type: problem.type, places: (problem.errors ?? []).map(({ pointer }) => pointer) };
};

const named = ({ parameters = [] }: DescribedOperation): readonly string[] =>
  parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []));

/** Parameters that the endpoint does not take: of no endpoint, of another one, nearly one of its own, its own twice. */
const wrongQuery = (operation: DescribedOperation): fc.Arbitrary<readonly [name: string, value: string][]> => {
  const own = named(operation);
  const strange = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom('__proto__', 'constructor', 'limit[]', 'limit ', '$where', 'asOf', 'dryRun', 'page', 'q', 'format'),
    fc.constantFrom(...(own.length > 0 ? own : ['id'])).map((name) => name.toUpperCase()),
    fc.constantFrom(...(own.length > 0 ? own : ['id'])).map((name) => `${name}_`),
  );
  const one = fc.tuple(
    strange.filter((name) => !own.includes(name)),
    fc.string({ maxLength: 10 }),
  );
  if (own.length === 0) return one.map((pair) => [pair]);
  const twice = fc
    .tuple(fc.constantFrom(...own), fc.string({ maxLength: 5 }))
    .map(([name, value]) => [[name, value] as [string, string], [name, '1'] as [string, string]]);
  return fc.oneof({ weight: 4, arbitrary: one.map((pair) => [pair]) }, { weight: 1, arbitrary: twice });
};

const shown = (name: string): string => `?${name.toWellFormed().replaceAll('\0', '\ufffd')}`;

describe('every endpoint', () => {
  it(`refuses ${WRONG_EACH} wrong parameters each, by name`, async () => {
    const taken: string[] = [];
    for (const [index, endpoint] of endpoints.entries()) {
      const queries = fc.sample(wrongQuery(endpoint.operation), { numRuns: WRONG_EACH, seed: seed + index });
      for (const query of queries) {
        const pairs = query.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]);
        const search = new URLSearchParams(pairs).toString();
        const { status, type, places } = await send(endpoint, `${endpoint.url}?${search}`);
        const isNamed = query.every(([name]) => places.includes(shown(name)));
        if (status !== 400 || type !== '/problems/invalid-request' || !isNamed)
          taken.push(`${endpoint.name} ?${search}: ${status} ${type} ${places.join()}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it('refuses what its body does not take, or any body where it takes none', async () => {
    const answers = await Promise.all(
      endpoints
        .filter(({ method, operation }) => method !== 'GET' && !operation.requestBody?.content['text/csv'])
        .map(
          async (endpoint) => [endpoint.name, await send(endpoint, endpoint.url, { body: '{"surplus":1}' })] as const,
        ),
    );
    // A file is refused by a problem of its own.
    for (const [name, { status, places }] of answers) {
      expect([name, [400, 422].includes(status)]).toEqual([name, true]);
      if (!name.endsWith('/imports')) expect([name, places]).toEqual([name, expect.arrayContaining(['/surplus'])]);
    }
  });

  it('refuses a key that stands twice, whatever the object is', async () => {
    for (const endpoint of endpoints.filter(({ operation }) => operation.requestBody?.content['application/json'])) {
      const { status, type, places } = await send(endpoint, endpoint.url, { body: '[{"a":1,"\\u0061":1}]' });
      expect([endpoint.name, status, type]).toEqual([endpoint.name, 400, '/problems/invalid-request']);
      expect([endpoint.name, places]).toEqual([endpoint.name, expect.arrayContaining(['/0/a'])]);
    }
  });

  it('answers 406 where it has nothing of the kind, and only there', async () => {
    for (const endpoint of endpoints) {
      const [given] = Object.entries(endpoint.operation.responses).find(([status]) => status < '300') ?? [];
      const types = Object.keys(endpoint.operation.responses[given ?? '']?.content ?? {});
      const [type] = types;
      // One that only says where it has moved gives nothing.
      if (type === undefined) continue;
      const refused = [...types, 'application/problem+json'].map((one) => `${one};q=0`).join(', ');
      const status = async (accept: string) => (await send(endpoint, endpoint.url, { headers: { accept } })).status;
      for (const accept of ['image/png', `${refused}, */*`, '*/*;q=0'])
        expect([endpoint.name, accept, await status(accept)]).toEqual([endpoint.name, accept, 406]);
      for (const accept of ['*/*', type, `image/png, ${type.split('/')[0]}/*;q=0.1`])
        expect([endpoint.name, accept, await status(accept)]).not.toEqual([endpoint.name, accept, 406]);
    }
  });
});
