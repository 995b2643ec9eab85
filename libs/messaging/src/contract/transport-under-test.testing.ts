import type { WireMessage } from '@lib/contracts';
import type { Database } from '@lib/database';
import type { Handle, Inbox, Parking, Retry } from '../index.js';

/** One consumer, and the way to its topics, however the messages travel. Its attempts per message are 3. */
export type TransportUnderTest = {
  /** Writes messages as they are, in their order, also such as no sender would write. */
  publish(messages: readonly WireMessage[]): Promise<void>;
  /** Starts consuming; after `crash`, as a new process would. Topics without a handler may be published to. */
  start(handlers: Readonly<Record<string, Handle>>): Promise<void>;
  /** As if the process were killed here: nothing in hand is acknowledged, and what still runs can write nothing. */
  crash(): void;
  /** Resolves when everything published is handled, parked or skipped. */
  idle(): Promise<void>;
  readonly parking: Pick<Parking, 'list' | 'holds'>;
  catchesUp(topic: string, withinMs: number): Promise<boolean>;
  discard(id: number, reason: string): Promise<boolean>;
  retry(topic: string, key: string): Promise<Retry>;
  /** Where handlers have their effects, as the process sees it that runs now: out of reach for one that crashed. */
  readonly database: Database;
  readonly inbox: Inbox;
  /** Ends everything; may be called twice. */
  close(): Promise<void>;
};
