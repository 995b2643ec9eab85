import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCatalog, type Catalog } from './catalog.testing.js';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog();
});
afterAll(() => catalog.close());

test('every operation describes its answers', async () => {
  const { paths } = (await catalog.get('/openapi.json')).json<{
    paths: Record<
      string,
      Record<string, { responses: Record<string, { content?: Record<string, { schema: unknown }> }> }>
    >;
  }>();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => [`${method} ${path}`, responses] as const),
  );
  expect(operations.map(([name]) => name)).toEqual([
    'post /imports',
    'get /exports/programs',
    'get /groups',
    'get /groups/{groupId}',
    'get /providers',
  ]);
  for (const [, responses] of operations) {
    expect(responses).toHaveProperty('default');
    expect(responses['200']?.content?.['application/json']?.schema).toHaveProperty('$ref');
  }
});
