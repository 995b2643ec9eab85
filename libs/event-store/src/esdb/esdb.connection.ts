import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { EventStoreMisconfigured, EventStoreUnavailable } from '../event-store.js';
import { esdbAddressFault } from './esdb.address.js';
import { AppendCalls, type Appended, type BatchAppendCall, type ProposedAppend } from './esdb.appends.js';
import { isBroken, isDropped, isNotLeader, portErrorOf } from './esdb.errors.js';
import { hedged } from './hedge.js';

/**
 * The calls that the ledger makes, on the connection of the client: it finds the node, keeps the connection alive and opens
 * another when one fails. Its own `appendToStream` and `readAll` are not used. The one makes the same batch call and waits for an
 * answer without a deadline; when the call breaks, the appends of other clients of the process fail with it, and an answer
 * that comes later ends the process (docs/adr/0071-batch-the-appends-to-eventstoredb.md). The other cannot filter.
 */
export class EsdbConnection {
  private readonly client: Inner;
  private readonly appends = new AppendCalls(() =>
    this.endless('appends', (client, [metadata, options]) => client.batchAppend(metadata, options)),
  );
  private readonly closing = new AbortController();

  /** @throws EventStoreMisconfigured for a connection string that cannot work, without repeating it. */
  constructor(
    url: string,
    private readonly deadlineMs: number,
  ) {
    const fault = esdbAddressFault(url);
    if (fault !== undefined) throw new EventStoreMisconfigured(`the address of EventStoreDB: ${fault}`);
    try {
      this.client = EventStoreDBClient.connectionString(url) as unknown as Inner;
    } catch (error) {
      // Some errors of the client carry the whole string: this one is not a cause, only its text.
      throw new EventStoreMisconfigured(`the address of EventStoreDB: ${error instanceof Error ? error.message : ''}`);
    }
  }

  /**
   * The actual end of the stream when it is not the expected one and the events do not stand there already. Asked again while
   * there is no answer: the server drops an append whose original it has written and not yet committed, and says so after two
   * seconds, when it would have known the answer long ago (docs/adr/0031-ask-eventstoredb-again.md).
   */
  async append(append: ProposedAppend): Promise<Appended> {
    const { deadlineMs, appends } = this;
    return this.toTheLeader(() =>
      hedged(appends.asker(append), { wasDropped: isDropped, patienceMs: appends.patienceMs, deadlineMs }),
    );
  }

  /**
   * What the server answers, as many messages at a time as have come; memory is bounded by the flow control of gRPC. A server
   * that says nothing for the time of the deadline is away, unless `mayBeSilent` says that there may be nothing to tell: it is
   * asked at once, and again after each `silenceMs` without a message.
   */
  async *read(options: ReadReq.Options, how: ReadOptions = {}): AsyncGenerator<readonly ReadResp[], void, undefined> {
    const signal = how.signal ? AbortSignal.any([how.signal, this.closing.signal]) : this.closing.signal;
    const { messages, first } = await this.toTheLeader(async () => {
      const begun = this.messages(options, { ...how, signal });
      return { messages: begun, first: await begun.next() };
    });
    if (first.done) return;
    try {
      yield first.value;
      yield* messages;
    } catch (error) {
      throw portErrorOf(error);
    } finally {
      await messages.return();
    }
  }

  /** The one event that is asked for; a read that breaks is asked once more. */
  async readOne(options: ReadReq.Options, signal?: AbortSignal): Promise<RecordedEvent | undefined> {
    for (let attempt = 1; ; attempt++)
      try {
        for await (const messages of this.read(options, signal && { signal }))
          for (const message of messages) {
            const record = message.getEvent()?.getEvent();
            if (record) return record;
          }
        return undefined;
      } catch (error) {
        if (attempt > 1 || !isBroken(error)) throw error;
      }
  }

