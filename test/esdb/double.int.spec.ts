import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { END, EventStoreDBClient, NO_STREAM, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { EsdbDouble } from './double.js';

/** What the client itself, by its own methods, finds in the double. */
describe('The double of EventStoreDB', () => {
  let double: EsdbDouble;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    double = await EsdbDouble.start();
    client = EventStoreDBClient.connectionString(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    double.kill();
  });
  const noted = (note: unknown) => jsonEvent({ type: 'noted', data: { note }, metadata: { by: 'test' } });
  const readAll = async (read: AsyncIterable<{ event?: { data: unknown } }>): Promise<unknown[]> =>
    (await Array.fromAsync(read)).map(({ event }) => event?.data);

  it('takes batches of appends, and reads them forwards and backwards', async () => {
    const events = [1, 2, 3].map(noted);
    const result = await client.appendToStream('batch', events, { expectedRevision: NO_STREAM });
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 2n, position: { commit: expect.any(BigInt) } });
    expect(double.calls).toMatchObject({ batchAppend: 1, features: 1, append: 1 });
    expect(await readAll(client.readStream('batch'))).toEqual([{ note: 1 }, { note: 2 }, { note: 3 }]);
    const backwards = client.readStream('batch', { direction: 'backwards', fromRevision: END, maxCount: 2 });
    expect(await readAll(backwards)).toEqual([{ note: 3 }, { note: 2 }]);
    expect(await readAll(client.readStream('batch', { fromRevision: 7n }))).toEqual([]);
    await expect(readAll(client.readStream('none'))).rejects.toMatchObject({ type: 'stream-not-found' });
    const again = await client.appendToStream('batch', events, { expectedRevision: NO_STREAM });
    expect(again).toEqual(result);
  });

  it.each([[{}], [{ credentials: { username: 'admin', password: 'changeit' } }]])(
    'refuses appends, in a batch or alone %j',
    async (options) => {
      const appending = client.appendToStream('wrong', noted(1), { ...options, expectedRevision: 4n });
      await expect(appending).rejects.toMatchObject({
        type: 'wrong-expected-version',
        expectedVersion: 4n,
        actualVersion: 'no_stream',
      });
      const large = client.appendToStream('large', noted('x'.repeat(1024 * 1024)), options);
      await expect(large).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1024 * 1024 });
      await client.appendToStream('tombstone', noted(1), options).catch(() => undefined);
      await client.tombstoneStream('tombstone');
      const deleted = client.appendToStream('tombstone', noted(1), options);
      await expect(deleted).rejects.toMatchObject({ type: 'stream-deleted' });
    },
  );

  it('goes on behind the last revision when a deleted stream is written again', async () => {
    await client.appendToStream('deleted', [1, 2].map(noted));
    await client.deleteStream('deleted');
    await expect(readAll(client.readStream('deleted'))).rejects.toMatchObject({ type: 'stream-not-found' });
    const again = await client.appendToStream('deleted', noted(3), { expectedRevision: NO_STREAM });
    expect(again.nextExpectedRevision).toBe(2n);
  });

  it('subscribes with a filter, tells checkpoints, and that it caught up', async () => {
    for (let index = 0; index < 100; index++) double.log.writeSystemEvent();
    await client.appendToStream('filtered', [1, 2].map(noted));
    const checkpoints: unknown[] = [];
    const checkpointReached = async (_: unknown, position: unknown): Promise<void> => void checkpoints.push(position);
    const filter = streamNameFilter({ prefixes: ['filtered'], checkpointInterval: 1, checkpointReached });
    const subscription = client.subscribeToAll({ filter });
    const notesTold: unknown[] = [];
    subscription.on('data', ({ event }) => notesTold.push(event?.data));
    const isCaughtUp = new Promise<void>((resolve) => subscription.on('caughtUp', resolve));
    await isCaughtUp;
    while (notesTold.length < 2) await new Promise(setImmediate);
    expect(notesTold).toEqual([{ note: 1 }, { note: 2 }]);
    expect(checkpoints.length).toBeGreaterThan(0);
    await subscription.unsubscribe();
  });
});
