import pg from 'pg';

/**
 * Sends `COPY (…) TO STDOUT` and gives each row of one column as it was before COPY escaped it; resolves to how many there were.
 * Rejects with what the server refuses.
 */
export const copyOut = async (url: string, statement: string, onRow: (row: string) => void): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let rows = 0;
  client.query({
    submit: (connection: pg.Connection) => connection.query(statement),
    handleRowDescription: ignore,
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
      const text = chunk.toString('utf8', 0, chunk.length - 1);
      onRow(text.includes('\\') ? text.replaceAll('\\\\', '\\') : text);
      rows += 1;
    },
    handleCommandComplete: ignore,
    handleReadyForQuery: () => resolve(rows),
    handleError: reject,
  } as unknown as pg.Submittable);
  try {
    return await promise;
  } finally {
    await client.end();
  }
};

const ignore = (): void => undefined;
