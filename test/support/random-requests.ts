import fc from 'fast-check';
import type { Urls } from '@lib/client';
import type { Answered } from './http-client.js';
import { hostileContent, hostileSegment, hostileText } from './hostile-input.js';

export type Request = {
  /** `POST enrollment /lessons`, with the address as its description writes it. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
};

/** An operation of a service, as its OpenAPI document tells of it. */
export type Operation = {
  readonly name: string;
  readonly method: string;
  readonly base: string;
  readonly path: string;
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
  /** The problems that it names: `404 unknown-group`. */
  readonly problems: ReadonlySet<string>;
};

type Document = {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly parameters?: Operation['parameters'];
        readonly responses: Record<string, { readonly description: string }>;
      }
    >
  >;
};

/** Every operation of the three services. */
export const operationsOf = async (urls: Urls): Promise<readonly Operation[]> => {
  const all: Operation[] = [];
  for (const [service, base] of Object.entries(urls)) {
    const { paths } = (await (await fetch(`${base}/openapi.json`)).json()) as Document;
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { parameters = [], responses }] of Object.entries(operations)) {
        const name = `${method.toUpperCase()} ${service} ${path}`;
        all.push({ name, method: method.toUpperCase(), base, path, parameters, problems: problemsIn(responses) });
      }
  }
  return all;
};

const problemsIn = (responses: Record<string, { readonly description: string }>): ReadonlySet<string> =>
  new Set(
    Object.entries(responses).flatMap(([status, { description }]) =>
      [...description.matchAll(/`([a-z-]+)`/g)].map(([, reason]) => `${status} ${reason}`),
    ),
  );

/** Right values by the name of a parameter: with nothing but wrong ones no request gets far. */
export type Known = Readonly<Record<string, readonly string[]>>;

const LANGUAGES = ['ru', 'en', 'en-US,en;q=0.9', '*', ';;q=', 'zz'];
const PREFERENCES = ['wait=0', 'wait=1', 'wait=x', 'wait=99999999999999', 'wait=-1', 'respond-async', ',;='];
const PART_MAX = 300;

const segment = (name: string, known: Known): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(known[name] ?? ['1'])).map(encodeURIComponent) },
    { weight: 1, arbitrary: hostileSegment.map((text) => text.slice(0, PART_MAX)) },
  );

const address = ({ path }: Operation, known: Known): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...path.split('/').map((part) => (part.startsWith('{') ? segment(part.slice(1, -1), known) : fc.constant(part))),
    )
    .map((parts) => parts.join('/'));

const query = ({ parameters }: Operation, known: Known): fc.Arbitrary<string> => {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const value = (name: string): fc.Arbitrary<string> =>
    segment(name, known).map((text) => `${encodeURIComponent(name)}=${text}`);
  const other = fc
    .tuple(hostileText, hostileSegment)
    .map(([name, text]) => `${encodeURIComponent(name.toWellFormed().slice(0, 40))}=${text.slice(0, PART_MAX)}`);
  const parts = [
    ...names.map((name) =>
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: value(name).map((one) => [one]) },
        { weight: 1, arbitrary: fc.tuple(value(name), value(name)) },
      ),
    ),
    fc.oneof({ weight: 8, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: other.map((one) => [one]) }),
  ];
  return fc.tuple(...parts).map((given) => {
    const text = given.flat().join('&');
    return text === '' ? '' : `?${text}`;
  });
};

const optional = (name: string, values: readonly string[]): fc.Arbitrary<Record<string, string>> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((value) => ({ [name]: value })) },
  );

/** Requests that read. */
export const reads = (operation: Operation, known: Known): fc.Arbitrary<Request> =>
  fc
    .tuple(
      address(operation, known),
      query(operation, known),
      optional('accept-language', LANGUAGES),
      optional('prefer', PREFERENCES),
    )
    .map(([path, search, language, prefer]) => ({
      operation: operation.name,
      method: operation.method,
      url: `${operation.base}${path}${search}`,
      headers: { ...language, ...prefer },
      body: undefined,
    }));

