import type { LedgerClient } from '@lib/client';
import { newId } from '@lib/kernel';
import { Refused, orRefused, taken } from '../page/answers.js';
import type { Visit } from '../page/visit.js';

export const SERVICES = ['catalog', 'enrollment', 'certificates'] as const;
export type Service = (typeof SERVICES)[number];
const SHOWN = 50;

/** How far a service is behind, and what it could not take: a page of it, by the cursor in the address. */
export const stateOf = async ({ ledger, query }: Visit, service: Service) => {
  const cursor = query.get(service);
  const asked = { query: { limit: SHOWN, ...(cursor === null ? {} : { cursor }) } };
  const { lag, parked } = operationsOf(ledger, service);
  const [behind, { items, next }] = await Promise.all([lag(), parked(asked)]);
  return { lag: behind.lag, parked: items, next };
};

type Page = { readonly query: { readonly limit: number; readonly cursor?: string } };
type Keyed = { readonly headers: { readonly 'Idempotency-Key': string } };
type Retry = Keyed & { readonly body: { readonly topic: string; readonly key?: string } };
type Discard = Keyed & { readonly path: { readonly id: string }; readonly body: { readonly reason: string } };

/** The same operations of one of the services. */
const operationsOf = (ledger: LedgerClient, service: Service) => {
  const { catalog, enrollment, certificates } = ledger;
  switch (service) {
    case 'catalog':
      return {
        lag: async () => taken(await catalog.call('GET /messaging/lag')),
        parked: async (asked: Page) => taken(await catalog.call('GET /messaging/parked', asked)),
        retry: async (asked: Retry) => taken(await catalog.call('POST /messaging/parked/retry', asked)),
        discard: async (asked: Discard) => taken(await catalog.call('POST /messaging/parked/{id}/discard', asked)),
      };
    case 'enrollment':
      return {
        lag: async () => taken(await enrollment.call('GET /messaging/lag')),
        parked: async (asked: Page) => taken(await enrollment.call('GET /messaging/parked', asked)),
        retry: async (asked: Retry) => taken(await enrollment.call('POST /messaging/parked/retry', asked)),
        discard: async (asked: Discard) => taken(await enrollment.call('POST /messaging/parked/{id}/discard', asked)),
      };
    case 'certificates':
      return {
        lag: async () => taken(await certificates.call('GET /messaging/lag')),
        parked: async (asked: Page) => taken(await certificates.call('GET /messaging/parked', asked)),
        retry: async (asked: Retry) => taken(await certificates.call('POST /messaging/parked/retry', asked)),
        discard: async (asked: Discard) => taken(await certificates.call('POST /messaging/parked/{id}/discard', asked)),
      };
  }
};

/** Tries the messages of a key, or of all keys of a topic, again, or discards one. Resolves to what came of it. */
export const actOn = ({ form, ledger, words: { say } }: Visit): Promise<string | Refused> => {
  const service = SERVICES.find((one) => one === form.get('service'));
  const headers = { 'Idempotency-Key': form.get('key') ?? newId() };
  return orRefused(async () => {
    if (!service) throw new Refused(400, undefined);
    const operations = operationsOf(ledger, service);
    if (form.get('step') === 'discard') {
      const body = { reason: (form.get('reason') ?? '').trim() };
      await operations.discard({ headers, path: { id: form.get('id') ?? '' }, body });
      return say('messages.discarded');
    }
    const key = form.get('of');
    const body = { topic: form.get('topic') ?? '', ...(key === null ? {} : { key }) };
    const { released, stopped, next } = await operations.retry({ headers, body });
    return [
      say('messages.retried', { released }),
      ...(stopped ? [say('messages.stopped', { cause: stopped.cause })] : []),
      ...(next === undefined ? [] : [say('messages.more')]),
    ].join(' ');
  });
};
