import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { migrate, type Database } from '@lib/database';
import {
  PostgresEventStore,
  canonicalJson,
  eventStoreMigrations,
  openEsdbEventStore,
  type EventStore,
  type NewEvent,
  type StreamId,
} from '@lib/event-store';
import { newId, type Instant } from '@lib/kernel';
import { messagingMigrations } from '@lib/messaging';
import { EsdbDouble } from '../../../../test/esdb/double.js';
import { freshPglite, freshPostgres } from '../../../../test/support/fresh-store.js';
import { removeTempFolders, tempFolder } from '../../../../test/support/temp-folder.js';
import { FixedClock } from '../ledger/store.testing.js';
import { CheckpointRun } from './checkpoint.run.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

type Opened = { readonly database: Database; readonly store: EventStore; readonly close: () => void };

const onDatabase = async (database: Database): Promise<Opened> => {
  await migrate(database, 'event_store', eventStoreMigrations);
  return { database, store: new PostgresEventStore(database), close: () => undefined };
};
const stores: Readonly<Record<string, () => Promise<Opened>>> = {
  'PostgreSQL in this process': async () => onDatabase(await freshPglite()),
  'a PostgreSQL server': async () => onDatabase(await freshPostgres()),
  'a double of EventStoreDB': async () => {
    const [database, double] = await Promise.all([freshPostgres(), EsdbDouble.start()]);
    return { database, store: await openEsdbEventStore(double.url), close: () => double.kill() };
  },
};

