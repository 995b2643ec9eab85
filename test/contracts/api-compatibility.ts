import type { JsonSchema } from './contract.js';
import { schemaChanges, type SchemaChange } from './schema-change.js';

/** An OpenAPI document as far as it binds both sides. */
export type Api = {
  readonly info: { readonly version: string };
  readonly security?: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
};

export type ApiOperation = {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, ApiResponse>>;
};

type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
};
type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;
type ApiResponse = { readonly content?: Content; readonly headers?: Readonly<Record<string, unknown>> };

/**
 * What of an API would break a client of a released one: a sentence for every reason, none when nothing would. A client
 * sends what it sent, and goes on reading what it read: an API may take more and tell more. What it tells of an enumeration
 * may get new values, as an object may get new fields; a problem may be new, for clients decide by the types they know.
 */
export const apiBreaks = (released: Api, current: Api): readonly string[] =>
  Object.entries(released.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, was]) => {
      const is = current.paths[path]?.[method];
      const faults = is ? operationBreaks([released, was], [current, is]) : [': the operation is gone'];
      return faults.map((fault) => `${method.toUpperCase()} ${path}${fault}.`);
    }),
  );

type In<T> = readonly [document: Api, what: T];

const operationBreaks = ([then, was]: In<ApiOperation>, [now, is]: In<ApiOperation>): readonly string[] => [
  ...(was.operationId === is.operationId
    ? []
    : [`: its id ${was.operationId} has become ${is.operationId}, and generated clients call it by that`]),
  ...(isOpen(then, was) && !isOpen(now, is) ? [': it needs a login now'] : []),
  ...parameterBreaks([then, was.parameters ?? []], [now, is.parameters ?? []]),
  ...bodyBreaks([then, was.requestBody], [now, is.requestBody]),
  ...successBreaks([then, was.responses], [now, is.responses]),
];

const isOpen = (document: Api, { security = document.security ?? [] }: ApiOperation): boolean => security.length === 0;

const parameterBreaks = (
  [then, before]: In<readonly Parameter[]>,
  [now, after]: In<readonly Parameter[]>,
): readonly string[] => {
  const named = (all: readonly Parameter[]) => new Map(all.map((one) => [`${one.in} parameter ${one.name}`, one]));
  const [wereThere, areThere] = [named(before), named(after)];
  const fresh = [...areThere].flatMap(([name, { required }]) =>
    required && !wereThere.has(name) ? [`, ${name}: it is new and required`] : [],
  );
  const kept = [...wereThere].flatMap(([name, was]) => {
    const is = areThere.get(name);
    if (!is) return [`, ${name}: it is gone`];
    return [
      ...(is.required && !was.required ? [`, ${name}: it has become required`] : []),
      ...requestBreaks([then, was.schema], [now, is.schema]).map((fault) => `, ${name}${fault}`),
    ];
  });
  const hasQuery = (all: readonly Parameter[]) => all.some((one) => one.in === 'query');
  const first =
    hasQuery(after) && !hasQuery(before)
      ? [': it has taken no query, and generated clients have other arguments where one is taken']
      : [];
  return [...kept, ...fresh, ...first];
};

const bodyBreaks = (
  [then, was]: In<ApiOperation['requestBody']>,
  [now, is]: In<ApiOperation['requestBody']>,
): readonly string[] => {
  if (!was) return is?.required ? [': it needs a body now'] : [];
  if (!is) return [': it takes no body any more'];
  return [
    ...(is.required && !was.required ? [': its body has become required'] : []),
    ...Object.entries(was.content).flatMap(([type, { schema }]) => {
      const after = is.content[type];
      if (!after) return [`: it takes no ${type} any more`];
      return requestBreaks([then, schema], [now, after.schema]).map((fault) => `, the body${fault}`);
    }),
  ];
};

const successBreaks = (
  [then, before]: In<ApiOperation['responses']>,
  [now, after]: In<ApiOperation['responses']>,
): readonly string[] => {
  const [were, are] = [successesOf(before), successesOf(after)];
  return [
    ...[...are.keys()].flatMap((status) => (were.has(status) ? [] : [`: it answers ${status}, which is new`])),
    ...[...were].flatMap(([status, was]) => {
      const is = are.get(status);
      if (!is) return [`: it does not answer ${status} any more`];
      return answerBreaks([then, was], [now, is]).map((fault) => `, ${status}${fault}`);
    }),
  ];
};

const successesOf = (responses: ApiOperation['responses']): ReadonlyMap<string, ApiResponse> =>
  new Map(Object.entries(responses).filter(([status]) => status < '300'));

const answerBreaks = ([then, was]: In<ApiResponse>, [now, is]: In<ApiResponse>): readonly string[] => [
  ...Object.keys(was.headers ?? {}).flatMap((name) => (is.headers?.[name] ? [] : [`: the header ${name} is gone`])),
  ...Object.entries(was.content ?? {}).flatMap(([type, { schema }]) => {
    const after = is.content?.[type];
    if (!after) return [`: ${type} is gone`];
    return responseBreaks([then, schema], [now, after.schema]);
  }),
];

/** What was sent is taken: no less, and no field of it is unknown, for those are refused. */
const requestBreaks = (was: In<JsonSchema | undefined>, is: In<JsonSchema | undefined>): readonly string[] =>
  changes(was, is).flatMap((change) =>
    change.effect === 'narrowed' || change.effect === 'changed' || change.isGone ? [sentence(change)] : [],
  );

/** What is answered is what was read: no more than that, and no field less. */
const responseBreaks = (was: In<JsonSchema | undefined>, is: In<JsonSchema | undefined>): readonly string[] =>
  changes(was, is).flatMap((change) => {
    const isValueMore = change.effect === 'widened' && change.pointer.endsWith('/enum');
    const isBreak = (change.effect === 'widened' && !isValueMore) || change.effect === 'changed' || change.isGone;
    return isBreak ? [sentence(change)] : [];
  });

const sentence = ({ pointer, what }: SchemaChange): string => `, ${pointer}: ${what}`;

const changes = ([then, was = {}]: In<JsonSchema | undefined>, [now, is = {}]: In<JsonSchema | undefined>) =>
  schemaChanges(resolved(then, was), resolved(now, is));

const REFERENCE = /^#\/components\/schemas\/(.+)$/;

/** The schema with what it refers to in its place. What refers to itself stays a reference there. */
const resolved = (document: Api, schema: JsonSchema, within: readonly string[] = []): JsonSchema => {
  const into = (part: unknown, names: readonly string[]): unknown => {
    if (Array.isArray(part)) return part.map((one) => into(one, names));
    if (typeof part !== 'object' || part === null) return part;
    const { $ref: reference, ...rest } = part as JsonSchema;
    const name = typeof reference === 'string' ? REFERENCE.exec(reference)?.[1] : undefined;
    const named = name === undefined ? undefined : document.components?.schemas?.[name];
    if (name !== undefined && named && !names.includes(name))
      return { ...resolved(document, named, [...names, name]), ...(into(rest, names) as JsonSchema) };
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, into(value, names)]));
  };
  return into(schema, within) as JsonSchema;
};