/** Requests that write, or would. A key stands for one request, but for a few. */
export const writes = (
  operation: Operation,
  known: Known,
  right: { readonly body: unknown; readonly type?: string },
): fc.Arbitrary<Request> => {
  const key = fc.oneof(
    { weight: 20, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('again', 'and again') },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', 'x'.repeat(201), 'x'.repeat(5_000), '\u00e9', '\t') },
  );
  return fc
    .tuple(
      address(operation, known),
      hostileContent(right.body, right.type),
      key,
      optional('accept-language', LANGUAGES),
      optional('prefer', PREFERENCES),
    )
    .map(([path, content, idempotencyKey, language, prefer]) => ({
      operation: operation.name,
      method: operation.method,
      url: `${operation.base}${path}`,
      headers: {
        ...(content.type === '' ? {} : { 'content-type': content.type }),
        'idempotency-key': idempotencyKey,
        ...language,
        ...prefer,
      },
      body: content.bytes,
    }));
};

/** A request that writes with nothing wrong in it: the first known value of each parameter, and the right body. */
export const rightWrite = (
  operation: Operation,
  known: Known,
  { body, type = 'application/json' }: { readonly body: unknown; readonly type?: string },
): Request => ({
  operation: operation.name,
  method: operation.method,
  url: `${operation.base}${operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name]?.[0] ?? '1'))}`,
  headers: { 'content-type': type, 'idempotency-key': `right ${operation.name}` },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

/** Problems that say what is wrong with the request's parts: they must name each. */
const NAMES_FAULTS = new Set([
  '/problems/invalid-request',
  '/problems/region-file-refused',
  '/problems/malformed-programs-file',
  '/problems/malformed-children-file',
]);

/** What is wrong with an answer, whatever was asked. */
export const wrongWith = (request: Request, { status, headers, text, json }: Answered): readonly string[] => {
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`${status}`);
  if (/node_modules|\n\s+at |SELECT |INSERT |\.ts:\d/.test(text)) wrong.push('shows its insides');
  if (status < 400) return wrong;
  if (!headers.get('content-type')?.startsWith('application/problem+json'))
    return [...wrong, `${status} is no problem+json`];
  if (!/^\/problems\/[a-z-]+$/.test(json.type)) wrong.push(`type ${json.type}`);
  if (typeof json.title !== 'string' || /^$|^problem\.|\{\w+\}/.test(json.title)) wrong.push(`title ${json.title}`);
  if (json.status !== status) wrong.push(`status ${json.status}`);
  if (!String(json.instance).startsWith('urn:uuid:')) wrong.push(`instance ${json.instance}`);
  if (NAMES_FAULTS.has(json.type) !== (Array.isArray(json.errors) && json.errors.length > 0))
    wrong.push(`${json.type} with ${json.errors?.length ?? 'no'} errors`);
  for (const error of json.errors ?? []) wrong.push(...wrongWithFault(request, error));
  return wrong;
};

type Fault = { readonly pointer: unknown; readonly code: unknown; readonly message: unknown };

const wrongWithFault = (request: Request, { pointer, code, message }: Fault): readonly string[] => {
  const wrong: string[] = [];
  if (typeof code !== 'string' || code === '') wrong.push(`code ${String(code)}`);
  if (typeof message !== 'string' || /^$|^fault\.|\{\w+\}/.test(message))
    wrong.push(`message of ${String(code)}: ${String(message)}`);
  // What is too deep is refused before it is known to be JSON: its pointer may lead into text that cannot be read.
  if (typeof pointer !== 'string' || (code !== 'too-deep' && !leadsSomewhere(pointer, request)))
    wrong.push(`pointer ${String(pointer)} of ${String(code)}`);
  return wrong;
};

const leadsSomewhere = (pointer: string, { operation, url, body }: Request): boolean => {
  if (pointer.startsWith('?')) return new URL(url).search !== '' || operation.startsWith('GET');
  // A client may have resolved `..` before it asked: then the address is another operation's, or nobody's.
  if (pointer.startsWith(':')) return operation.includes(`{${pointer.slice(1)}}`) || pointer === ':*';
  if (pointer.startsWith('line=')) return /^line=[1-9]\d*$/.test(pointer);
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  // Nothing at all is taken for an object without fields.
  let at: unknown = jsonOf(body) ?? {};
  for (const [index, step] of steps.entries()) {
    const entry =
      typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => shown(key) === step) : undefined;
    // A field that is missing has a place all the same.
    if (!entry) return typeof at === 'object' && at !== null && index === steps.length - 1;
    [, at] = entry;
  }
  return true;
};

// Half a surrogate pair cannot be written in an answer.
const shown = (key: string): string => key.toWellFormed().replaceAll('\0', '\uFFFD');

const jsonOf = (body: Buffer | undefined): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(body)) as unknown;
  } catch {
    return undefined;
  }
};
