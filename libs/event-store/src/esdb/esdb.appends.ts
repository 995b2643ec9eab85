import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import { EventStoreUnavailable, type ExpectedHead, type StreamId } from '../event-store.js';
import { revisionOf } from '../hash-chain.js';
import type { ProposedEvent } from './esdb.codec.js';
import { errorOfStatus } from './esdb.errors.js';
import type { LogPlace } from './esdb.position.js';
import { EventStoreRefusal } from './esdb.refusal.js';

export type ProposedAppend = {
  readonly stream: StreamId;
  readonly expected: ExpectedHead;
  readonly events: readonly ProposedEvent[];
};

/** Where the last event stands when the server took them all; or where the stream ends, when it does not end as expected. */
export type Appended = {
  readonly last?: { readonly revision: number; readonly place: LogPlace };
  readonly conflict?: 'no-stream' | number;
};

export type BatchAppendCall = ReturnType<StreamsClient['batchAppend']>;

/**
 * The appends of all writers of a process, on one call of `BatchAppend`. Each is answered by itself, in any order; there is no
 * deadline here but that of whoever asks.
 */
export class AppendCalls {
  private current: Promise<AppendCall> | undefined;
  private tookMs = 0;

  constructor(private readonly open: () => Promise<BatchAppendCall>) {}

  /**
   * How late an answer is when something may be wrong: much later than the last one that came. A server that is slow, and is
   * asked everything twice for it, is slower.
   */
  get patienceMs(): number {
    return Math.min(Math.max(PATIENCE_MS, 3 * this.tookMs), PATIENCE_MAX_MS);
  }

  /**
   * Asks for the same append each time it is called: the second time by another call, since the first may be one on which no
   * answer comes any more. Nobody waits for an answer when the signal has aborted.
   */
  asker(append: ProposedAppend): (signal: AbortSignal) => Promise<Appended> {
    let before: Promise<AppendCall> | undefined;
    return async (signal) => {
      if (before && before === this.current) this.leave();
      before = this.current ??= this.opened();
      const call = await before;
      const since = performance.now();
      const appended = await call.append(append, signal);
      this.tookMs = performance.now() - since;
      return appended;
    };
  }

  private opened(): Promise<AppendCall> {
    const forget = (): void => {
      if (this.current === opening) this.current = undefined;
    };
    const opening = this.open().then((call) => new AppendCall(call, forget));
    opening.catch(forget);
    return opening;
  }

  private leave(): void {
    this.current?.then(
      (call) => call.takeNoMore(),
      () => undefined,
    );
    this.current = undefined;
  }
}

type Waiting = { readonly resolve: (appended: Appended) => void; readonly reject: (error: Error) => void };

class AppendCall {
  private readonly waiting = new Map<string, Waiting>();
  private ended: Error | undefined;
  private takesMore = true;

  constructor(
    private readonly call: BatchAppendCall,
    private readonly onEnd: () => void,
  ) {
    call.on('data', (answer: BatchAppendResp) => this.settle(answer));
    call.on('error', (error: Error) => this.end(error));
    call.on('end', () => this.end(new EventStoreUnavailable('EventStoreDB ended the call with the appends')));
  }

  append(append: ProposedAppend, signal: AbortSignal): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.ended) throw this.ended;
      if (signal.aborted) throw new EventStoreUnavailable('nobody waits for the append any more');
      const id = randomUUID();
      const parts = partsOf(id, append);
      this.waiting.set(id, { resolve, reject });
      signal.addEventListener('abort', () => {
        this.waiting.delete(id);
        this.cancelWhenDone();
      });
      for (const part of parts) this.call.write(part);
    });
  }

  /** Ends the call when everybody has an answer or has given up. */
  takeNoMore(): void {
    this.takesMore = false;
    this.cancelWhenDone();
  }

  private cancelWhenDone(): void {
    if (!this.takesMore && this.waiting.size === 0 && !this.ended) this.call.cancel();
  }

  private settle(answer: BatchAppendResp): void {
    const one = this.waiting.get(idOf(answer.getCorrelationId()));
    if (!one) return;
    const appended = appendedIn(answer);
    if (appended instanceof Error) one.reject(appended);
    else one.resolve(appended);
  }

  // Whether an append was written that has no answer yet, nobody knows.
  private end(error: Error): void {
    this.ended ??= error;
    this.onEnd();
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

const appendedIn = (answer: BatchAppendResp): Appended | Error => {
  const success = answer.getSuccess();
  if (success) {
    const position = success.getPosition();
    if (!position) return {};
    const place = { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
    return { last: { revision: Number(success.getCurrentRevision()), place } };
  }
  const error = answer.getError();
  const details = error?.getDetails();
  const wrong = details?.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), WRONG_VERSION);
  if (wrong)
    return { conflict: wrong.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no-stream' };
  return errorOfStatus(details?.getTypeName() ?? '', error?.getMessage() ?? '');
};

/** @throws EventStoreRefusal for an event that would end the call, and with it the appends of others. */
const partsOf = (id: string, { stream, expected, events }: ProposedAppend): readonly BatchAppendReq[] => {
  const revision = revisionOf(expected);
  const name = new shared.StreamIdentifier().setStreamName(new TextEncoder().encode(stream));
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(name);
  if (revision === 'no-stream') options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(revision));
  const correlationId = new shared.UUID().setString(id);
  let part = new streams.BatchAppendReq().setCorrelationId(correlationId).setOptions(options);
  const parts = [part];
  let bytes = 0;
  for (const event of events) {
    const size = event.data.length + event.metadata.length;
    if (size > MESSAGE_BYTES_MAX)
      throw new EventStoreRefusal('append-too-large', new Error(`an event of ${stream} has ${size} bytes`));
    if (bytes > 0 && bytes + size > PART_BYTES) {
      part = new streams.BatchAppendReq().setCorrelationId(correlationId);
      parts.push(part);
      bytes = 0;
    }
    bytes += size;
    part.addProposedMessages(messageOf(event));
  }
  part.setIsFinal(true);
  return parts;
};

const messageOf = ({ id, type, data, metadata }: ProposedEvent): BatchAppendReq.ProposedMessage => {
  const message = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message.setData(data).setCustomMetadata(metadata);
};

/** As it was sent, or as two numbers: the server may tell it in either form. */
const idOf = (id: InstanceType<typeof shared.UUID> | undefined): string => {
  const numbers = id?.getStructured();
  if (!numbers) return id?.getString() ?? '';
  const digits = [numbers.getMostSignificantBits(), numbers.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

const PATIENCE_MS = 300;
const PATIENCE_MAX_MS = 2_400;

const WRONG_VERSION = 'event_store.client.WrongExpectedVersion';
const PART_BYTES = 1024 * 1024;
/** gRPC takes 16 MiB less 10,000 bytes at the server, names and numbers around the event included. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024 - 12_000;
