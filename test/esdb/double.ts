import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService, type IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { UsersService } from '@eventstore/db-client/generated/users_grpc_pb.js';
import type { AppendReq, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { checkAccess, rolesOf, type Action, type Users } from './access.js';
import { appendResponse, requestOf, type AppendRequest } from './append.js';
import { deletionHandlers } from './deletion.js';
import { Batches, badRequest, batchAnswer, batchFault } from './batch-append.js';
import { accessDenied, notLeader, sessionClosed, timedOut } from './faults.js';
import {
  Server,
  ServerCredentials,
  asFault,
  type AppendCall,
  type BatchAppendCall,
  type Fault,
  type ReadCall,
  type RequestMetadata,
} from './grpc.js';
import { clusterOf } from './gossip.js';
import { EsdbLog, type Committed } from './log.js';
import { nameOf } from './messages.js';
import { answersTo, type Reader } from './reading.js';
import { usersHandlers } from './users.js';

/** How the server misbehaves, as a test sets it. */
export type Mood = Reader & {
  /** Takes every call and answers none. */
  isStalled: boolean;
  /** Another node is the leader. */
  leader: { readonly host: string; readonly port: number } | undefined;
  /** How the node calls itself in gossip: by its IP address, unless AdvertiseHostToClientAs says otherwise. */
  advertisedHost: string;
  /** The next call of any kind ends with it. */
  fault: Fault | undefined;
  /** The fault is that of every call from now on, and not of the next one alone. */
  isFaultStanding: boolean;
  /** Dies when the next append is written and before it is answered. */
  diesAfterAppend: boolean;
  /** Dies when so many messages of reads have been sent. */
  diesAfterMessages: number;
  /** The read under way ends so when so many messages of reads have been sent, as a client ends it that was silent for long. */
  breaksAfterMessages: number;
  /** The first reads, so many of them, are open and tell nothing more. */
  muteReads: number;
  /** The first batch calls, so many of them, are open, take appends, and answer none. */
  muteBatches: number;
  /** The batch call under way breaks when so many appends have been answered; what is written stays. */
  breaksAfterAnswers: number;
  /** Who may come, and what is looked at by the access lists; undefined: everybody may do anything. */
  users: Users | undefined;
  /** Nobody may read or write these streams; `$all` is the log. */
  readonly denied: Set<string>;
  /** An append is answered, and can be read, when it is on the disk. */
  onDisk: () => Promise<void>;
  /** How long that takes, unless a test says when. */
  fsyncMs: number;
  /** So long after a repetition of an append that is still under way was dropped, the server says that it timed out. */
  commitTimeoutMs: number;
};

/**
 * EventStoreDB 23.10 as its clients see it, in this process; docs/eventstoredb-double.md says what is imitated and from where it
 * is known. Every few appends the server writes events of its own, so that the log is never the ledger's alone.
 */
export class EsdbDouble {
  readonly mood: Mood = {
    isStalled: false,
    leader: undefined,
    advertisedHost: '127.0.0.1',
    fault: undefined,
    isFaultStanding: false,
    diesAfterAppend: false,
    diesAfterMessages: Infinity,
    breaksAfterMessages: Infinity,
    muteReads: 0,
    muteBatches: 0,
    breaksAfterAnswers: Infinity,
    version: '23.10',
    findsReaderSlow: false,
    users: undefined,
    denied: new Set(),
    onDisk: () => pause(this.mood.fsyncMs),
    fsyncMs: 4,
    commitTimeoutMs: 2_000,
  };
  /** Appends, also those of batches, and calls of the other kinds. */
  readonly calls = { append: 0, batchAppend: 0, read: 0, features: 0 };
  /** Batch calls that neither side has ended. */
  openBatches = 0;
  private server: InstanceType<typeof Server> | undefined;
  private port = 0;

  private constructor(
    readonly log: EsdbLog,
    private readonly hasTls: boolean,
  ) {}

  static async start(log = new EsdbLog(), { tls = false } = {}): Promise<EsdbDouble> {
    const double = new EsdbDouble(log, tls);
    log.writeSystemEvent();
    await double.restart();
    return double;
  }

  get url(): string {
    return this.hasTls
      ? `esdb://localhost:${this.port}?tls=true&tlsCAFile=${AUTHORITY}`
      : `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  get isUp(): boolean {
    return this.server !== undefined;
  }

  /** Breaks all connections at once, as a kill does; the log stays. */
  kill(): void {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  /** On the same port again. */
  async restart(): Promise<void> {
    // The limits of the server: one message is at most one record of its log.
    const server = new Server({ 'grpc.max_receive_message_length': 16 * 1024 * 1024 - 10_000 });
    server.addService(StreamsService, this.handlers());
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: (error: null, methods: unknown) => void) => {
        this.calls.features += 1;
        if (!this.mood.isStalled) answer(null, supportedMethods());
      },
    });
    server.addService(
      UsersService,
      usersHandlers(() => this.mood.users ?? new Map()),
    );
    server.addService(GossipService, {
      read: (_: unknown, answer: (error: null, cluster: unknown) => void) =>
        answer(null, clusterOf(this.mood.advertisedHost, this.port)),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(
        `127.0.0.1:${this.port}`,
        this.hasTls ? secured() : ServerCredentials.createInsecure(),
        (error, port) => (error ? reject(error) : resolve(port)),
      ),
    );
    this.server = server;
  }

  private handlers(): Pick<IStreamsServer, 'append' | 'batchAppend' | 'delete' | 'read' | 'tombstone'> {
    return {
      read: (call) => void this.read(call),
      append: (call, answer) =>
        void this.append(call).then(
          (response) => response && answer(null, response),
          (error: unknown) => answer(asFault(error)),
        ),
      batchAppend: (call) => this.batchAppend(call),
      ...deletionHandlers(this.log, (metadata, stream) => this.allow(metadata, 'delete', stream)),
    };
  }

  private async append(call: AppendCall): Promise<ReturnType<typeof appendResponse> | undefined> {
    this.calls.append += 1;
    const messages: AppendReq[] = [];
    for await (const message of call) {
      this.admit(call.metadata);
      messages.push(message as AppendReq);
      if (messages.length === 1)
        this.allow(call.metadata, 'write', nameOf(messages[0]?.getOptions()?.getStreamIdentifier()));
      // Whatever is too large is refused as soon as it is seen, and not when the last message has come.
      if (messages.length > 1) requestOf(messages);
    }
    if (this.mood.isStalled) return undefined;
    const request = requestOf(messages);
    const committed = await this.commit(request);
    if (committed.kind === 'under-way') {
      await this.dropped(overOf(call));
      throw timedOut();
    }
    if (this.mood.diesAfterAppend) {
      this.mood.diesAfterAppend = false;
      this.kill();
      return undefined;
    }
    return appendResponse(committed, request.expected);
  }

  private batchAppend(call: BatchAppendCall): void {
    const number = (this.calls.batchAppend += 1);
    const batches = new Batches();
    const asked = { metadata: call.metadata, over: overOf(call) };
    this.openBatches += 1;
    asked.over.addEventListener('abort', () => (this.openBatches -= 1));
    let isOver = false;
    const answer = (response: BatchAppendResp): void => {
      if (isOver || number <= this.mood.muteBatches) return;
      if (--this.mood.breaksAfterAnswers < 0) {
        this.mood.breaksAfterAnswers = Infinity;
        end(sessionClosed());
      } else call.write(response);
    };
    const end = (fault: Fault): void => {
      isOver = true;
      call.emit('error', fault);
    };
    call.on('data', (part: BatchAppendReq) => {
      if (isOver || this.mood.isStalled) return;
      try {
        const taken = batches.take(part);
        if (taken && 'refusal' in taken) answer(taken.refusal);
        else if (taken) void this.appendOf(part, taken.request, asked).then((one) => one && answer(one), end);
      } catch (error) {
        answer(badRequest(part, asFault(error)));
      }
    });
    call.on('end', () => call.end());
  }

  /** The answer to one append of a batch; none when the server dies before. @throws Fault which ends the whole call */
  private async appendOf(
    part: BatchAppendReq,
    request: AppendRequest,
    { metadata, over }: { readonly metadata: RequestMetadata; readonly over: AbortSignal },
  ): Promise<BatchAppendResp | undefined> {
    this.calls.append += 1;
    try {
      this.admit(metadata);
      this.allow(metadata, 'write', request.stream);
      const committed = await this.commit(request);
      if (committed.kind === 'under-way') await this.dropped(over);
      if (this.mood.diesAfterAppend) {
        this.mood.diesAfterAppend = false;
        this.kill();
        return undefined;
      }
      return batchAnswer(part, request, committed);
    } catch (error) {
      const answer = batchFault(part, request.stream, asFault(error));
      if (!answer) throw error;
      return answer;
    }
  }

  private async read(call: ReadCall): Promise<void> {
    const number = (this.calls.read += 1);
    const over = overOf(call);
    try {
      this.admit(call.metadata);
      const options = call.request.getOptions();
      if (!options || this.mood.isStalled) return;
      this.allow(call.metadata, 'read', options.hasAll() ? '$all' : nameOf(options.getStream()?.getStreamIdentifier()));
      for await (const message of answersTo(this.log, options, over, this.mood)) {
        if (this.mood.isStalled || number <= this.mood.muteReads) return;
        if (--this.mood.breaksAfterMessages < 0) {
          this.mood.breaksAfterMessages = Infinity;
          throw sessionClosed();
        }
        if (--this.mood.diesAfterMessages < 0) {
          this.mood.diesAfterMessages = Infinity;
          this.kill();
          return;
        }
        if (!call.write(message)) await once(call, 'drain', { signal: over });
      }
      call.end();
    } catch (error) {
      if (!over.aborted) call.emit('error', asFault(error));
    }
  }

  private async commit({ stream, expected, proposals }: AppendRequest): Promise<Committed> {
    const committed = this.log.write(stream, expected, proposals);
    if (committed.kind !== 'written') return committed;
    await this.mood.onDisk();
    this.log.flush();
    const written = this.log.records.at(-1);
    if (written && this.calls.append % 7 === 0) {
      this.log.writeLink('$ce-ledger', written);
      this.log.writeSystemEvent();
    }
    return committed;
  }

  private async dropped(over: AbortSignal): Promise<void> {
    await pause(this.mood.commitTimeoutMs, undefined, { signal: over, ref: false }).catch(() => undefined);
  }

  /** @throws Fault */
  private admit(metadata: RequestMetadata): void {
    const { fault: next, isFaultStanding, leader, users } = this.mood;
    if (!isFaultStanding) this.mood.fault = undefined;
    if (next) throw next;
    if (users) rolesOf(metadata, users);
    if (leader && metadata.get('requires-leader').includes('true')) throw notLeader(leader.host, leader.port);
  }

  /** @throws Fault */
  private allow(metadata: RequestMetadata, action: Action, stream: string): void {
    const { denied, users } = this.mood;
    if (denied.has(stream)) throw accessDenied();
    if (users) checkAccess(this.log, rolesOf(metadata, users), action, stream);
  }
}

/** Who has signed the certificate of a double with TLS, which is for the name localhost; and an authority that has not. */
export const AUTHORITY = fileURLToPath(new URL('tls/authority.pem', import.meta.url));
export const ANOTHER_AUTHORITY = fileURLToPath(new URL('tls/another-authority.pem', import.meta.url));

const secured = (): object => {
  const pair = readFileSync(new URL('tls/localhost.pem', import.meta.url));
  return ServerCredentials.createSsl(null, [{ private_key: pair, cert_chain: pair }]);
};

/** Aborts when the client has left the call, or an error ended it. */
const overOf = (call: AppendCall | BatchAppendCall | ReadCall): AbortSignal => {
  const over = new AbortController();
  call.on('cancelled', () => over.abort());
  call.on('error', () => over.abort());
  return over.signal;
};

const supportedMethods = (): InstanceType<typeof features.SupportedMethods> => {
  const supported = new features.SupportedMethods().setEventStoreServerVersion('23.10.0.0');
  for (const method of ['read', 'append', 'delete', 'tombstone', 'batchappend']) {
    const one = new features.SupportedMethod()
      .setServiceName('event_store.client.streams.streams')
      .setMethodName(method);
    if (method === 'batchappend') one.addFeatures('deadline_duration');
    supported.addMethods(one);
  }
  return supported;
};
