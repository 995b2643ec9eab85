import { beforeAll, describe, expect, it } from '@jest/globals';
import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiTexts } from './openapi-files.js';
import { documentsOf, filesOf, openServices, operationsIn, type Document } from './openapi.js';

// What was lost: the documents were compared with themselves only. A foreign reader found 14 references to nothing where
// the money is, imports without a schema, and a page that was said to be an array.

let documents: Readonly<Record<string, Document>>;
beforeAll(async () => {
  const services = await openServices();
  documents = await documentsOf(services);
  await services.close();
});

it('docs/openapi is what the services say: `npm run openapi` writes it', () => {
  const said = filesOf(documents);
  const names = ['catalog.json', 'certificates.json', 'enrollment.json', 'operations.json', 'webhooks.json'];
  expect([...said.keys()]).toEqual(names);
  expect(openApiTexts()).toEqual(said);
});

describe.each(['catalog', 'certificates', 'enrollment', 'operations', 'webhooks'])('the document of %s', (name) => {
  it('is OpenAPI 3.1, says a validator that is not ours', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(documents[name] as object) as Record<string, unknown>)).toEqual({
      valid: true,
    });
    expect(validator.version).toBe('3.1');
  });

  it('has nothing that a linter which is not ours finds', async () => {
    const found = await lintDocument({
      document: makeDocumentFromString(JSON.stringify(documents[name]), `${name}.json`),
      externalRefResolver: new BaseResolver(),
      config: await createConfig({ extends: ['recommended-strict'] }),
    });
    expect(found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`)).toEqual([]);
  });

  // What was lost: a slow request and one with long first lines are refused before it is known what they ask for, and no
  // operation named that. What is answered was held against `default`, which describes everything.
  it('says of every operation what may be answered before it is known which is asked', () => {
    for (const { method, path, operation } of operationsIn(documents[name] as Document))
      for (const status of ['400', '408', '431'])
        expect([method, path, status, operation.responses[status]?.description]).toEqual([
          method,
          path,
          status,
          expect.stringContaining('`malformed-request`'),
        ]);
  });

  it('says what every body is, and where what a 201 created is', () => {
    for (const { method, path, operation } of operationsIn(documents[name] as Document)) {
      const at = `${method} ${path}`;
      for (const schema of schemasOf(operation.requestBody?.content))
        expect([at, fieldsOf(schema)]).not.toEqual([at, '{}']);
      for (const [status, { content, headers }] of Object.entries(operation.responses)) {
        for (const schema of schemasOf(content)) expect([at, status, fieldsOf(schema)]).not.toEqual([at, status, '{}']);
        if (status === '201') expect([at, headers]).toEqual([at, { Location: expect.anything() }]);
      }
    }
  });
});

const schemasOf = (content: object = {}): readonly unknown[] =>
  Object.values(content).map(({ schema }: { schema?: unknown }) => schema ?? {});

/** What a schema says beside its words. */
const fieldsOf = (schema: unknown): string => {
  const { description: _, example: __, ...rest } = schema as Readonly<Record<string, unknown>>;
  return JSON.stringify(rest['type'] === 'object' && Object.keys(rest).length === 1 ? {} : rest);
};
