import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Program, endAll, startLedger, urlsOf } from '../support/built-program.js';
import { call } from '../support/http-client.js';
import { postgresProxy, type PostgresProxy } from '../support/postgres-proxy.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

let server: RealPostgres;
let between: PostgresProxy;
beforeAll(async () => {
  server = await realPostgres();
  between = await postgresProxy(await server.createDatabase());
});
afterAll(async () => {
  await endAll();
  between.close();
  await server.stop();
  await removeTempFolders();
});

const start = async (): Promise<Program> => startLedger({ DATABASE_URL: between.url, DATA_FOLDER: await tempFolder() });
/** It has tried more than once: it waits. */
const waiting = (): Promise<void> => {
  const before = between.refused();
  return between.until(() => between.refused() >= before + 2);
};

// After a power cut everything starts at once, and the ledger ended because its database was not there yet.
describe('a ledger that is started while PostgreSQL is away', () => {
  it('waits for it, is stopped while it waits, and is ready when it has come', async () => {
    between.sever();
    const stopped = await start();
    await waiting();
    expect(await stopped.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    const ledger = await start();
    await waiting();
    between.mend();
    const urls = await urlsOf(ledger);
    expect(await call(`${urls.enrollment}/health/ready`)).toMatchObject({ status: 200 });
    between.sever();
    expect(await call(`${urls.enrollment}/health/ready`)).toMatchObject({
      status: 503,
      json: { silent: expect.arrayContaining(['database']) },
    });
    expect(await call(`${urls.enrollment}/health/live`)).toMatchObject({ status: 200 });
    between.mend();
    while ((await call(`${urls.enrollment}/health/ready`)).status !== 200);
    expect(await ledger.end('SIGTERM')).toMatchObject({ code: 0 });
  });
});
