import fc from 'fast-check';

/** A request body as it goes out: bytes, and what their sender calls them. */
export type Content = { readonly bytes: Buffer; readonly type: string };

const LONG = 100_000;
const DEEP = 2_000;

/** JSON text that no JavaScript value writes. */
class Raw {
  constructor(readonly text: string) {}
}
const raw = (text: string): Raw => new Raw(text);

/** Text that means harm, or much ado. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u202e',
    '\ufeff',
    '\r\n',
    '__proto__',
    'constructor',
    'toString',
    "'; DROP TABLE enrollment.applications; --",
    '${7*7}',
    '%s%n',
    '../../../etc/passwd',
    'null',
    'NaN',
    'true',
    '-1',
    '0.5',
    '1e400',
    '9007199254740993',
    '2020-02-30',
    '2020-13-01',
    '0000-01-01',
    '9999-12-31',
    '2020-10-01T00:00:00',
    '2020-09-01T00:00:00+14:00',
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '+999999-01-01T00:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    '{"a":1}',
  ),
  fc.constantFrom('a', '\u0439', '\u{1f600}', '9').map((one) => one.repeat(LONG)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 120 }),
);

const hostileNumber = fc.oneof(
  fc
    .constantFrom('-0', '1e400', '-1e400', '1e-400', '9007199254740991', '9007199254740993', '-1', '0.5', '0.1e1')
    .map(raw),
  fc.constant('9'.repeat(400)).map(raw),
  fc.integer(),
  fc.double(),
);

const deep = fc
  .constantFrom('[', '{"a":')
  .map((open) => raw(open.repeat(DEEP) + (open === '[' ? ']' : '1}').repeat(DEEP)));

const hostileKeys = fc
  .constantFrom('__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'a\0b', '\ud800', '', '~', '/', 'a/b~c')
  .chain((key) =>
    fc
      .constantFrom<unknown>(1, null, {}, { admin: true })
      .map((value) => raw(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`)),
  );

/** Any value at any place. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 4, arbitrary: hostileNumber },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: hostileKeys },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
);

type Path = readonly (string | number)[];

/** Every place in a JSON value, the whole first. */
const placesIn = (value: unknown, at: Path = []): readonly Path[] => [
  at,
  ...(typeof value === 'object' && value !== null && !(value instanceof Raw)
    ? Object.entries(value).flatMap(([key, inner]) =>
        placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

/** The value with the one at `path` made into another; `undefined` takes it out. */
const changed = (value: unknown, [step, ...rest]: Path, change: (inner: unknown) => unknown): unknown => {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const inner = value.map((item: unknown, index) => (index === step ? changed(item, rest, change) : item));
    return inner.filter((item) => item !== undefined);
  }
  const entries = Object.entries(value as object).map(([key, item]): [string, unknown] =>
    key === step ? [key, changed(item, rest, change)] : [key, item as unknown],
  );
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
};

const renamed = (value: unknown, path: Path, name: string): unknown => {
  const key = path.at(-1);
  if (typeof key !== 'string') return value;
  return changed(value, path.slice(0, -1), (object) =>
    Object.fromEntries(Object.entries(object as object).map(([known, item]) => [known === key ? name : known, item])),
  );
};

/** A right value with one to three things wrong. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const once = (from: unknown): fc.Arbitrary<unknown> =>
    fc
      .constantFrom(...placesIn(from))
      .chain((path) =>
        fc.oneof(
          { weight: 2, arbitrary: fc.constant(path.length === 0 ? null : changed(from, path, () => undefined)) },
          { weight: 2, arbitrary: hostileText.map((name) => renamed(from, path, name.slice(0, 200))) },
          { weight: 8, arbitrary: anything.map((other) => changed(from, path, () => other)) },
          { weight: 1, arbitrary: fc.constant(changed(from, path, (inner) => [inner])) },
          { weight: 1, arbitrary: fc.constant(changed(from, path, (inner) => ({ inner }))) },
          { weight: 1, arbitrary: fc.constant(changed(from, path, toText)) },
        ),
      );
  return fc.oneof(
    { weight: 4, arbitrary: once(value) },
    { weight: 2, arbitrary: once(value).chain(once) },
    { weight: 1, arbitrary: once(value).chain(once).chain(once) },
  );
};

/** As `JSON.stringify`, with what only text can say written as it is. */
const toText = (value: unknown): string => {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(toText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${toText(item)}`)
    .join(',')}}`;
};

const TYPES = [
  '',
  'text/plain',
  'text/csv',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset="latin1"',
  'application/merge-patch+json',
  'nonsense',
  ';;',
];

const spoilt = (text: string): fc.Arbitrary<Buffer> => {
  const bytes = Buffer.from(text);
  return fc.oneof(
    fc.nat(bytes.length).map((length) => bytes.subarray(0, length)),
    fc
      .tuple(fc.nat(Math.max(0, bytes.length - 1)), fc.integer({ min: 0, max: 255 }))
      .map(([at, byte]) => Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at + 1)])),
    fc.uint8Array({ maxLength: 60 }).map((noise) => Buffer.from(noise)),
    fc.constant(Buffer.concat([Buffer.from('\ufeff'), bytes])),
    fc.constant(Buffer.concat([bytes, bytes])),
    fc.constant(Buffer.alloc(0)),
  );
};

/** What somebody careless, unlucky or hostile sends where `right` is expected; sometimes what is right. */
export const hostileContent = (right: unknown, type = 'application/json'): fc.Arbitrary<Content> => {
  const text = typeof right === 'string' ? right : JSON.stringify(right);
  const wrongValue = fc.oneof(
    { weight: 3, arbitrary: typeof right === 'string' ? mutatedText(right) : mutated(right).map(toText) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: anything.map(toText) },
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant({ bytes: Buffer.from(text), type }) },
    { weight: 10, arbitrary: wrongValue.map((wrong) => ({ bytes: Buffer.from(wrong), type })) },
    { weight: 2, arbitrary: spoilt(text).map((bytes) => ({ bytes, type })) },
    { weight: 1, arbitrary: fc.constantFrom(...TYPES).map((other) => ({ bytes: Buffer.from(text), type: other })) },
  );
};

/** A table of text with one field, one line or the header made into something else. */
const mutatedText = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(20), fc.oneof(hostileText, fc.constantFrom(',', '"', '\n', '\r', ';', '\t')))
    .map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));

/** A part of an address, written so that a client lets it pass. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  hostileText.map((text) => encodeURIComponent(text.toWellFormed().slice(0, 1_500))),
  fc.constantFrom('%00', '%', '%zz', '%ED%A0%80', '%FF', '%2e%2e', '%2f', 'a%2Fb', '%F0%9F', '\u0439', '*', ':', '-'),
);
