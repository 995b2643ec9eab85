import type { Policy } from '@lib/access';
import type { OpenAPIObject } from '@nestjs/swagger';
import { METHODS } from './operation.js';
import { PROBLEM_SCHEMA, addProblems } from './problem.openapi.js';
import { isUncounted } from './request-access.js';

/**
 * Of the HTTP APIs of all services. Once a version is released (docs/openapi/released), the next change raises it: the last
 * number for words, the middle one for what is new.
 */
export const API_VERSION = '1.1.0';

/** What bodies look like, by the names of their schemas: the one place that a document has its examples from. */
export type Examples = Readonly<Record<string, unknown>>;

const SCHEMAS = '#/components/schemas/';
const LOGIN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'An access token of the OpenID Connect issuer that the installation trusts.',
};

/**
 * What the generator leaves out: the problems of every operation, schemas by their title in one place, their examples, and
 * who may ask.
 * @param policy a line for every operation; undefined: nobody is asked who he is
 * @throws Error for an operation without a line: what nobody has thought of is not served
 * @throws Error for a reference that leads nowhere: a document with one is of no use to whoever generates a client
 */
export const finishDocument = (document: OpenAPIObject, policy?: Policy, examples: Examples = {}): OpenAPIObject => {
  const forgotten: string[] = [];
  const schemas: Record<string, unknown> = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  for (const [address, path] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (!operation) continue;
      const name = `${method.toUpperCase()} ${address}`;
      const line = policy?.[name];
      if (policy && line === undefined) forgotten.push(name);
      addProblems(operation, {
        needsLogin: line !== undefined && line !== 'anyone',
        isCounted: policy !== undefined && !isUncounted(address),
      });
      if (line === 'anyone') operation.security = [];
      // The generator takes every header that a handler reads for required.
      for (const parameter of operation.parameters ?? [])
        if ('in' in parameter && parameter.in === 'header' && parameter.name !== 'Idempotency-Key')
          parameter.required = false;
    }
  const paths = withTitledApart(document.paths, schemas) as OpenAPIObject['paths'];
  for (const [name, schema] of Object.entries(schemas)) schemas[name] = withTitledApart(schema, schemas, name);
  for (const [name, example] of Object.entries(examples))
    if (Object.hasOwn(schemas, name)) schemas[name] = { ...(schemas[name] as object), examples: [example] };
  if (forgotten.length > 0) throw new Error(`no policy says who may: ${forgotten.join(', ')}`);
  const finished = {
    ...document,
    security: policy ? [{ login: [] }] : [],
    paths,
    components: { ...document.components, ...(policy ? { securitySchemes: { login: LOGIN } } : {}), schemas },
  } as OpenAPIObject;
  const lost = [...new Set(referencesIn(finished))].filter(
    (reference) => !Object.hasOwn(schemas, reference.slice(SCHEMAS.length)),
  );
  if (lost.length > 0) throw new Error(`the OpenAPI document refers to what is not there: ${lost.join(', ')}`);
  return finished;
};

/** Moves every schema with a `title` to the components and leaves a reference. `name` is that of the schema itself. */
const withTitledApart = (part: unknown, schemas: Record<string, unknown>, name?: string): unknown => {
  if (Array.isArray(part)) return part.map((item) => withTitledApart(item, schemas));
  if (typeof part !== 'object' || part === null) return part;
  const { title } = part as { readonly title?: unknown };
  const inner = Object.fromEntries(
    Object.entries(part)
      .filter(([key, value]) => key !== 'title' || typeof value !== 'string')
      .map(([key, value]) => [key, VALUES.has(key) ? value : withTitledApart(value, schemas)]),
  );
  if (typeof title !== 'string' || title === name) return inner;
  schemas[title] ??= inner;
  return { $ref: `${SCHEMAS}${title}` };
};

/** Members of a schema that hold values and no schemas. */
const VALUES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);

const referencesIn = (part: unknown): readonly string[] => {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    key === '$ref' && typeof value === 'string' ? [value] : referencesIn(value),
  );
};
