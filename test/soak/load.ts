import { anyCoPayment } from '../support/consent.js';
import { authorizationFor } from '../support/login.js';
import { setTimeout as pause } from 'node:timers/promises';
import type { Urls } from '@lib/client';

/** One request that was due at a moment, and how it ended. */
export type Outcome = {
  /** When it was due, from the beginning of the load. */
  readonly atMs: number;
  /** From that moment to its answer, however late it was sent: whoever waits for a slow answer is not left out. */
  readonly tookMs: number;
  /** Sendings without an answer, or with one that says to come again. */
  readonly failures: number;
  /** What was answered instead of what was asked for, or `unanswered`; undefined when all is well. */
  readonly wrong?: string;
};

type Instances = Readonly<Record<keyof Urls, readonly string[]>>;

/** The steps of a child follow each other at this distance, in children: one that waits for the step before counts that. */
const LAG = 10;
const STEPS = ['apply', 'accept', 'conclude', 'read'] as const;
type Step = (typeof STEPS)[number];

/** A client gives up a sending after so long, and a request after so many of them. */
const SENDING_MS = 5_000;
const PATIENCE_MS = 180_000;
const PAUSE_MS = 200;

/** Requests at fixed moments, whatever became of those before: applications, their steps, and reads, in turn. */
export class Load {
  readonly outcomes: Outcome[] = [];
  private readonly steps = new Map<string, Promise<string>>();
  private readonly since = performance.now();
  private sendings = 0;

  constructor(private readonly instances: Instances) {}

  /** How many children the load takes, `k-0` and so on. */
  static children(perSecond: number, seconds: number): number {
    return Math.ceil((perSecond * seconds) / STEPS.length);
  }

  get answered(): number {
    return this.outcomes.reduce((count, { wrong }) => count + (wrong === undefined ? 1 : 0), 0);
  }

  /** Resolves when every request has ended. */
  async run(perSecond: number, seconds: number): Promise<void> {
    const due: Promise<void>[] = [];
    for (let n = 0; n < perSecond * seconds; n++) {
      const atMs = (n * 1000) / perSecond;
      await pause(Math.max(0, atMs - (performance.now() - this.since)));
      const step = STEPS[n % STEPS.length] ?? 'read';
      const child = Math.floor(n / STEPS.length) - LAG * STEPS.indexOf(step);
      if (child >= 0) due.push(this.take(step, child, atMs));
    }
    await Promise.all(due);
  }

  private async take(step: Step, child: number, atMs: number): Promise<void> {
    const asked = { failures: 0 };
    const taken = this.do(step, child, asked);
    this.steps.set(`${step} ${child}`, taken);
    const wrong = await taken.then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (step === 'read') for (const one of STEPS) this.steps.delete(`${one} ${child}`);
    const tookMs = performance.now() - this.since - atMs;
    this.outcomes.push({ atMs, tookMs, failures: asked.failures, ...(wrong === undefined ? {} : { wrong }) });
  }

  /** Resolves to the application's id. */
  private async do(step: Step, child: number, asked: { failures: number }): Promise<string> {
    const before = STEPS[STEPS.indexOf(step) - 1];
    const id = before === undefined ? '' : await this.steps.get(`${before} ${child}`);
    const key = `${step} ${child}`;
    switch (step) {
      case 'apply':
        return this.send('/applications', asked, key, { childId: `k-${child}`, groupId: '100', start: '2020-10-01' });
      case 'read':
        return this.send(`/applications/${id}`, asked);
      case 'accept':
        return this.send(`/applications/${id}/accept`, asked, key, {});
      case 'conclude':
        await this.send(`/applications/${id}/consent`, asked, `${key}, consent`, anyCoPayment);
        return this.send(`/applications/${id}/conclude`, asked, key, {});
    }
  }

  private async send(path: string, asked: { failures: number }, key?: string, body?: unknown): Promise<string> {
    const init: RequestInit =
      key === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': key },
            body: JSON.stringify(body),
          };
    for (const since = performance.now(); performance.now() - since < PATIENCE_MS;) {
      const answer = await this.once(path, init);
      if (answer?.ok) return answer.id;
      if (answer && answer.retryAfterMs === 0) throw new Error(answer.text);
      // oxlint-disable-next-line no-param-reassign
      asked.failures += 1;
      await pause(answer?.retryAfterMs ?? PAUSE_MS);
    }
    throw new Error('unanswered');
  }

  /** Undefined when the connection broke or nobody answered in time. */
  private async once(
    path: string,
    init: RequestInit,
  ): Promise<{ ok: boolean; id: string; retryAfterMs: number; text: string } | undefined> {
    const { enrollment } = this.instances;
    const url = enrollment[this.sendings++ % enrollment.length] ?? '';
    try {
      const headers = { ...(init.headers as Readonly<Record<string, string>>), ...(await authorizationFor(url)) };
      const response = await fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.timeout(SENDING_MS) });
      const text = await response.text();
      const { id = '' } = response.ok ? (JSON.parse(text) as { id?: string }) : {};
      const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
      return { ok: response.ok, id, retryAfterMs, text: `${response.status} ${text}` };
    } catch {
      return undefined;
    }
  }
}