describe.each(Object.entries(stores))('checkpoints of %s', (_, open) => {
  let opened: Opened;
  let file: string;
  let said: string[];
  let signed: number;
  const runs: CheckpointRun[] = [];
  beforeAll(async () => {
    opened = await open();
    await migrate(opened.database, 'certificates', messagingMigrations('certificates'));
    await append(3);
  });
  beforeEach(async () => {
    file = join(await tempFolder(), 'checkpoints');
    [said, signed] = [[], 0];
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const run of runs.splice(0)) await run.close();
  });
  afterAll(async () => {
    await opened.store.close();
    opened.close();
    await opened.database.close();
    await removeTempFolders();
  });

  const append = async (count: number): Promise<void> => {
    const event = (): NewEvent => ({
      id: newId(),
      type: 'Some',
      version: 1,
      data: {},
      meta: {},
      recordedAt: '2020-10-01T07:00:00.000Z' as Instant,
    });
    const more = Array.from({ length: count - 1 }, event);
    await opened.store.append(`account-${newId()}` as StreamId, 'no-stream', [event(), ...more]);
  };
  const instance = (): CheckpointRun => {
    const run = new CheckpointRun({
      ...opened,
      clock: new FixedClock(),
      settings: { file, key: privateKey, everyMs: 1_000 },
      say: (text) => void said.push(text),
      onSigned: () => (signed += 1),
    });
    runs.push(run);
    return run;
  };
  const lines = async (): Promise<readonly string[]> => (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  /** What is wrong with the file by docs/checkpoints.md, seen by one who reads everything. */
  const audited = async (): Promise<readonly string[]> => {
    const logs = ['0'.repeat(64)];
    for await (const { hash } of opened.store.readAll('start'))
      logs.push(sha(Buffer.from(`${logs.at(-1)}${hash}`, 'hex')));
    let before = { text: '', line: 0 };
    return (await lines()).flatMap((text) => {
      if (!isWhole(text)) return [];
      const { signature, ...told } = JSON.parse(text);
      const isSigned = verify(null, Buffer.from(canonicalJson(told)), publicKey, Buffer.from(signature, 'base64'));
      const follows = told.line === before.line + 1 && (before.line === 0 || told.previous === sha(before.text));
      before = { text, line: told.line };
      return isSigned && follows && told.log === logs[told.events] ? [] : [text];
    });
  };
  const sha = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const isWhole = (text: string): boolean => text.startsWith('{') && text.endsWith('"}');

  it('tell of the whole log, then of what came since, and nothing is read twice', async () => {
    const reading = jest.spyOn(opened.store, 'readAll');
    const run = instance();
    await run.run();
    expect(await lines()).toHaveLength(1);
    await run.run();
    await append(2);
    await append(1);
    await run.run();
    expect(await lines()).toHaveLength(2);
    const [, second = ''] = await lines();
    const told = JSON.parse(second) as { events: number; marks: string; position: string };
    expect(told.marks).toHaveLength(3 * 8);
    const begun = reading.mock.calls.map(([after]) => after);
    expect(begun[0]).toBe('start');
    expect(begun.slice(1)).not.toContain('start');
    expect(await audited()).toEqual([]);
    expect(said).toEqual([]);
  });

  it('are several where much has come', async () => {
    for (let streams = 0; streams < 11; streams++) await append(100);
    await instance().run();
    const counts = (await lines()).map((line) => (JSON.parse(line) as { marks: string }).marks.length / 8);
    expect(counts[0]).toBe(1_000);
    expect(counts).toHaveLength(2);
    expect(await audited()).toEqual([]);
  });

  it('are written by one instance, and by the next when that has ended', async () => {
    const [one, other] = [instance(), instance()];
    await one.run();
    const before = await lines();
    await append(1);
    await other.run();
    expect(await lines()).toEqual(before);
    expect(signed).toBe(1);
    await one.close();
    await other.run();
    expect(await lines()).toHaveLength(before.length + 1);
    expect(await audited()).toEqual([]);
    expect(said).toEqual([]);
  });

  it.each([
    ['in the middle of a line', (line: string) => line.slice(0, 100), 2],
    ['before the end of a line', (line: string) => line, 2],
  ])('go on after a crash %s', async (_when, left, whole) => {
    await instance().run();
    await append(1);
    await runs[0]!.run();
    const all = await lines();
    const last = all.at(-1) ?? '';
    await runs.pop()!.close();
    await writeFile(file, `${all.slice(0, -1).join('\n')}\n${left(last)}`);
    await append(1);
    await instance().run();
    await append(1);
    await runs[0]!.run();
    expect((await lines()).filter((line) => line.endsWith('"}')).length).toBeGreaterThan(whole);
    expect(await audited()).toEqual([]);
    expect(said).toEqual([]);
  });

  it('are not written behind a line that somebody has forged', async () => {
    await instance().run();
    await runs.pop()!.close();
    const forged = (await readFile(file, 'utf8')).replace(/"events":\d+(?!.*"events")/s, '"events":1');
    await writeFile(file, forged);
    await append(1);
    const run = instance();
    await run.run();
    await run.run();
    expect(await readFile(file, 'utf8')).toBe(forged);
    expect(said).toEqual([expect.stringMatching(/^no checkpoint is written: .*the signature does not fit$/)]);
  });

  it('stop where the log has lost what was signed, and say so', async () => {
    await instance().run();
    await runs.pop()!.close();
    // A line of another log, signed by the same key.
    const another = await onDatabase(await freshPglite());
    await another.store.append('account-1' as StreamId, 'no-stream', [
      { id: newId(), type: 'Some', version: 1, data: {}, meta: {}, recordedAt: '2020-10-01T07:00:00.000Z' as Instant },
    ]);
    await migrate(another.database, 'certificates', messagingMigrations('certificates'));
    const elsewhere = join(await tempFolder(), 'checkpoints');
    const stranger = new CheckpointRun({
      ...another,
      clock: new FixedClock(),
      settings: { file: elsewhere, key: privateKey, everyMs: 1_000 },
      say: () => undefined,
    });
    await stranger.run();
    await stranger.close();
    await another.store.close();
    await another.database.close();
    file = elsewhere;
    const before = await readFile(file, 'utf8');
    await instance().run();
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(said).toEqual([expect.stringMatching(/^no checkpoint is written: /)]);
  });

  it('begin again when what kept them from it is over', async () => {
    const run = instance();
    await run.run();
    await appendFile(file, 'somebody wrote here\n');
    await append(1);
    await run.run();
    expect(said).toEqual([expect.stringMatching(/another process has written to the file/)]);
    await run.run();
    expect(said.at(-1)).toBe('checkpoints are written again');
    expect(await audited()).toEqual([]);
  });
});
