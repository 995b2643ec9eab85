import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase, PgliteDatabase, migrate } from '@lib/database';
import { connectionTo, type Connection } from '../../../test/support/postgres-connection.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { WRITERS, all, caughtUp, eventsIn, freshStreams, here, noted, notes } from './contract/fixtures.js';
import { EventStoreUnavailable, type NonEmpty, type NewEvent, type StoredEvent, type StreamId } from './event-store.js';
import { headOf, verifyChain } from './hash-chain.js';
import { PostgresEventStore } from './postgres.event-store.js';
import { eventStoreMigrations } from './postgres.schema.js';

describe('PostgresEventStore', () => {
  let server: RealPostgres;
  let url: string;
  let database: PgDatabase;
  let store: PostgresEventStore;
  beforeAll(async () => {
    server = await realPostgres();
    url = await server.createDatabase();
    database = new PgDatabase(url);
    await migrate(database, 'event_store', eventStoreMigrations);
    store = new PostgresEventStore(database);
  });
  afterAll(async () => {
    await store.close();
    await database.close();
    await server.stop();
  });

  it('loses nothing, doubles nothing and invents nothing when connections are killed in mid-transaction', async () => {
    const { named, filter } = freshStreams();
    const from = await here(store);
    const admin = new PgDatabase(url);
    let areKilling = true;

    const killing = (async () => {
      for (let round = 0; round < 12; round++) await killAWriter(admin, url, named(`killed-${round}`), round % 2 === 0);
      areKilling = false;
    })();
    const writing = Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const written: StoredEvent[] = [];
        while (areKilling) written.push(...(await persist(store, named(writer), written, notes(1 + (writer % 3)))));
        return written;
      }),
    );
    const reader = new PgDatabase(url);
    const abort = new AbortController();
    const seen: StoredEvent[] = [];
    const reading = (async () => {
      const tail = new PostgresEventStore(reader);
      while (seen.at(-1)?.stream !== named('last'))
        try {
          const options = { filter, signal: abort.signal };
          for await (const message of tail.subscribeAll(seen.at(-1)?.position ?? from, options)) {
            seen.push(...eventsIn([message]));
            if (seen.at(-1)?.stream === named('last')) break;
          }
        } catch (error) {
          if (!(error instanceof EventStoreUnavailable)) throw error;
        }
    })();

    await killing;
    const written = (await writing).flat();
    const last = await persist(store, named('last'), [], notes(1));
    await reading;

    const log = await all(store.readAll(from, filter));
    expect(seen).toEqual(log);
    const ids = (events: readonly StoredEvent[]): readonly string[] => events.map(({ id }) => id).toSorted();
    expect(ids(log)).toEqual(ids([...written, ...last]));
    for (const history of Map.groupBy(log, ({ stream }) => stream).values())
      expect(verifyChain(history)).toBeUndefined();
    await admin.close();
    await reader.close();
  });

  it.each(['COMMIT', 'ROLLBACK'])(
    'shows and answers nothing that stands behind an undecided event, until its %s',
    async (decision) => {
      const { named, filter } = freshStreams();
      const from = await here(store);
      const early = await insertUncommitted(url, named('early'));
      let isAnswered = false;
      const late = store.append(named('late'), 'no-stream', notes(1)).finally(() => (isAnswered = true));
      while (!isAnswered && (await waitingForTurn(database)) === undefined);
      expect(isAnswered).toBe(false);
      expect(await all(store.readAll(from, filter))).toEqual([]);
      await early.query(decision);
      await late;
      const streams = (await all(store.readAll(from, filter))).map(({ stream }) => stream);
      expect(streams).toEqual(decision === 'COMMIT' ? [named('early'), named('late')] : [named('late')]);
      await early.end();
    },
  );

  it('does not let one event that the database refuses fail its neighbours', async () => {
    await database.query(`ALTER TABLE event_store.events ADD CONSTRAINT refused CHECK (type <> 'refused')`);
    const { named } = freshStreams();
    const appending = Array.from({ length: 20 }, (_, index) =>
      store.append(named(index), 'no-stream', [noted('good'), noted('', index === 7 ? { type: 'refused' } : {})]),
    );
    const ends = await Promise.allSettled(appending);
    expect(ends.map((end) => end.status === 'fulfilled')).toEqual(appending.map((_, index) => index !== 7));
    expect(ends[7]).toMatchObject({ reason: { code: '23514' } });
    expect(await store.read(named(7))).toEqual([]);
    expect(await store.read(named(8))).toHaveLength(2);
  });

  it('tells that the server is away', async () => {
    const away = new PgDatabase('postgres://postgres@127.0.0.1:1/postgres');
    const lonely = new PostgresEventStore(away);
    const { named } = freshStreams();
    const { signal } = new AbortController();
    const answers = await Promise.allSettled([
      lonely.read(named('a')),
      lonely.append(named('a'), 'no-stream', notes(1)),
      lonely.appendEach([{ stream: named('a'), expected: 'no-stream', events: notes(1) }]),
      all(lonely.readAll('start')),
      all(lonely.subscribeAll('start', { signal })),
    ]);
    for (const answer of answers)
      expect(answer).toEqual({ status: 'rejected', reason: expect.any(EventStoreUnavailable) });
    await lonely.close();
    await away.close();
  });

  it('tells that it is closed, after it has written what was under way', async () => {
    const closing = new PostgresEventStore(database);
    const { named } = freshStreams();
    const appending = closing.append(named('a'), 'no-stream', notes(1));
    await closing.close();
    await expect(closing.append(named('b'), 'no-stream', notes(1))).rejects.toThrow(EventStoreUnavailable);
    expect(await store.read(named('a'))).toEqual(await appending);
  });

  it('listens on one connection for all subscriptions, and no longer than they last', async () => {
    const listeners = async (): Promise<unknown> => {
      const sql = `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
      return (await database.query(sql))[0]?.n;
    };
    const abort = new AbortController();
    const { filter } = freshStreams();
    const subscriptions = Array.from({ length: 3 }, () =>
      store.subscribeAll('start', { filter, signal: abort.signal }),
    );
    const { promise: areAllLive, resolve } = Promise.withResolvers<void>();
    let live = 0;
    const reading = subscriptions.map(async (messages) => {
      for await (const message of messages) if (caughtUp(message) && ++live === subscriptions.length) resolve();
    });
    await areAllLive;
    expect(await listeners()).toBe(1);
    abort.abort();
    await Promise.all(reading);
    while ((await listeners()) !== 0);
  });

  it('on an embedded database lets others have their turn while it reads', async () => {
    const embedded = await PgliteDatabase.open();
    await migrate(embedded, 'event_store', eventStoreMigrations);
    const quiet = new PostgresEventStore(embedded);
    let isReading = true;
    setImmediate(() => (isReading = false));
    while (isReading) await all(quiet.readAll('start'));
    await embedded.close();
  });
});

/** Appends, and asks again with the same events as long as the store does not answer. */
const persist = async (
  store: PostgresEventStore,
  stream: StreamId,
  history: readonly StoredEvent[],
  events: NonEmpty<NewEvent>,
): Promise<readonly StoredEvent[]> => {
  for (;;)
    try {
      return await store.append(stream, headOf(history), events);
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
    }
};

/** A connection that has inserted an event and neither committed nor rolled back. */
const insertUncommitted = async (url: string, stream: StreamId): Promise<Connection> => {
  const connection = await connectionTo(url);
  await connection.query('BEGIN');
  await connection.query(
    `INSERT INTO event_store.events (stream, revision, id, type, version, data, meta, recorded_at, hash)
     VALUES ($1, 0, gen_random_uuid(), 'noted', 1, '{}', '{}', now(), '')`,
    [stream],
  );
  return connection;
};

/** The connection, if any, that waits until another one's insertion is decided. */
const waitingForTurn = async (database: PgDatabase): Promise<number | undefined> => {
  const rows = await database.query<{ pid: number }>(
    `SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
     WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`,
  );
  return rows[0]?.pid;
};

/** Kills a connection that has inserted and not committed, and before it, if asked to, the one that waits behind it. */
const killAWriter = async (
  database: PgDatabase,
  url: string,
  stream: StreamId,
  alsoWaiting: boolean,
): Promise<void> => {
  const { pid, ended } = await insertUncommitted(url, stream);
  let waiting: number | undefined;
  while (waiting === undefined) waiting = await waitingForTurn(database);
  for (const victim of alsoWaiting ? [waiting, pid] : [pid])
    await database.query('SELECT pg_terminate_backend($1)', [victim]);
  await ended;
};
