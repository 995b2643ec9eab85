import { setTimeout as pause } from 'node:timers/promises';

export type Reply = { readonly status: number; readonly body: unknown };

/** Where the three services listen. */
export type Urls = { readonly catalog: string; readonly enrollment: string; readonly certificates: string };

/** How long a broken connection is tried again. */
export type Patience = { readonly attemptsMax: number; readonly pauseMs: number };

/** How often a request is repeated that the service asks to repeat. */
const IN_PROGRESS_MAX = 30;

const PATIENCE: Patience = { attemptsMax: 3, pauseMs: 200 };

/** The HTTP interface as any integrator would use it. */
export class Api {
  constructor(
    /** Asked before every call: after a restart the services may listen elsewhere. */
    private readonly urls: () => Urls,
    private readonly patience = PATIENCE,
  ) {}

  get(service: keyof Urls, path: string): Promise<Reply> {
    return this.call(service, path, { method: 'GET' });
  }

  /** The same key may be sent again after a broken connection: the service answers it once. */
  post(
    service: keyof Urls,
    path: string,
    key: string,
    body: string,
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
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await fetch(`${this.urls()[service]}${path}`, init);
        const text = await response.text();
        // The first sending of a key may still be at work, or its process has died: the service says when to ask again.
        const retryAfter = Number(response.headers.get('retry-after') ?? 0);
        if (retryAfter > 0 && attempt < IN_PROGRESS_MAX) {
          await pause(retryAfter * 1000);
          continue;
        }
        return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
      } catch (error) {
        if (attempt >= this.patience.attemptsMax) throw error;
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
