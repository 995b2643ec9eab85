import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, NO_STREAM, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { openEsdbEventStore, type Append, type EventStore, type LogFilter, type StreamId } from '@lib/event-store';
import type { Figures } from './figures.js';
import { rate, timed, type Rate } from './rate.js';

const WRITERS = [1, 16, 64, 256];
const SECONDS = 3;
const ROUNDS = 3;
const BATCH = 500;
const EVENTS_READ = 50_000;

type Parts = {
  readonly figures: Figures;
  readonly server: string;
  readonly store: EventStore;
  readonly client: EventStoreDBClient;
  /** One event, to a stream of its own. */
  readonly fresh: (n: number) => Append;
};

/**
 * The adapter of EventStoreDB beside the client's own batch call and the client's own reading, in turn, the median of rounds. On
 * the server that EVENT_STORE_URL names, which keeps what is written; else on the double in a process of its own, which is
 * slower than any server: there the processor time of this process is the figure.
 */
export const benchEsdb = async (figures: Figures, fresh: (n: number) => Append): Promise<void> => {
  const server = await serverToMeasure();
  const store = await openEsdbEventStore(server.url);
  const client = EventStoreDBClient.connectionString(server.url);
  const parts = { figures, server: server.name, store, client, fresh };
  try {
    await benchAppends(parts);
    await benchReading(parts);
  } finally {
    await store.close();
    await client.dispose();
    server.stop();
  }
};

const benchAppends = async ({ figures, server, store, client, fresh }: Parts): Promise<void> => {
  const byClient = async (n: number): Promise<number> => {
    const { type, data, meta } = fresh(n).events[0];
    const event = jsonEvent({ type, data, metadata: meta });
    await client.appendToStream(`bench-${randomUUID()}`, event, { expectedRevision: NO_STREAM });
    return 1;
  };
  const byAdapter = async (n: number): Promise<number> => {
    const { stream, expected, events } = fresh(n);
    await store.append(stream, expected, events);
    return 1;
  };
  for (const writers of WRITERS)
    await beside(figures, {
      limit: [`${server}: the client's batch call, ${writers} writers`, () => rate(writers, SECONDS, byClient)],
      work: [`${server}: append, ${writers} writers`, () => rate(writers, SECONDS, byAdapter)],
    });
  const manyByClient = async (): Promise<number> => {
    await Promise.all(Array.from({ length: BATCH }, (_, n) => byClient(n)));
    return BATCH;
  };
  const appendEach = async (): Promise<number> => {
    await store.appendEach(Array.from({ length: BATCH }, (_, n) => fresh(n)));
    return BATCH;
  };
  await beside(figures, {
    limit: [`${server}: the client's batch call, ${BATCH} at once`, () => rate(1, SECONDS, manyByClient)],
    work: [`${server}: appendEach, ${BATCH} streams at once`, () => rate(1, SECONDS, appendEach)],
  });
};

/** Reads events that were written for it; the client filters by a subscription, for its `readAll` cannot. */
const benchReading = async ({ figures, server, store, client, fresh }: Parts): Promise<void> => {
  const prefix = `bench-read-${randomUUID()}-`;
  const named = (n: number): Append => ({ ...fresh(n), stream: `${prefix}${n}` as StreamId });
  for (let written = 0; written < EVENTS_READ; written += BATCH)
    await store.appendEach(Array.from({ length: BATCH }, (_, n) => named(written + n)));
  const filter: LogFilter = { streamPrefixes: [prefix] };
  const byClient = (): Promise<number> =>
    counted(client.subscribeToAll({ filter: streamNameFilter({ prefixes: [prefix] }) }));
  await beside(figures, {
    limit: [`${server}: the client's subscription`, () => timed(byClient)],
    work: [`${server}: readAll`, () => timed(() => counted(store.readAll('start', filter)))],
  });
};

const counted = async (events: AsyncIterable<unknown>): Promise<number> => {
  let read = 0;
  for await (const _ of events) if ((read += 1) === EVENTS_READ) break;
  return read;
};

type Measured = readonly [name: string, measure: () => Promise<Rate>];
type Costed = Rate & { readonly microseconds: number };

/** A work and its limit in turn, and the processor time of this process for each. */
const beside = async (
  figures: Figures,
  { limit, work }: { readonly limit: Measured; readonly work: Measured },
): Promise<void> => {
  const [limits, works]: [Costed[], Costed[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(await costed(limit[1]));
    works.push(await costed(work[1]));
  }
  const cost = (name: string): string => `${name}, processor`;
  figures.rate(limit[0], median(limits, 'perSecond'));
  figures.rate(work[0], median(works, 'perSecond'), limit[0]);
  figures.measure(cost(limit[0]), median(limits, 'microseconds').microseconds, 'µs each');
  figures.measure(cost(work[0]), median(works, 'microseconds').microseconds, 'µs each', cost(limit[0]));
};

const costed = async (measure: () => Promise<Rate>): Promise<Costed> => {
  const [before, since] = [process.cpuUsage(), performance.now()];
  const measured = await measure();
  const { user, system } = process.cpuUsage(before);
  const done = measured.perSecond * ((performance.now() - since) / 1000);
  return { ...measured, microseconds: (user + system) / done };
};

const median = (all: readonly Costed[], by: 'microseconds' | 'perSecond'): Costed =>
  all.toSorted((a, b) => a[by] - b[by])[Math.floor(all.length / 2)] as Costed;

const serverToMeasure = async (): Promise<{ readonly name: string; readonly url: string; stop(): void }> => {
  const { EVENT_STORE_URL: url } = process.env;
  if (url?.startsWith('esdb')) return { name: 'EventStoreDB', url, stop: () => undefined };
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const program = spawn(
    process.execPath,
    ['--import', here('../support/typescript.js'), here('../esdb/double.program.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [told] = (await once(createInterface({ input: program.stdout }), 'line')) as [string];
  return { name: 'double of EventStoreDB', url: told, stop: () => program.stdin.end() };
};
