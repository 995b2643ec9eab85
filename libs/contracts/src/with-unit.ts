/** The second version of a message: amounts without a unit in their names, the unit stated once. */
export const withUnit = (data: object): object => ({ ...withoutKopecks(data), unit: 'kopeck' });

/** The fields of something of the first version, the unit taken from the names of its amounts, in its lists as well. */
export const withoutKopecks = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]: [string, unknown]) => [
      name.replace(/Kopecks$/, ''),
      Array.isArray(value) ? value.map((item: unknown) => (isObject(item) ? withoutKopecks(item) : item)) : value,
    ]),
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
