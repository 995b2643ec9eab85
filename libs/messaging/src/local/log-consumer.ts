import type { OrderedDelivery } from '../delivery/ordered-delivery.js';
import type { LoggedMessage, MessageLog } from '../log/message-log.js';
import { backoffMs, type Backoff } from '@lib/kernel';
import { pause } from '../waiting/pause.js';
import { News } from '../waiting/news.js';
import type { Cursors } from './cursors.js';

/** Takes a log through an `OrderedDelivery`, batch by batch. The cursor is stored after the effects: at least once. */
export class LogConsumer {
  private readonly stopping = new AbortController();
  private readonly news = new News();
  private cursor: string | 'start' | undefined;
  private unsubscribe: (() => Promise<void>) | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly options: {
      readonly log: MessageLog;
      readonly cursors: Cursors;
      readonly delivery: OrderedDelivery;
      readonly outage: Backoff;
      /** News may be lost; after this time it looks by itself. */
      readonly pollMs: number;
      readonly onOutage: (error: unknown) => void;
      readonly onProgress: () => void;
    },
  ) {}

  get log(): MessageLog {
    return this.options.log;
  }

  start(): void {
    this.running ??= this.run(this.stopping.signal);
  }

  /** Waits for the messages in hand; the rest of their batch comes again after the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.news.tell();
    await this.running;
    await this.unsubscribe?.().catch(() => undefined);
  }

  /** The place in the log up to which all effects have happened. */
  async place(): Promise<string | 'start'> {
    return this.cursor ?? this.options.cursors.load(this.log.name);
  }

  /** Messages of the log whose effects have not all happened yet; counted up to the log's cap. */
  async lag(): Promise<number> {
    return this.log.lag(await this.place());
  }

  private async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.round(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        // Of a log that is another one by now the place may have been set anew, by an operator or with the log.
        this.cursor = undefined;
        this.options.onOutage(error);
        await pause(backoffMs(failures, this.options.outage), signal);
      }
    }
  }

  private async round(signal: AbortSignal): Promise<void> {
    const { log, cursors, pollMs } = this.options;
    this.cursor ??= await cursors.load(log.name);
    const batch = await log.read(this.cursor, BATCH_MAX);
    if (batch.length > 0) await this.deliver(batch, signal);
    if (batch.length === BATCH_MAX) return;
    if (this.unsubscribe) return this.news.wait(pollMs);
    // After it the log is read once more, for what came between that reading and this subscription.
    this.unsubscribe = await log.onNews(this.news.tell, this.cursor);
  }

  private async deliver(batch: readonly LoggedMessage[], signal: AbortSignal): Promise<void> {
    const { log, cursors, delivery, onProgress } = this.options;
    const dealtWith = await delivery.deliver(
      batch.map(({ cursor, message }) => ({ origin: `${log.name} ${cursor}`, message })),
      signal,
    );
    const last = batch[dealtWith - 1];
    if (!last) return;
    await cursors.store(log.name, last.cursor);
    this.cursor = last.cursor;
    onProgress();
  }
}

const BATCH_MAX = 200;
