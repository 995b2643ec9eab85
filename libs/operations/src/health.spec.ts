import { describe, expect, it } from '@jest/globals';
import { AnotherLog } from '@lib/event-store';
import { HealthSource } from './health.http.js';

const answers = () => Promise.resolve('here');
const fails = () => Promise.reject(new Error('away'));
const silent = () => new Promise<never>(() => undefined);

const source = (lag: () => Promise<number>, dependencies = {}, lagMax = Infinity): HealthSource =>
  new HealthSource(lag, dependencies, lagMax);

describe('a service', () => {
  it('is ready when what it needs answers', async () => {
    expect(await source(async () => 7, { database: answers, kafka: answers }).ready()).toEqual({
      status: 'ready',
      lag: 7,
    });
  });

  it('is not while something fails or does not answer in time, and names all of it', async () => {
    await expect(
      source(async () => 0, { database: fails, kafka: answers, store: silent }).ready(),
    ).rejects.toMatchObject({
      status: 503,
      reason: 'not-ready',
      extensions: { silent: ['database', 'store'], lag: 0 },
    });
  });

  // On an engine all instances said 503 for six seconds while Kafka's partitions moved, and named nothing.
  it.each([
    ['fails', fails],
    ['does not answer in time', silent],
  ])('is not while the question how far it is %s, and names that', async (_, lag) => {
    await expect(source(lag, { database: answers }).ready()).rejects.toMatchObject({
      reason: 'not-ready',
      extensions: { silent: ['lag'] },
    });
  });

  // After a broker was killed every instance was not ready for eighteen seconds, though requests were answered all the time.
  it('is ready with the lag that was last known, for a minute', async () => {
    let [now, ask] = [0, (): Promise<number> => Promise.resolve(7)];
    const service = new HealthSource(
      () => ask(),
      { database: answers },
      Infinity,
      () => now,
    );
    await service.ready();
    ask = fails;
    now = 59_999;
    expect(await service.ready()).toEqual({ status: 'ready', lag: 7 });
    now = 60_000;
    await expect(service.ready()).rejects.toMatchObject({ extensions: { silent: ['lag'] } });
  });

  it('is not while a log that it reads is another one, and names it', async () => {
    const stopped = () => Promise.reject(new AnotherLog('the log has no event at 7'));
    await expect(source(stopped, { database: answers }).ready()).rejects.toMatchObject({
      reason: 'not-ready',
      extensions: { silent: ['log'] },
    });
  });

  it('is not when it is further behind than it may be', async () => {
    await expect(source(async () => 11, {}, 10).ready()).rejects.toMatchObject({ extensions: { silent: [], lag: 11 } });
    expect(await source(async () => 10, {}, 10).ready()).toMatchObject({ lag: 10 });
  });
});
