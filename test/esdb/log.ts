import { randomUUID } from 'node:crypto';
import { streamDeleted } from './faults.js';

export type Proposal = {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};
export type LogRecord = Proposal & {
  readonly stream: string;
  readonly revision: bigint;
  /** Commit and prepare position: one number for every event that is not written in an explicit transaction. */
  readonly position: bigint;
  readonly created: bigint;
};
/** −1 for no stream, −2 for any, −4 for any that exists: the server's own numbers. */
export type Expected = bigint;
export const [NO_STREAM, ANY, STREAM_EXISTS] = [-1n, -2n, -4n];

export type Committed =
  | { readonly kind: 'written' | 'idempotent'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong-expected-version'; readonly current: bigint }
  /** The same append is written and not flushed: CommitDecision.IdempotentNotReady, which the server drops without an answer. */
  | { readonly kind: 'under-way' };

/** The log of one server, which outlives its restarts. */
export class EsdbLog {
  /** What readers see. */
  readonly records: LogRecord[] = [];
  /** Written and not flushed: it counts where the next append is checked, and nobody can read it. */
  private readonly underWay: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly byId = new Map<string, LogRecord>();
  private readonly followers = new Set<() => void>();
  /** The log begins with what is no event. */
  private nextPosition = 300n;
  private tick = 0n;

  /** Decides on an append at once; what it writes is seen when it is flushed. @throws Fault for a tombstoned stream. */
  write(stream: string, expected: Expected, proposals: readonly Proposal[]): Committed {
    if (this.isTombstoned(stream)) throw streamDeleted(stream);
    const current = this.lastRevision(stream);
    const decision = this.check(stream, expected, proposals, current);
    if (decision === 'wrong') return { kind: 'wrong-expected-version', current };
    if (decision && this.underWay.includes(decision)) return { kind: 'under-way' };
    if (decision) return { kind: 'idempotent', revision: decision.revision, position: decision.position };
    for (const proposal of proposals) this.record(stream, proposal);
    const last = this.streams.get(stream)?.at(-1);
    return { kind: 'written', revision: last?.revision ?? -1n, position: last?.position ?? -1n };
  }

  flush(): void {
    this.records.push(...this.underWay.splice(0));
    for (const wake of this.followers) wake();
  }

  /** All events that a reader of the stream may see, undefined when there is no stream. @throws Fault when it is tombstoned. */
  visible(stream: string): readonly LogRecord[] | undefined {
    if (this.isTombstoned(stream)) throw streamDeleted(stream);
    const records = this.streams.get(stream)?.filter((record) => !this.underWay.includes(record));
    if (!records?.length || this.isSoftDeleted(stream)) return undefined;
    const { $tb = 0, $maxCount } = this.metadataOf(stream);
    const kept = $maxCount === undefined ? records : records.slice(-$maxCount);
    return kept.filter(({ revision }) => revision >= BigInt($tb));
  }

  softDelete(stream: string): bigint {
    const { position } = this.record(`$$${stream}`, json('$metadata', { $tb: FOREVER }));
    this.flush();
    return position;
  }

  tombstone(stream: string): bigint {
    const { position } = this.record(stream, json('$streamDeleted', {}), DELETED);
    this.flush();
    return position;
  }

  /** What the server itself writes: statistics, and links of its projections. */
  writeSystemEvent(): void {
    this.record('$stats-127.0.0.1:2113', json('$statsCollected', { 'proc-cpu': 1 }));
    this.flush();
  }

  writeLink(stream: string, target: LogRecord): void {
    const data = new TextEncoder().encode(`${target.revision}@${target.stream}`);
    this.record(stream, { id: randomUUID(), type: '$>', isJson: false, data, metadata: new Uint8Array() });
    this.flush();
  }

  follow(wake: () => void): () => void {
    this.followers.add(wake);
    return () => this.followers.delete(wake);
  }

  /** The decision of IndexWriter.CheckCommit: nothing to write is told with the place where it stands already. */
  private check(
    stream: string,
    expected: Expected,
    proposals: readonly Proposal[],
    current: bigint,
  ): 'wrong' | LogRecord | undefined {
    if (expected === STREAM_EXISTS && current < 0n) return 'wrong';
    if (expected === ANY || expected === STREAM_EXISTS) {
      const known = proposals.map(({ id }) => this.byId.get(id)).filter((record) => record?.stream === stream);
      if (known.length === 0) return undefined;
      return known.length === proposals.length ? known.at(-1) : 'wrong';
    }
    if (expected > current) return 'wrong';
    if (expected === current) return undefined;
    let last: LogRecord | undefined;
    for (const [index, { id }] of proposals.entries()) {
      // Only the id is compared: not the type, not the data.
      const there = this.streams.get(stream)?.[Number(expected) + 1 + index];
      if (there?.id !== id)
        return index === 0 && expected === NO_STREAM && this.isSoftDeleted(stream) ? undefined : 'wrong';
      last = there;
    }
    return last ?? 'wrong';
  }

  private record(stream: string, proposal: Proposal, revision = this.lastRevision(stream) + 1n): LogRecord {
    const position = this.nextPosition;
    const record = { ...proposal, stream, revision, position, created: 16_015_000_000_000_000n + this.tick++ };
    this.nextPosition += BigInt(100 + sizeOnDisk(proposal));
    this.underWay.push(record);
    this.byId.set(proposal.id, record);
    const records = this.streams.get(stream);
    if (records) records.push(record);
    else this.streams.set(stream, [record]);
    return record;
  }

  private lastRevision(stream: string): bigint {
    return this.streams.get(stream)?.at(-1)?.revision ?? -1n;
  }

  private isTombstoned(stream: string): boolean {
    return this.lastRevision(stream) === DELETED;
  }

  private isSoftDeleted(stream: string): boolean {
    return (this.metadataOf(stream).$tb ?? 0) >= FOREVER;
  }

  /** What the last event of a stream says: of a stream's metadata, or of the settings. */
  lastJsonOf(stream: string): Readonly<Record<string, unknown>> {
    const last = this.streams.get(stream)?.at(-1);
    return last ? (JSON.parse(new TextDecoder().decode(last.data)) as Record<string, unknown>) : {};
  }

  private metadataOf(stream: string): { readonly $tb?: number; readonly $maxCount?: number } {
    return this.lastJsonOf(`$$${stream}`);
  }
}

const sizeOnDisk = ({ type, data, metadata }: Proposal): number => data.length + metadata.length + type.length * 2;

/** Event.SizeOnDisk of the server, with its slip in the precedence of operators: data alone counts towards the maximum. */
export const countedSize = ({ data }: Proposal): number => data.length;

const DELETED = 2n ** 63n - 1n;
const FOREVER = Number(DELETED);

const json = (type: string, data: object): Proposal => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: new TextEncoder().encode(JSON.stringify(data)),
  metadata: new Uint8Array(),
});
