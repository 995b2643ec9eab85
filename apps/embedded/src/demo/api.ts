import { setTimeout as pause } from 'node:timers/promises';

export type Reply = { readonly status: number; readonly body: unknown };

/** Where the three services listen. */
export type Urls = { readonly catalog: string; readonly enrollment: string; readonly certificates: string };

/** How long a request is sent again: after a pause when its connection broke, else when the service says. */
export type Patience = { readonly totalMs: number; readonly pauseMs: number };

const PATIENCE: Patience = { totalMs: 30_000, pauseMs: 200 };

/** The HTTP interface as any integrator would use it. */
export class Api {
  constructor(
    /** Asked before every sending: after a restart the services may listen elsewhere, and another instance may answer. */
    private readonly urls: () => Urls,
    private readonly patience = PATIENCE,
  ) {}

  get(service: keyof Urls, path: string): Promise<Reply> {
    return this.call(service, path, { method: 'GET' });
  }

  /** The same key may be sent again after a broken connection, also to another instance: the service answers it once. */
  post(
    service: keyof Urls,
    path: string,
    key: string,
    body: string | Uint8Array<ArrayBuffer>,
    options: { readonly type?: string; readonly waitSeconds?: number } = {},
  ): Promise<Reply> {
    return this.call(service, path, {
      method: 'POST',
      headers: {
        'content-type': options.type ?? 'application/json',
        'idempotency-key': key,
        ...(options.waitSeconds === undefined ? {} : { prefer: `wait=${options.waitSeconds}` }),
      },
      body,
    });
  }

  put(service: keyof Urls, path: string, body: unknown): Promise<Reply> {
    return this.call(service, path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async call(service: keyof Urls, path: string, init: RequestInit): Promise<Reply> {
    for (const since = performance.now(); ;) {
      const isPatient = (): boolean => performance.now() - since < this.patience.totalMs;
      try {
        const response = await fetch(`${this.urls()[service]}${path}`, init);
        const text = await response.text();
        // What the service needs may be away, or the first sending of a key is still at work, or its process has died.
        const retryAfter = Number(response.headers.get('retry-after') ?? 0);
        if (retryAfter > 0 && isPatient()) {
          await pause(retryAfter * 1000);
          continue;
        }
        return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
      } catch (error) {
        if (!isPatient()) throw error;
        await pause(this.patience.pauseMs);
      }
    }
  }
}

/** A service refused what the demonstration needs, or answered something else than its interface says. */
export class UnexpectedReply extends Error {
  constructor(what: string, { status, body }: Reply) {
    super(`${what}: ${status} ${JSON.stringify(body, null, 1)}`);
  }
}
