import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@lib/database';
import type { EventStore, StoredEvent } from '@lib/event-store';
import type { Clock } from '@lib/kernel';
import { Leases } from '@lib/messaging';
import type { CheckpointSettings } from '@lib/operations';
import { LineFile } from './line-file.js';
import { nextLine, readLine, type Line } from './checkpoint-line.js';

/** After the death of the process that writes another goes on within this time. */
const LEASE_MS = 30_000;
/** A line tells of so many at most: of a longer past there are several. */
const EVENTS_MAX = 1_000;

export type CheckpointParts = {
  readonly database: Database;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly settings: CheckpointSettings;
  /** Told when it goes on, and when something keeps it from it: the first time, not each time. */
  readonly say: (text: string, isFault: boolean) => void;
  /** Told when the log is signed to its end. */
  readonly onSigned?: (() => void) | undefined;
};

/**
 * Signs, at a set interval, how far the log has come, into a file outside the database (docs/checkpoints.md). Any number of
 * processes may run it; one at a time writes. What it knows of the log is the last line of the file: it reads what came
 * after it, and nothing again.
 */
export class CheckpointRun {
  private readonly stopping = new AbortController();
  private readonly leases: Leases;
  private writing: Writing | undefined;
  private running: Promise<void> | undefined;
  private fault: string | undefined;

  constructor(private readonly parts: CheckpointParts) {
    this.leases = new Leases(parts.database, 'certificates', LEASE_MS);
  }

  start(): void {
    this.running ??= this.repeat();
  }

  /** Waits for the line in hand. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.leave();
  }

  /** Signs what came into the log, if this process may. Never rejects: what fails is said, and tried again in the next turn. */
  async run(): Promise<void> {
    try {
      this.writing = await this.mine();
      if (!this.writing) return;
      while (await this.write(this.writing));
      if (this.writing.lease.isHeld) this.parts.onSigned?.();
      if (this.fault !== undefined) this.parts.say('checkpoints are written again', false);
      this.fault = undefined;
    } catch (error) {
      await this.leave();
      const fault = error instanceof Error ? error.message : String(error);
      if (fault !== this.fault) this.parts.say(`no checkpoint is written: ${fault}`, true);
      this.fault = fault;
    }
  }

  private async repeat(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.run();
      // Never keeps a process from its end.
      await sleep(this.parts.settings.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** The right to write, and the file as it is since; undefined while another process has the right. */
  private async mine(): Promise<Writing | undefined> {
    if (this.writing?.lease.isHeld) return this.writing;
    await this.leave();
    const lease = await this.leases.take('checkpoints');
    if (!lease) return undefined;
    const { file: path, key } = this.parts.settings;
    const file = await LineFile.open(path).catch(async (error: unknown) => {
      await lease.release();
      throw error;
    });
    // Kept at once, so that whatever fails from here on is left in order.
    this.writing = { lease, file, last: undefined };
    for await (const text of file.backwards()) {
      this.writing.last = readLine(text, key);
      if (this.writing.last) break;
    }
    return this.writing;
  }

  /** The next line; false when the log is signed to its end. */
  private async write(writing: Writing): Promise<boolean> {
    const { store, clock, settings } = this.parts;
    const { last, lease, file } = writing;
    const [first, ...more] = await Array.fromAsync(
      store.readAll(last?.checkpoint.position ?? 'start', undefined, EVENTS_MAX),
    );
    if (!first) return false;
    await clock.refresh();
    const events: readonly [StoredEvent, ...StoredEvent[]] = [first, ...more];
    const line = nextLine(last, events, clock.now(), settings.key);
    if (!lease.isHeld || this.stopping.signal.aborted) return false;
    file.append(line.text);
    writing.last = line;
    return events.length === EVENTS_MAX;
  }

  private async leave(): Promise<void> {
    const { writing } = this;
    this.writing = undefined;
    await writing?.file.close();
    await writing?.lease.release();
  }
}

type Writing = {
  readonly lease: NonNullable<Awaited<ReturnType<Leases['take']>>>;
  readonly file: LineFile;
  last: Line | undefined;
};
