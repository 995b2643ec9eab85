import { parse, protocol, type PGlite } from '@electric-sql/pglite';
import type { Row } from './database.js';
import { asText } from './parameters.js';

const STATEMENTS_MAX = 500;

const { serialize } = protocol;

/**
 * Runs parameterised SQL in PGlite as statements that are parsed once and then sent in one message: less than half the
 * time of `PGlite.query`, which parses anew and asks for the parameters' types every time (docs/adr/0015).
 */
export class PreparedStatements {
  private readonly names = new Map<string, string>();
  private count = 0;

  constructor(private readonly lite: PGlite) {}

  async run<R extends Row>(text: string, values: readonly unknown[]): Promise<readonly R[]> {
    const known = this.names.get(text);
    const name = known ?? `s${(this.count += 1)}`;
    const message = Buffer.concat([
      ...(known === undefined ? [...this.room(), serialize.parse({ name, text })] : []),
      serialize.bind({ statement: name, values: values.map(asText) }),
      serialize.describe({ type: 'P', name: '' }),
      serialize.execute({}),
      serialize.sync(),
    ]);
    // A statement that fails the first time may not exist; its name is not used again.
    const { messages } = await this.lite.runExclusive(() => this.lite.execProtocol(message, { throwOnError: true }));
    this.names.set(text, name);
    const [result] = parse.parseResults(messages, this.lite.parsers, {});
    return (result?.rows ?? []) as R[];
  }

  private room(): readonly Uint8Array[] {
    const [oldest] = this.names;
    if (this.names.size < STATEMENTS_MAX || !oldest) return [];
    this.names.delete(oldest[0]);
    return [serialize.close({ type: 'S', name: oldest[1] })];
  }
}
