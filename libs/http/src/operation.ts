import type { OpenAPIObject } from '@nestjs/swagger';
import { locationOf } from './created.js';

/** What an operation takes and gives, as the OpenAPI document says it. */
export type Operation = {
  /** The names of its query parameters. */
  readonly query: ReadonlySet<string>;
  /** The media types of its body; none: it takes no body. */
  readonly takes: readonly string[];
  /** The media types of its answers; none: what it gives has no media type. */
  readonly gives: readonly string[];
  /** The `Location` of what it created, or has begun. */
  readonly location: ((answer: unknown) => string | undefined) | undefined;
};

/** The operation of a method and a route (`/groups/:groupId`); undefined where the document has none. */
export const operationsOf = (document: OpenAPIObject): ((method: string, route: string) => Operation | undefined) => {
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries(document.paths))
    for (const method of METHODS) {
      const described = item[method];
      if (described) operations.set(`${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operationOf(described));
    }
  return (method, route) => operations.get(`${method === 'HEAD' ? 'get' : method.toLowerCase()} ${route}`);
};

/** The methods that a path of a document may have. */
export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

type Described = NonNullable<OpenAPIObject['paths'][string]['get']>;

const operationOf = ({ parameters = [], requestBody, responses }: Described): Operation => ({
  query: new Set(parameters.flatMap((it) => ('in' in it && it.in === 'query' ? [it.name] : []))),
  takes: requestBody && 'content' in requestBody ? Object.keys(requestBody.content) : [],
  gives: givenBy(responses),
  location: locationOf(responses['201'] ?? responses['202']),
});

const givenBy = (responses: Described['responses']): readonly string[] => {
  const types = (isSuccess: boolean): readonly (readonly string[])[] =>
    Object.entries(responses)
      .filter(([status]) => status < '300' === isSuccess)
      .map(([, it]) => (it && 'content' in it ? Object.keys(it.content ?? {}) : []));
  const successes = types(true);
  if (successes.length === 0 || successes.some((some) => some.length === 0)) return [];
  return [...new Set([...successes, ...types(false)].flat())];
};
