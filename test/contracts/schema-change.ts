import type { JsonSchema } from './contract.js';

/**
 * How two versions of a schema differ. `narrowed`: it accepts less than before. `widened`: it accepts more.
 * `changed`: neither can be told. `none`: it accepts the same, for what it does not know it takes.
 */
export type SchemaChange = {
  /** RFC 6901 pointer into the schema. */
  readonly pointer: string;
  readonly effect: 'narrowed' | 'widened' | 'changed' | 'none';
  readonly what: string;
  /** It is a field that is not described any more. */
  readonly isGone?: true;
};

/**
 * Every difference between two versions of a schema that a reader can notice, or somebody who writes by it. Words are
 * none, and a field more that is optional is none.
 */
export const schemaChanges = (then: JsonSchema, now: JsonSchema, pointer = ''): readonly SchemaChange[] =>
  [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .flatMap((keyword): readonly SchemaChange[] => {
      if (ANNOTATIONS.has(keyword)) return [];
      if (keyword === 'properties' || keyword === 'required') return [];
      const at = `${pointer}/${keyword}`;
      const [was, is] = [then[keyword], now[keyword]];
      if (SUBSCHEMAS.has(keyword) && isSchema(was) && isSchema(is)) return schemaChanges(was, is, at);
      if (SCHEMA_LISTS.has(keyword) && isListOfSchemas(was) && isListOfSchemas(is) && was.length === is.length)
        return was.flatMap((one, index) => schemaChanges(one, is[index] ?? {}, `${at}/${index}`));
      const change = isSame(was, is) ? undefined : changeOf(keyword, was, is);
      return change ? [{ pointer: at, ...change }] : [];
    })
    .concat(fieldChanges(then, now, pointer));

const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
]);
const SUBSCHEMAS: ReadonlySet<string> = new Set(['items', 'additionalProperties']);
const SCHEMA_LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf']);
const LOWER_BOUNDS: ReadonlySet<string> = new Set([
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
]);
const UPPER_BOUNDS: ReadonlySet<string> = new Set([
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
]);

type Change = Omit<SchemaChange, 'pointer'>;

const changeOf = (keyword: string, was: unknown, is: unknown): Change | undefined => {
  if (was === undefined) return { effect: 'narrowed', what: `${text(is)} is new` };
  if (is === undefined) return { effect: 'widened', what: `${text(was)} is gone` };
  const what = `${text(was)} has become ${text(is)}`;
  if (keyword === 'enum' || keyword === 'type') return setChange([was].flat(), [is].flat());
  if (typeof was === 'number' && typeof is === 'number') {
    if (LOWER_BOUNDS.has(keyword)) return { effect: is > was ? 'narrowed' : 'widened', what };
    if (UPPER_BOUNDS.has(keyword)) return { effect: is < was ? 'narrowed' : 'widened', what };
  }
  return { effect: 'changed', what };
};

/** Of keywords whose order says nothing. Every integer is a number. */
const setChange = (was: readonly unknown[], is: readonly unknown[]): Change | undefined => {
  const gone = was.filter((value) => !is.some((other) => isSame(value, other)));
  const fresh = is.filter((value) => !was.some((other) => isSame(value, other)));
  const what = [...gone.map((value) => `${text(value)} is gone`), ...fresh.map((value) => `${text(value)} is new`)];
  if (what.length === 0) return undefined;
  const onlyLess = fresh.every((value) => value === 'integer' && gone.includes('number'));
  const onlyMore = gone.every((value) => value === 'integer' && fresh.includes('number'));
  const effect = onlyLess ? 'narrowed' : onlyMore ? 'widened' : 'changed';
  return { effect, what: what.join(', ') };
};

const fieldChanges = (then: JsonSchema, now: JsonSchema, pointer: string): readonly SchemaChange[] => {
  const [was, is] = [fieldsOf(then), fieldsOf(now)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name): readonly SchemaChange[] => {
    const at = `${pointer}/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const [before, after] = [was.get(name), is.get(name)];
    if (!after)
      return before?.required
        ? [{ pointer: at, effect: 'widened', what: 'a required field is gone', isGone: true }]
        : [{ pointer: at, effect: 'none', what: 'an optional field is gone', isGone: true }];
    if (!before) return after.required ? [{ pointer: at, effect: 'narrowed', what: 'a required field is new' }] : [];
    const changes = schemaChanges(before.schema, after.schema, at);
    if (before.required === after.required) return changes;
    return after.required
      ? [{ pointer: at, effect: 'narrowed', what: 'the field has become required' }, ...changes]
      : [{ pointer: at, effect: 'widened', what: 'the field has become optional' }, ...changes];
  });
};

type Field = { readonly schema: JsonSchema; readonly required: boolean };

const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): ReadonlyMap<string, Field> => {
  const names = required as readonly string[];
  const fields = new Map(
    Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(([name, schema]) => [
      name,
      { schema, required: names.includes(name) },
    ]),
  );
  for (const name of names) if (!fields.has(name)) fields.set(name, { schema: {}, required: true });
  return fields;
};

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfSchemas = (value: unknown): value is readonly JsonSchema[] =>
  Array.isArray(value) && value.every(isSchema);

const isSame = (one: unknown, other: unknown): boolean => text(one) === text(other);

const text = (value: unknown): string => JSON.stringify(value, sortedKeys);

const sortedKeys = (_: string, value: unknown): unknown =>
  isSchema(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
