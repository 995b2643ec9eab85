import pg from 'pg';

export type Connection = {
  /** The server's process for this connection, to be killed by another. */
  readonly pid: number;
  query(text: string, values?: readonly unknown[]): Promise<void>;
  /** Resolves when the connection is gone, by whomever it was ended. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
};

/** One connection outside every pool: it may hold a transaction open, and be killed in the middle of it. */
export const connectionTo = async (url: string): Promise<Connection> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return {
    pid: rows[0]?.pid ?? 0,
    query: async (text, values = []) => void (await client.query(text, [...values])),
    ended,
    end: () => client.end(),
  };
};
