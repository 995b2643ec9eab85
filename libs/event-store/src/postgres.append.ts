import type { Sql } from '@lib/database';
import type { SealedAppend } from './append-queue.js';
import { RevisionConflict, type AppendResult, type StoredEvent } from './event-store.js';
import { revisionOf, type SealedEvent } from './hash-chain.js';
import { positionAt } from './position.js';
import { selectEvents } from './postgres.read.js';
import { isRepetition } from './repetition.js';

/**
 * Appends items of different streams in one statement and one transaction; one result per item, in their order.
 * @throws what the database throws; then either none of the items is appended, or the connection broke before the answer.
 */
export const appendBatch = async (sql: Sql, batch: readonly SealedAppend[]): Promise<readonly AppendResult[]> => {
  const rows = await sql.query<AppendedRow>(
    'SELECT item, revision, place FROM event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
    parametersOf(batch),
  );
  const rowsOf = Map.groupBy(rows, (row) => row.item - 1);
  const isLeftOut = (index: number): boolean => rowsOf.get(index)?.[0]?.place === null;
  const leftOut = batch.filter((_, index) => isLeftOut(index));
  const recorded = await recordedInPlaceOf(sql, leftOut);
  return batch.map((item, index) => {
    const own = (rowsOf.get(index) ?? []).toSorted((a, b) => a.revision - b.revision);
    if (!isLeftOut(index)) return { ok: true, events: item.events.map(({ event }, at) => withPlace(event, own[at])) };
    const there = recorded.get(item.stream) ?? [];
    if (
      isRepetition(
        there,
        item.events.map(({ event }) => event),
      )
    )
      return { ok: true, events: there };
    const actual = own[0]?.revision ?? -1;
    const error = new RevisionConflict(item.stream, revisionOf(item.expected), actual < 0 ? 'no-stream' : actual);
    return { ok: false, error };
  });
};

/** An event that was written, or an item that was left out, with the actual revision of its stream and without a place. */
type AppendedRow = { readonly item: number; readonly revision: number; readonly place: number | null };

const withPlace = (event: SealedEvent['event'], row: AppendedRow | undefined): StoredEvent => {
  if (row?.revision !== event.revision || row.place === null)
    throw new Error(`the database did not answer for ${event.stream} ${event.revision}`);
  return { ...event, position: positionAt(row.place, event.hash) };
};

const parametersOf = (batch: readonly SealedAppend[]): readonly unknown[] => {
  const events = batch.flatMap((item, index) => item.events.map((sealed) => ({ ...sealed, item: index + 1 })));
  return [
    batch.map(({ stream }) => stream),
    batch.map(({ expected }) => (expected === 'no-stream' ? -1 : expected.revision)),
    batch.map(({ expected }) => (expected === 'no-stream' ? '' : expected.hash)),
    events.map(({ item }) => item),
    events.map(({ event }) => event.revision),
    events.map(({ event }) => event.id),
    events.map(({ event }) => event.type),
    events.map(({ event }) => event.version),
    events.map(({ dataJson }) => dataJson),
    events.map(({ metaJson }) => metaJson),
    events.map(({ event }) => event.recordedAt),
    events.map(({ event }) => event.hash),
  ];
};

// What is recorded does not change, so that it can be read after the statement that found the places taken.
const recordedInPlaceOf = async (
  sql: Sql,
  items: readonly SealedAppend[],
): Promise<ReadonlyMap<string, readonly StoredEvent[]>> => {
  if (items.length === 0) return new Map();
  const events = await selectEvents(
    sql,
    `JOIN unnest($1::text[], $2::int[], $3::int[]) AS a(stream, first, last)
     ON e.stream = a.stream AND e.revision BETWEEN a.first AND a.last
     ORDER BY e.stream, e.revision`,
    [
      items.map(({ stream }) => stream),
      items.map((item) => item.events[0].event.revision),
      items.map((item) => item.events.at(-1)?.event.revision),
    ],
  );
  return Map.groupBy(events, (event) => event.stream);
};
