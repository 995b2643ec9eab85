import { describe, expect, it } from '@jest/globals';
import { isCalendarDate } from '@lib/kernel';
import { operationsExamples } from '@lib/operations';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { catalogExamples } from '../../apps/catalog/src/catalog.examples.js';
import { certificatesExamples } from '../../apps/certificates/src/certificates.examples.js';
import { enrollmentExamples } from '../../apps/enrollment/src/enrollment.examples.js';
import { isUuid } from '@lib/http';
import type { JsonSchema } from './contract.js';
import { openApiTexts } from './openapi-files.js';
import { operationsIn, type Document } from './openapi.js';

const documents = [...openApiTexts()].map(([name, text]) => [name, JSON.parse(text) as Document] as const);

/** A body that an operation takes or gives where all is well. */
type Body = { readonly at: string; readonly schema: JsonSchema };

const bodiesOf = (document: Document): readonly Body[] =>
  operationsIn(document).flatMap(({ method, path, operation: { requestBody, responses } }) => [
    ...schemasIn(`${method} ${path}`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      status < '300' ? schemasIn(`${method} ${path}, ${status}`, content) : [],
    ),
  ]);

const schemasIn = (at: string, content: object = {}): readonly Body[] =>
  Object.entries(content).map(([type, { schema }]: [string, { schema: JsonSchema }]) => ({
    at: `${at}, ${type}`,
    schema,
  }));

const examplesOf = (document: Document, { $ref: reference, example, examples }: JsonSchema): readonly unknown[] => {
  if (typeof reference === 'string')
    return examplesOf(
      document,
      document.components.schemas[reference.slice('#/components/schemas/'.length)] as JsonSchema,
    );
  return [...((examples as readonly unknown[] | undefined) ?? []), ...(example === undefined ? [] : [example])];
};

const validatorOf = (document: Document): ((schema: JsonSchema, value: unknown) => readonly unknown[]) => {
  const formats = {
    uuid: isUuid,
    date: isCalendarDate,
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
    'uri-reference': true,
    uri: true,
    int64: true,
  } as const;
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats });
  ajv.addSchema(document, 'document');
  return (schema, value) => {
    const { $ref: reference } = schema;
    const validate = ajv.compile(typeof reference === 'string' ? { $ref: `document${reference}` } : schema);
    validate(value);
    return validate.errors ?? [];
  };
};

describe.each(documents)('%s', (_, document) => {
  const bodies = bodiesOf(document);
  const faultsBy = validatorOf(document);

  it('has an example of every body that is taken, and of every answer where all is well, but of files', () => {
    const without = bodies.filter(
      ({ schema }) => schema['type'] !== 'string' && examplesOf(document, schema).length === 0,
    );
    expect(without.map(({ at }) => at)).toEqual([]);
  });

  it('has no example that is not as its schema says', () => {
    for (const { at, schema } of bodies)
      for (const example of examplesOf(document, schema)) expect([at, faultsBy(schema, example)]).toEqual([at, []]);
  });

  it('would find one', () => {
    const { at, schema } = bodies.find(({ schema: { $ref: reference } }) => reference !== undefined) as Body;
    expect([at, faultsBy(schema, {})]).not.toEqual([at, []]);
  });
});

it.each([
  ['catalog.json', catalogExamples],
  ['certificates.json', certificatesExamples],
  ['enrollment.json', enrollmentExamples],
  ['operations.json', operationsExamples],
])('%s has the schema of every example that there is for it', (name, examples) => {
  const [, document] = documents.find(([other]) => other === name) ?? [];
  expect(Object.keys(examples).filter((schema) => !document?.components.schemas[schema])).toEqual([]);
});
