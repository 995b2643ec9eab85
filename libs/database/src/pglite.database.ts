import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex, PGlite } from '@electric-sql/pglite';
import {
  DATE,
  Database,
  INT8,
  TIMESTAMPTZ,
  allSent,
  insideTransaction,
  outsideTransaction,
  refuseInsideTransaction,
  toIsoInstant,
  toSafeInteger,
  type Row,
  type Sql,
} from './database.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { PreparedStatements } from './prepared-statements.js';

const parsers = { [INT8]: toSafeInteger, [DATE]: (text: string) => text, [TIMESTAMPTZ]: toIsoInstant };

/**
 * PostgreSQL inside this process (PGlite): one connection, so transactions queue. It never fsyncs: a power cut can
 * lose the last commits, a killed process cannot. Development, demonstration and trial only.
 */
export class PgliteDatabase extends Database {
  private readonly statements: PreparedStatements;
  /** A query waits for a transaction and the other way round; `lite` keeps that order only for its own `query`. */
  private readonly turn = new Mutex();
  private readonly listeners = new Map<string, Set<() => void>>();

  private constructor(
    private readonly lite: PGlite,
    private readonly lock: FolderLock | undefined,
  ) {
    super();
    this.statements = new PreparedStatements(lite);
  }

  /**
   * Opens the folder and creates it when it is missing; without a folder, the data live in memory only.
   * @throws FolderInUse when another live process has it open: two processes on one folder would lose data.
   */
  static async open(folder?: string): Promise<PgliteDatabase> {
    if (folder === undefined) return new PgliteDatabase(await create(), undefined);
    await mkdir(folder, { recursive: true });
    const lock = await lockFolder(folder);
    try {
      return new PgliteDatabase(await openCluster(folder), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async query<R extends Row = Row>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    refuseInsideTransaction(this);
    return this.turn.runExclusive(() => this.run<R>(this.lite, text, values));
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    refuseInsideTransaction(this);
    return this.turn.runExclusive(() =>
      insideTransaction(this, () =>
        this.lite.transaction(async (lite) => {
          const value = await work({
            query: <R extends Row>(text: string, values: readonly unknown[] = []) => this.run<R>(lite, text, values),
          });
          await allSent();
          return value;
        }),
      ),
    );
  }

  async check(): Promise<void> {
    // It comes with this code, set as this code needs it.
  }

  async takesWrites(): Promise<void> {
    await this.query('SELECT 1');
  }

  // Nobody else has it open, so nobody else is to be told.
  notify(channel: string): void {
    for (const wake of this.listeners.get(channel) ?? []) queueMicrotask(wake);
  }

  async listen(channel: string, onNotify: () => void): Promise<() => Promise<void>> {
    // The callback runs in the context of whoever notified; a wake-up belongs to no transaction.
    const wake = (): void => outsideTransaction(onNotify);
    const leave = await this.lite.listen(channel, wake);
    const listeners = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listeners.add(wake));
    return async () => {
      listeners.delete(wake);
      await leave();
    };
  }

  async close(): Promise<void> {
    if (this.lite.closed) return;
    await this.lite.close();
    await this.lock?.release();
  }

  // Only the simple protocol takes several statements, which it parses and plans anew each time.
  private async run<R extends Row>(
    lite: Pick<PGlite, 'exec'>,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly R[]> {
    if (values.length > 0 || !text.includes(';')) return this.statements.run<R>(text, values);
    const results = await lite.exec(text);
    return (results.at(-1)?.rows ?? []) as R[];
  }
}

// A process killed while it makes the database leaves a folder that PostgreSQL cannot open. Until the first opening has
// succeeded nothing was promised to anybody, so what is there is put aside, never removed, and made anew.
const openCluster = async (folder: string): Promise<PGlite> => {
  const [data, mark] = [join(folder, 'postgresql'), join(folder, 'complete')];
  if (!(await exists(mark)) && (await exists(data))) await rename(data, `${data}.unfinished.${randomUUID()}`);
  const lite = await create(data);
  await writeFile(mark, '');
  return lite;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const create = async (folder?: string): Promise<PGlite> => {
  const lite = await PGlite.create({ parsers, ...(folder === undefined ? {} : { dataDir: folder }) });
  // A plan made for an empty table would be kept while the table grows: nothing here runs ANALYZE to replace it.
  await lite.exec('SET plan_cache_mode = force_custom_plan');
  return lite;
};
