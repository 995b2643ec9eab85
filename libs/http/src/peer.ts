import { tokenNow } from '@lib/access';
import { traceParent } from '@lib/telemetry';

/** What another service answered. The body is undefined when it is no JSON. */
export type PeerAnswer = { readonly status: number; readonly body: unknown };

/** Nobody answered in time, or only with 502, 503 or 504. */
export class PeerAway extends Error {
  constructor(path: string, options?: ErrorOptions) {
    super(`no answer to ${path}`, options);
    this.name = 'PeerAway';
  }
}

/** Who asks has asked too often, says every instance that answered. */
export class PeerThrottles extends PeerAway {
  constructor(
    path: string,
    readonly retryAfterSeconds: number,
  ) {
    super(path);
    this.name = 'PeerThrottles';
  }
}

/** Another service of the installation, over HTTP. Any of its instances will do: what one does not answer, the next is asked. */
export class Peer {
  private readonly urls: () => readonly string[];
  /** Where the last answer came from. */
  private current = 0;

  /**
   * @param urls where its instances are, or what stands in front of them; several are separated by commas. A function
   * where that is known later.
   */
  constructor(urls: string | (() => string)) {
    const text = typeof urls === 'string' ? () => urls : urls;
    this.urls = () =>
      text()
        .split(',')
        .map((url) => url.trim().replace(/\/+$/, ''));
  }

  /** @throws PeerAway, PeerThrottles */
  get(path: string, withinMs: number): Promise<PeerAnswer> {
    return this.ask(path, { method: 'GET' }, withinMs);
  }

  /** For questions only: it may be asked of several instances. @throws PeerAway, PeerThrottles */
  post(path: string, body: unknown, withinMs: number): Promise<PeerAnswer> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, withinMs);
  }

  private async ask(path: string, init: Question, withinMs: number): Promise<PeerAnswer> {
    const deadline = performance.now() + withinMs;
    const traceparent = traceParent();
    // On behalf of whoever asks here, and as far as that reaches there.
    const token = tokenNow();
    const headers = {
      ...init.headers,
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const addresses = this.urls();
    const first = this.current;
    let cause: unknown;
    let retryAfterSeconds = 0;
    for (const step of addresses.keys()) {
      const at = (first + step) % addresses.length;
      // One that hangs must leave time for the others.
      const patienceMs = Math.floor((deadline - performance.now()) / (addresses.length - step));
      if (patienceMs <= 0) break;
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const response = await fetch(`${addresses[at]}${path}`, { ...init, headers, signal });
        const text = await response.text();
        if (![429, 502, 503, 504].includes(response.status)) {
          this.current = at;
          return { status: response.status, body: jsonOf(text) };
        }
        if (response.status === 429) retryAfterSeconds = retryAfterOf(response);
        cause = new Error(String(response.status));
      } catch (error) {
        cause = error;
      }
    }
    throw retryAfterSeconds > 0 ? new PeerThrottles(path, retryAfterSeconds) : new PeerAway(path, { cause });
  }
}

type Question = {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Seconds, not a date: what stands between the services may say that. */
const retryAfterOf = ({ headers }: Response): number => {
  const seconds = Number(headers.get('retry-after'));
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 1;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
