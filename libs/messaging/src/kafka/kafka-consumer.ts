import type { Consumer, ConsumerGroupJoinEvent, ConsumerRunConfig, EachBatchPayload } from 'kafkajs';
import { Logger } from '@nestjs/common';
import { causeOf } from '../delivery/cause.js';
import type { OrderedDelivery } from '../delivery/ordered-delivery.js';
import { placeOf } from '../delivery/settled.js';
import { backoffMs, type Backoff } from '@lib/kernel';
import { pause } from '../waiting/pause.js';
import { drainBeforeJoin } from './drain-before-join.js';
import { isStillOurs, markFetches } from './fetched-for.js';
import { RETRY, partitionId, type KafkaCluster } from './kafka-cluster.js';
import type { Membership } from './membership.js';
import { PartitionQueue, type FetchedDelivery } from './partition-queue.js';
import { untilReady } from './until-ready.js';
import { fromKafka } from './wire.js';

type Options = {
  readonly cluster: KafkaCluster;
  /** The names of ours, not the cluster's. */
  readonly group: string;
  readonly topics: readonly string[];
  readonly delivery: OrderedDelivery;
  readonly membership: Membership;
  readonly outage: Backoff;
  readonly onProgress: () => void;
};

/**
 * A member of a consumer group. kafkajs fetches and keeps the membership alive; the messages of each partition wait in a
 * queue of their own and are worked off beside it, so that no slow partition holds up another, nor a heartbeat.
 */
export class KafkaConsumer {
  private readonly logger = new Logger('messaging');
  private readonly consumer: Consumer;
  private readonly queues = new Map<string, PartitionQueue>();
  /** By partition, the offset behind the last message that was taken into a queue since the group was joined. */
  private readonly taken = new Map<string, number>();
  /** By partition, the offset behind the last message that was committed, for as long as the partition is ours. */
  private readonly committed = new Map<string, number>();
  /** Partitions that were asked to go back to an offset, and the offset. */
  private readonly sought = new Map<string, number>();
  private readonly closing = new AbortController();
  private isJoining = false;
  private memberId: string | undefined;
  private lastContactMs = -Infinity;
  private crashes = 0;

