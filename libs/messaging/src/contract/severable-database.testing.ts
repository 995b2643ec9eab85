import { Database, type Beginning, type Length, type Row, type Sql } from '@lib/database';

/** A database that goes out of reach: for good, like that of a killed process, or for a while. */
export class SeverableDatabase extends Database {
  /** How often it was asked while it was away. */
  refusals = 0;
  private isSevered = false;

  constructor(private readonly inner: Database) {
    super();
  }

  sever(): void {
    this.isSevered = true;
  }

  mend(): void {
    this.isSevered = false;
  }

  async query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<readonly R[]> {
    this.reach();
    return this.inner.query<R>(text, values);
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>, length?: Length, beginning?: Beginning): Promise<T> {
    this.reach();
    return this.inner.transaction(
      async (tx) => {
        const value = await work(tx);
        this.reach();
        return value;
      },
      length,
      beginning,
    );
  }

  check(): Promise<void> {
    return this.inner.check();
  }

  async takesWrites(): Promise<void> {
    this.reach();
    await this.inner.takesWrites();
  }

  notify(channel: string): void {
    if (!this.isSevered) this.inner.notify(channel);
  }

  async listen(channel: string, onNotify: () => void): Promise<() => Promise<void>> {
    this.reach();
    return this.inner.listen(channel, () => {
      if (!this.isSevered) onNotify();
    });
  }

  async close(): Promise<void> {
    this.sever();
  }

  private reach(): void {
    if (!this.isSevered) return;
    this.refusals += 1;
    throw new Error('Connection terminated unexpectedly');
  }
}