  /** Ends the reads under way and the connection. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.client.dispose();
    // Nothing is called any more; a client that has not found a node yet must not be waited for.
    void this.client.getChannel().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }

  private async *messages(
    options: ReadReq.Options,
    { signal, mayBeSilent = async () => false, silenceMs = Infinity }: ReadOptions & { readonly signal: AbortSignal },
  ): AsyncGenerator<readonly ReadResp[], void, undefined> {
    const call = await this.opened(options);
    const cancel = (): void => call.cancel();
    signal.addEventListener('abort', cancel);
    try {
      if (signal.aborted) throw new EventStoreUnavailable('the read was given up');
      const inbox = new Inbox(call);
      for (;;) {
        const messages = inbox.take();
        if (messages.length > 0) yield messages;
        else if (inbox.isOver) return;
        else {
          const news = inbox.news();
          let isHere = false;
          while (!isHere && (await mayBeSilent())) isHere = await settles(news, silenceMs);
          if (!isHere) await inTime(news, this.deadlineMs);
        }
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      call.cancel();
    }
  }

  private async opened(options: ReadReq.Options): Promise<ReadCall> {
    const request = new streams.ReadReq().setOptions(options);
    const opening = this.endless('read', (client, [metadata, callOptions]) =>
      client.read(request, metadata, callOptions),
    );
    try {
      return await inTime(opening, this.deadlineMs);
    } catch (error) {
      opening.then(
        (call) => call.cancel(),
        () => undefined,
      );
      throw error;
    }
  }

  /** A call without a deadline of its own, to the leader. */
  private endless<C extends ReadCall | BatchAppendCall>(
    name: string,
    begin: (client: StreamsClient, args: CallArguments) => C,
  ): Promise<C> {
    return this.client.GRPCStreamCreator(StreamsClient, name, (client) => {
      const call = begin(client, this.client.callArguments({ requiresLeader: true }, { deadline: Infinity }));
      // An error that comes when nobody listens any more, has nobody to be told to.
      call.on('error', () => undefined);
      return call;
    })();
  }

  /** A node that is not the leader has done nothing, and the client has turned to the leader: the same once more. */
  private async toTheLeader<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++)
      try {
        if (this.closing.signal.aborted) throw new EventStoreUnavailable('the event store is closed');
        return await ask();
      } catch (error) {
        if (attempt === LEADERS_MAX || !isNotLeader(error)) throw portErrorOf(error);
        await othersTurn();
      }
  }
}

/** The messages of a read as they come, not many more than are taken at a time. */
class Inbox {
  private messages: ReadResp[] = [];
  private end: { readonly error?: Error } | undefined;
  private onNews: (() => void) | undefined;

  constructor(private readonly call: ReadCall) {
    call.on('data', (message: ReadResp) => {
      this.messages.push(message);
      if (this.messages.length >= INBOX_MAX) call.pause();
      this.tell();
    });
    call.on('error', (error: Error) => this.over({ error }));
    call.on('end', () => this.over({}));
  }

  /** What has come since. @throws what the call ended with, when all that came before was taken */
  take(): readonly ReadResp[] {
    const { messages } = this;
    if (messages.length === 0 && this.end?.error) throw this.end.error;
    this.messages = [];
    if (messages.length >= INBOX_MAX) this.call.resume();
    return messages;
  }

  get isOver(): boolean {
    return this.end !== undefined;
  }

  /** Resolves when there is something to take, or nothing any more. */
  news(): Promise<void> {
    if (this.messages.length > 0 || this.isOver) return Promise.resolve();
    return new Promise((resolve) => (this.onNews = resolve));
  }

  private over(end: { readonly error?: Error }): void {
    this.end ??= end;
    this.tell();
  }

  // Later in this turn of the event loop, so that what has come in one packet is taken together.
  private tell(): void {
    if (this.onNews) setImmediate(this.onNews);
    this.onNews = undefined;
  }
}

const INBOX_MAX = 256;

type ReadOptions = {
  readonly signal?: AbortSignal;
  readonly mayBeSilent?: () => Promise<boolean>;
  readonly silenceMs?: number;
};
type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

const LEADERS_MAX = 3;

type ReadCall = ReturnType<StreamsClient['read']>;
type CallArguments = [metadata: never, options: never];

/** What the client's own methods are made of: protected in its types, the same in every 6.2.1. */
type Inner = {
  GRPCStreamCreator<C>(
    kind: typeof StreamsClient,
    name: string,
    creator: (client: StreamsClient) => C,
  ): () => Promise<C>;
  callArguments(
    options: { readonly requiresLeader: boolean },
    callOptions: { readonly deadline: number },
  ): CallArguments;
  getChannel(): Promise<{ close(): void }>;
  dispose(): Promise<void>;
};

/** Whether it is settled in this time. */
const settles = async (promise: Promise<unknown>, withinMs: number): Promise<boolean> => {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = withinMs === Infinity ? undefined : setTimeout(resolve, withinMs, false);
  const settled = (): true => true;
  try {
    return await Promise.race([promise.then(settled, settled), late]);
  } finally {
    clearTimeout(timer);
  }
};

const inTime = async <T>(answer: Promise<T>, deadlineMs: number): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new EventStoreUnavailable(`EventStoreDB did not answer in ${deadlineMs} ms`)),
    deadlineMs,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};
