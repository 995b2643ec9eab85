import { createHash } from 'node:crypto';
import { canonical } from './canonical.js';
import type { LedgerEvent } from './ledger-event.js';

/** Where a stream ends. */
export type Head = { readonly revision: number; readonly hash: string };

type Known = Head & { readonly recordedAt: string };

/** What somebody wrote down who has read the ledger to its end: whoever reads it later can tell whether it was rewritten. */
export type Anchor = {
  /** How many events the log had. */
  readonly events: number;
  /** SHA-256 over the hashes of those events in the order of the log, as 32 raw bytes each. */
  readonly digest: string;
  readonly heads: Readonly<Record<string, Head>>;
};

/** Checks the chain of hashes of every stream, and with an anchor that what was there is still there. */
export class Chains {
  events = 0;
  readonly heads = new Map<string, Known>();
  private readonly log = createHash('sha256');
  private digestAtAnchor: string | undefined;

  constructor(
    private readonly anchor: Anchor | undefined,
    private readonly differ: (what: string) => void,
  ) {
    if (anchor?.events === 0) this.digestAtAnchor = anchor.digest;
  }

  /** The next event of the log. */
  add(event: LedgerEvent): void {
    const { stream, revision, hash, recordedAt } = event;
    const at = `${stream}#${revision}`;
    const head = this.heads.get(stream);
    if (revision !== (head ? head.revision + 1 : 0)) this.differ(`${at}: follows revision ${head?.revision ?? 'none'}`);
    if (hashAfter(head?.hash ?? GENESIS, event) !== hash) this.differ(`${at}: the hash does not fit`);
    if (head && recordedAt < head.recordedAt)
      this.differ(`${at}: recorded at ${recordedAt}, before the event that it follows`);
    const anchored = this.anchor?.heads[stream];
    if (anchored?.revision === revision && anchored.hash !== hash)
      this.differ(`${at}: the anchor has another hash, so it or an event before it was rewritten`);
    this.heads.set(stream, { revision, hash, recordedAt });
    this.events += 1;
    this.log.update(Buffer.from(hash, 'hex'));
    if (this.events === this.anchor?.events) this.digestAtAnchor = this.log.copy().digest('hex');
  }

  /** What of the anchor the log does not have, once all of it was read. */
  compareWithAnchor(): void {
    if (!this.anchor) return;
    const { events, digest, heads } = this.anchor;
    for (const [stream, { revision }] of Object.entries(heads)) {
      const there = this.heads.get(stream)?.revision ?? -1;
      if (there < revision) this.differ(`${stream}: ends with revision ${there}, the anchor knows ${revision}`);
    }
    if (this.digestAtAnchor !== digest)
      this.differ(`the first ${events} events of the log are not those of the anchor, or stand in another order`);
  }

  /** The anchor of what was read. */
  anchorHere(): Anchor {
    return {
      events: this.events,
      digest: this.log.copy().digest('hex'),
      heads: Object.fromEntries(
        [...this.heads].map(([stream, { revision, hash }]) => [stream, { revision, hash }] as const),
      ),
    };
  }
}

const GENESIS = '0'.repeat(64);

/** Undefined for what has no canonical form. */
const hashAfter = (previous: string, event: LedgerEvent): string | undefined => {
  const { hash: _hash, position: _position, ...hashed } = event;
  try {
    return createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonical(hashed)).digest('hex');
  } catch {
    return undefined;
  }
};
