/** Readings that stopped after a full page, by the cursor where they go on. Only the latest few are kept. */
export class PausedReadings<T> {
  private readonly readings = new Map<string, AsyncGenerator<T, void>>();

  take(cursor: string): AsyncGenerator<T, void> | undefined {
    const reading = this.readings.get(cursor);
    this.readings.delete(cursor);
    return reading;
  }

  put(cursor: string, reading: AsyncGenerator<T, void>): void {
    this.drop(cursor);
    this.readings.set(cursor, reading);
    for (const oldest of this.readings.keys()) if (this.readings.size > KEPT_MAX) this.drop(oldest);
  }

  clear(): void {
    for (const cursor of this.readings.keys()) this.drop(cursor);
  }

  private drop(cursor: string): void {
    // Nobody waits for the end of a reading that is not read any more.
    void this.take(cursor)
      ?.return()
      .catch(() => undefined);
  }
}

const KEPT_MAX = 4;
