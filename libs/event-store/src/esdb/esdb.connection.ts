import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type AppendResp, type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { EventStoreMisconfigured, EventStoreUnavailable, type ExpectedHead, type StreamId } from '../event-store.js';
import { revisionOf } from '../hash-chain.js';
import { esdbAddressFault } from './esdb.address.js';
import type { ProposedEvent } from './esdb.codec.js';
import { isBroken, isDropped, isNotLeader, portErrorOf } from './esdb.errors.js';
import type { LogPlace } from './esdb.position.js';
import { hedged } from './hedge.js';

/**
 * The calls that the ledger makes, on the connection of the client: it finds the node, keeps the connection alive and opens
 * another when one fails. Its own `appendToStream` and `readAll` are not used. The one shares a single batch call among all
 * appends of the process: it knows no deadline but the server's, and when that call breaks, answers of other clients and
 * appends that still wait become errors that nobody can catch. The other cannot filter.
 */
export class EsdbConnection {
  private readonly client: Inner;
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
  async append(stream: StreamId, expected: ExpectedHead, events: readonly ProposedEvent[]): Promise<Appended> {
    const response = await this.toTheLeader(() => {
      const until = performance.now() + this.deadlineMs;
      const ask = (signal: AbortSignal): Promise<AppendResp> =>
        this.client.execute(StreamsClient, 'append', (client) =>
          answerOf<AppendResp>((settle) => {
            const deadline = until - performance.now();
            const call = client.append(...this.client.callArguments({ requiresLeader: true, deadline }), settle);
            // Whatever happens to the call, its status is told to `settle`.
            call.on('error', () => undefined);
            signal.addEventListener('abort', () => call.cancel());
            call.write(appendTo(stream, expected));
            for (const event of events) call.write(oneOf(event));
            call.end();
          }),
        );
      return inTime(hedged(ask, isDropped), this.deadlineMs + GRACE_MS);
    });
    const wrong = response.getWrongExpectedVersion();
    if (wrong) return { conflict: wrong.hasCurrentRevision() ? Number(wrong.getCurrentRevision()) : 'no-stream' };
    const success = response.getSuccess();
    const position = success?.getPosition();
    if (!success || !position) return {};
    return {
      last: {
        revision: Number(success.getCurrentRevision()),
        place: { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) },
      },
    };
  }

  /**
   * What the server answers, message by message; memory is bounded by the flow control of gRPC. A server that says nothing for
   * the time of the deadline is away, unless `mayBeSilent` says that there may be nothing to tell: it is asked at once, and
   * again after each `silenceMs` without a message.
   */
  async *read(options: ReadReq.Options, how: ReadOptions = {}): AsyncGenerator<ReadResp, void, undefined> {
    const signal = how.signal ? AbortSignal.any([how.signal, this.closing.signal]) : this.closing.signal;
    const first = await this.toTheLeader(async () => {
      const messages = this.messages(options, { ...how, signal });
      return { messages, message: await messages.next() };
    });
    if (first.message.done) return;
    try {
      yield first.message.value;
      yield* first.messages;
    } catch (error) {
      throw portErrorOf(error);
    } finally {
      await first.messages.return();
    }
  }

  /** The one event that is asked for; a read that breaks is asked once more. */
  async readOne(options: ReadReq.Options, signal?: AbortSignal): Promise<RecordedEvent | undefined> {
    for (let attempt = 1; ; attempt++)
      try {
        for await (const message of this.read(options, signal && { signal })) {
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
  ): AsyncGenerator<ReadResp, void, undefined> {
    const call = await this.opened(options);
    const cancel = (): void => call.cancel();
    signal.addEventListener('abort', cancel);
    try {
      if (signal.aborted) throw new EventStoreUnavailable('the read was given up');
      const messages = call[Symbol.asyncIterator]() as AsyncIterator<ReadResp, void>;
      for (;;) {
        const message = messages.next();
        let isHere = false;
        while (!isHere && (await mayBeSilent())) isHere = await settles(message, silenceMs);
        const { done, value } = await inTime(message, this.deadlineMs);
        if (done) return;
        yield value;
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      call.cancel();
    }
  }

  private async opened(options: ReadReq.Options): Promise<ReadCall> {
    const request = new streams.ReadReq().setOptions(options);
    const opening = this.client.GRPCStreamCreator(StreamsClient, 'read', (client) => {
      const [metadata, callOptions] = this.client.callArguments({ requiresLeader: true }, { deadline: Infinity });
      const call = client.read(request, metadata, callOptions);
      // An error that comes when nobody reads any more, has nobody to be told to.
      call.on('error', () => undefined);
      return call;
    })();
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

/** Where the last event stands when the server took them all; or where the stream ends, when it does not end as expected. */
export type Appended = {
  readonly last?: { readonly revision: number; readonly place: LogPlace };
  readonly conflict?: 'no-stream' | number;
};

type ReadOptions = {
  readonly signal?: AbortSignal;
  readonly mayBeSilent?: () => Promise<boolean>;
  readonly silenceMs?: number;
};
type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

// The deadline of a call starts when there is a connection; this much longer is waited for one.
const GRACE_MS = 1_000;
const LEADERS_MAX = 3;

type ReadCall = ReturnType<StreamsClient['read']>;
type CallArguments = [metadata: never, options: never];

/** What the client's own methods are made of: protected in its types, the same in every 6.2.1. */
type Inner = {
  execute<T>(kind: typeof StreamsClient, name: string, action: (client: StreamsClient) => Promise<T>): Promise<T>;
  GRPCStreamCreator(
    kind: typeof StreamsClient,
    name: string,
    creator: (client: StreamsClient) => ReadCall,
  ): () => Promise<ReadCall>;
  callArguments(
    options: { readonly requiresLeader: boolean; readonly deadline?: number },
    callOptions?: { readonly deadline: number },
  ): CallArguments;
  getChannel(): Promise<{ close(): void }>;
  dispose(): Promise<void>;
};

const answerOf = <T>(call: (settle: (error: Error | null, response: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => call((error, response) => (error ? reject(error) : resolve(response))));

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

const appendTo = (stream: StreamId, expected: ExpectedHead): InstanceType<typeof streams.AppendReq> => {
  const revision = revisionOf(expected);
  const options = new streams.AppendReq.Options();
  options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(new TextEncoder().encode(stream)));
  if (revision === 'no-stream') options.setNoStream(new shared.Empty());
  else options.setRevision(String(revision));
  return new streams.AppendReq().setOptions(options);
};

const oneOf = ({ id, type, data, metadata }: ProposedEvent): InstanceType<typeof streams.AppendReq> => {
  const message = new streams.AppendReq.ProposedMessage();
  message.setId(new shared.UUID().setString(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(data);
  message.setCustomMetadata(metadata);
  return new streams.AppendReq().setProposedMessage(message);
};
