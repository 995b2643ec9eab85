/** An OpenAPI document as far as it is changed for a fuzz. */
export type FuzzedDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

type Schema = { readonly properties?: Readonly<Record<string, Schema>> };
type Parameter = { readonly name: string; readonly schema?: Schema };
type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
};

/** What there is, by the name that parameters and fields of requests have for it: `groupId`, or `lessons id` below `/lessons`. */
export type Known = Readonly<Record<string, readonly (string | number)[]>>;

/**
 * A document by which requests get far: what there is is asked for, and nothing else that would fit. (Beside the rest it
 * would be drowned: of an enumeration or any text schemathesis makes any text.) And without its `default`, by which every
 * answer would be described.
 */
export const fuzzedDocument = ({ paths, components, ...rest }: FuzzedDocument, known: Known): FuzzedDocument => ({
  ...rest,
  paths: mapped(paths, (item, path) =>
    mapped(item, ({ responses, parameters = [], ...operation }) => ({
      ...operation,
      responses: Object.fromEntries(Object.entries(responses).filter(([status]) => status !== 'default')),
      parameters: parameters.map((one) => ({
        ...one,
        ...(one.schema && {
          schema: withKnown(one.schema, known[`${path.split('/')[1] ?? ''} ${one.name}`] ?? known[one.name]),
        }),
      })),
    })),
  ),
  components: {
    ...components,
    schemas: mapped(components.schemas, (schema, name) =>
      isAsked(paths, name) ? fieldsWithKnown(schema, known) : schema,
    ),
  },
});

const isAsked = (paths: FuzzedDocument['paths'], name: string): boolean =>
  Object.values(paths).some((item) =>
    Object.values(item).some(({ requestBody }) =>
      JSON.stringify(requestBody ?? {}).includes(`"#/components/schemas/${name}"`),
    ),
  );

const fieldsWithKnown = (schema: Schema, known: Known): Schema => ({
  ...schema,
  ...(schema.properties && { properties: mapped(schema.properties, (field, name) => withKnown(field, known[name])) }),
});

const withKnown = (schema: Schema, values: Known[string] | undefined): object =>
  values && values.length > 0 ? { enum: values } : schema;

const mapped = <From, To>(
  record: Readonly<Record<string, From>>,
  to: (value: From, name: string) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value, name)]));