  constructor(private readonly options: Options) {
    const { cluster, group, membership } = options;
    markFetches();
    this.consumer = cluster.client.consumer({
      groupId: cluster.named(group),
      sessionTimeout: membership.sessionMs,
      rebalanceTimeout: membership.sessionMs * 2,
      heartbeatInterval: membership.heartbeatMs,
      partitionAssigners: [drainBeforeJoin(() => this.drain())],
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: PARTITION_BYTES_MAX,
      maxBytes: FETCH_BYTES_MAX,
      retry: RETRY,
    });
    this.consumer.on('consumer.heartbeat', () => this.inContact());
    this.consumer.on('consumer.group_join', ({ payload }) => this.joined(payload));
    this.consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) void this.revive();
    });
  }

  /** Resolves when it is a member of the group. @throws KafkaNotReady */
  async start(): Promise<void> {
    const { signal } = this.closing;
    await untilReady(`the topics of ${this.options.group}`, () => this.subscribe(), { signal });
    await this.consumer.run(this.run);
  }

  private async subscribe(): Promise<void> {
    const { cluster, topics } = this.options;
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: topics.map((topic) => cluster.named(topic)), fromBeginning: true });
    } catch (error) {
      await this.consumer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  /** Waits for the messages in hand, commits them, and leaves the group. */
  async stop(): Promise<void> {
    this.closing.abort();
    await this.drain();
    // The messages are committed: to leave is a courtesy, without which the others wait for the end of the session.
    const patience = new AbortController();
    await Promise.race([this.consumer.disconnect(), pause(LEAVE_MS_MAX, patience.signal)]);
    patience.abort();
  }

  /** Whether this process may still take its partitions for its own: it heard from the group not too long ago. */
  get isMember(): boolean {
    const { sessionMs, heartbeatMs } = this.options.membership;
    return performance.now() - this.lastContactMs < sessionMs - heartbeatMs;
  }

  /** When the oldest message was sent that was taken and is not dealt with. */
  get oldestMs(): number | undefined {
    const waiting = [...this.queues.values()].flatMap((queue) => queue.oldestMs ?? []);
    return waiting.length === 0 ? undefined : Math.min(...waiting);
  }

  private readonly run: ConsumerRunConfig = {
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async (payload) => this.take(payload),
  };

  /** Puts a batch into the queue of its partition. What is not resolved here is fetched again. */
  private take(payload: EachBatchPayload): void {
    const { batch } = payload;
    const { topic, partition } = batch;
    if (this.isJoining || this.closing.signal.aborted) return void payload.pause();
    if (!isStillOurs(batch)) return;
    const id = partitionId(topic, partition);
    const from = fetchedFrom(batch);
    const expected = this.taken.get(id) ?? this.committed.get(id) ?? from;
    if (from > expected && this.sought.get(id) !== expected) {
      // Fetched before the group was joined anew, from a place that had not been committed.
      this.sought.set(id, expected);
      return this.consumer.seek({ topic, partition, offset: String(expected) });
    }
    if (from > expected) this.logger.error(`${id}: there is nothing from ${expected} to ${from - 1}`);
    if (!this.committed.has(id)) this.committed.set(id, from);
    this.queueOf(id, payload).add(
      batch.messages.map((message): FetchedDelivery => {
        const wire = fromKafka(this.options.cluster.unnamed(topic), message);
        // With its id: after a topic was made anew, other messages have the same offsets.
        const origin = `kafka ${id} ${message.offset} ${wire.headers['ce_id'] ?? ''}`.replaceAll('\u0000', '');
        const { offset, timestamp } = message;
        return { origin, message: wire, ...placeOf(wire), offset: Number(offset), sentMs: Number(timestamp) };
      }),
    );
    this.taken.set(id, Number(batch.lastOffset()) + 1);
    payload.resolveOffset(batch.lastOffset());
  }

  private queueOf(id: string, payload: EachBatchPayload): PartitionQueue {
    const known = this.queues.get(id);
    if (known) return known;
    const { topic, partition } = payload.batch;
    const { delivery, outage, onProgress, group } = this.options;
    const place = [{ topic, partitions: [partition] }];
    const queue = new PartitionQueue({
      delivery,
      outage,
      onProgress,
      // What is in hand for longer than the group waits is the next owner's to commit.
      commit: async (offset) => {
        if (!isStillOurs(payload.batch)) return;
        const committed = { partition, offset: String(offset) };
        await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [committed] }] });
        this.committed.set(id, offset);
      },
      pause: () => this.consumer.pause(place),
      resume: () => this.consumer.resume(place),
      onOutage: (error) => this.logger.warn(`${group} waits with ${id}: ${causeOf(error)}`),
    });
    this.queues.set(id, queue);
    return queue;
  }

  /** Before every join. What is in hand for longer than the group waits goes on beside the next owner; `Inbox` keeps its effect single. */
  private async drain(): Promise<void> {
    this.isJoining = true;
    const queues = [...this.queues];
    this.queues.clear();
    const patience = new AbortController();
    const ended = Promise.all(queues.map(([, queue]) => queue.stop()));
    await Promise.race([ended, pause(this.options.membership.sessionMs / 2, patience.signal)]);
    patience.abort();
    if (this.closing.signal.aborted) await ended;
  }

  private joined({ memberId, memberAssignment }: ConsumerGroupJoinEvent['payload']): void {
    this.inContact();
    this.sought.clear();
    this.taken.clear();
    const places = Object.entries(memberAssignment).map(([topic, partitions]) => ({ topic, partitions }));
    const ours = new Set(places.flatMap(({ topic, partitions }) => partitions.map((one) => partitionId(topic, one))));
    // Another name in the group: others had our partitions in between.
    if (memberId !== this.memberId) this.committed.clear();
    for (const id of this.committed.keys()) if (!ours.has(id)) this.committed.delete(id);
    this.memberId = memberId;
    this.consumer.resume(places);
    this.isJoining = false;
    this.crashes = 0;
  }

  private inContact(): void {
    this.lastContactMs = performance.now();
  }

  private async revive(): Promise<void> {
    this.crashes += 1;
    await this.drain();
    await pause(backoffMs(this.crashes, this.options.outage), this.closing.signal);
    if (!this.closing.signal.aborted) await this.consumer.run(this.run).catch(() => this.revive());
  }
}

const FETCH_WAIT_MS = 200;
const LEAVE_MS_MAX = 5_000;
const PARTITION_BYTES_MAX = 512 * 1024;
const FETCH_BYTES_MAX = 4 * 1024 * 1024;

// kafkajs knows from where it fetched, but its types do not tell.
const fetchedFrom = (batch: object): number => Number((batch as { fetchedOffset: string }).fetchedOffset);
