import type { Login } from './login.js';
import { sendPatiently, type Patience } from './patience.js';

/** The operations of a service, as `npm run openapi` writes them. */
export type Described = Record<string, { asked: { url: string }; answers: object }>;

/** A body as it is: a file, or text that is JSON already. */
export class Content {
  constructor(
    readonly bytes: string | Uint8Array<ArrayBuffer>,
    readonly type = 'application/json',
  ) {}
}

type Sent<One> = One extends string ? Content : One | Content;
type Body<Asked> = Asked extends { body?: never }
  ? unknown
  : Asked extends { body: infer One }
    ? { body: Sent<One> }
    : Asked extends { body?: infer One }
      ? { body?: Sent<One> }
      : unknown;
type Parts<Asked> = Omit<Asked, 'url' | 'body'> & Body<Asked>;
/** What an operation is asked; left out where it needs nothing. */
type Arguments<Asked> = Partial<Parts<Asked>> extends Parts<Asked> ? [asked?: Parts<Asked>] : [asked: Parts<Asked>];

/** An answer of an operation: the status tells what the body is. */
export type Answer<Answers> = {
  [Status in keyof Answers & number]: {
    readonly status: Status;
    readonly headers: Headers;
    readonly body: Answers[Status];
  };
}[keyof Answers & number];

type Item<Answers> = Answers extends { 200: { items: (infer One)[] } } ? One : never;
/** The operations that answer page by page. */
export type Listing<Operations extends Described> = {
  [Name in keyof Operations & string]: Item<Operations[Name]['answers']> extends never ? never : Name;
}[keyof Operations & string];

/** A call, told before it is sent first. */
export type Call = { readonly method: string; readonly path: string; readonly body: Content['bytes'] | undefined };

export type CallOptions = {
  readonly login?: Login | undefined;
  readonly language?: string | undefined;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: (() => Readonly<Record<string, string>>) | undefined;
  readonly onCall: (call: Call) => void;
};

type Request = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** A service over HTTP: every operation of its OpenAPI document by its method and its address. */
export class ServiceClient<Operations extends Described> {
  constructor(
    private readonly url: () => string,
    private readonly options: CallOptions,
  ) {}

  /**
   * One operation. A request whose connection breaks is sent again, with the same Idempotency-Key.
   * @throws TypeError when nobody answers for as long as the client is patient
   */
  async call<Name extends keyof Operations & string>(
    name: Name,
    ...[asked]: Arguments<Operations[Name]['asked']>
  ): Promise<Answer<Operations[Name]['answers']>> {
    const [method = '', address = ''] = name.split(' ');
    const { path = {}, query = {}, headers = {}, body } = (asked ?? {}) as Request;
    const where = address.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(path[part] ?? ''));
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    ).toString();
    const at = search === '' ? where : `${where}?${search}`;
    const content = body === undefined || body instanceof Content ? body : new Content(JSON.stringify(body));
    const { patience, login, language, signal, headers: more } = this.options;
    const init = {
      method,
      ...(signal ? { signal } : {}),
      headers: {
        ...more?.(),
        ...(language === undefined ? {} : { 'accept-language': language }),
        ...(content ? { 'content-type': content.type } : {}),
        ...headers,
      },
      ...(content ? { body: content.bytes } : {}),
    };
    this.options.onCall({ method, path: at, body: content?.bytes });
    const reply = await sendPatiently(() => `${this.url()}${at}`, init, patience, login);
    return reply as Answer<Operations[Name]['answers']>;
  }

  /** Every item of a list, page by page. @throws UnexpectedAnswer */
  async *items<Name extends Listing<Operations>>(
    name: Name,
    ...[asked]: Arguments<Operations[Name]['asked']>
  ): AsyncGenerator<Item<Operations[Name]['answers']>, void> {
    const { query, ...rest } = (asked ?? {}) as Request;
    for (let next: string | undefined = ''; next !== undefined;) {
      const place = next === '' ? {} : { cursor: next };
      const page: Request = { ...rest, query: { limit: PAGE, ...query, ...place } };
      const answer = await this.call(name, ...([page] as unknown as Arguments<Operations[Name]['asked']>));
      const { status, body } = answer as { status: number; body: unknown };
      if (status !== 200) throw new UnexpectedAnswer(name, { status, body });
      const { items, next: following } = body as { items: Item<Operations[Name]['answers']>[]; next?: string };
      yield* items;
      next = following;
    }
  }
}

/** As many as a page may have. */
const PAGE = 500;

/** A service refused what the caller needs, or answered something else than its interface says. */
export class UnexpectedAnswer extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(what: string, { status, body }: { readonly status: number; readonly body: unknown }) {
    super(`${what}: ${status} ${JSON.stringify(body, null, 1)}`);
    this.status = status;
    this.body = body;
  }
}
