import { setTimeout as pause } from 'node:timers/promises';
import type { StreamId } from '../event-store.js';
import type { EsdbConnection } from './esdb.connection.js';
import { metadataFromStart } from './esdb.log.js';
import { refuseTruncated, truncationRefusal } from './esdb.stream.js';

/**
 * Which streams were deleted or are to be truncated. The server takes an append of the first events of such a stream, and gives
 * them the revisions behind those that nobody can read any more. From the first question on the log is followed for what is
 * said of streams; while that is so nobody needs to ask the server, else it is asked each time.
 */
export class Truncations {
  private readonly truncated = new Map<string, readonly string[]>();
  private isLevel = false;
  private isFollowing = false;

  constructor(
    private readonly connection: EsdbConnection,
    private readonly options: { readonly signal: AbortSignal; readonly silenceMs: number },
  ) {}

  /** @throws EventStoreRefusal for a stream of which the server had told, before it is asked for, that events are missing. */
  async refuse(stream: StreamId): Promise<void> {
    if (!this.isFollowing) void this.follow();
    if (!this.isLevel) return refuseTruncated(this.connection, stream);
    const said = this.truncated.get(stream);
    if (said) throw truncationRefusal(stream, said);
  }

  private async follow(): Promise<void> {
    const { signal } = this.options;
    this.isFollowing = true;
    try {
      for await (const told of metadataFromStart(this.connection, this.options))
        if (told === 'all') this.isLevel = true;
        else if (told.truncating.length > 0) this.truncated.set(told.stream, told.truncating);
        else this.truncated.delete(told.stream);
    } catch {
      // Whoever appends meets the same error, and tells it.
    }
    this.isLevel = false;
    this.truncated.clear();
    await pause(REOPEN_MS, undefined, { signal, ref: false }).catch(() => undefined);
    this.isFollowing = false;
  }
}

const REOPEN_MS = 1_000;
