import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { Program, endAll, run } from '../support/built-program.js';
import { approverOf, ledgerOf } from '../support/login.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { auditedSeason, parkedMessages, playThrough } from '../support/season.js';
import { start } from '../support/started-ledger.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { tinyFolder } from '../support/tiny-region.js';

const OWNS = /the role of the services owns the tables of .*event_store/;

let server: RealPostgres;
let ownerUrl: string;
let serviceUrl: string;
let owner: PgDatabase;
beforeAll(async () => {
  server = await realPostgres();
  ownerUrl = await server.createDatabase();
  serviceUrl = await server.asFreshUser(ownerUrl);
  owner = new PgDatabase(ownerUrl);
});
afterAll(async () => {
  await endAll();
  await owner?.close();
  await server?.stop();
  await removeTempFolders();
});

const migrateAs = async (profile: string): Promise<void> => {
  const environment = { PROFILE: profile, DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: serviceUrl };
  expect(await run('migrate', [], environment)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Up to date: clock, .*\nThe role \w+ may do there what the services need/),
  });
};

// The services' role owned its tables: with the trigger switched off an event was changed and its stream hashed anew, and
// nothing showed it. Every test had one role for everything.
describe('a ledger whose role owns nothing', () => {
  it('does not start before the owner has made its tables, and says what to do', async () => {
    const ended = await run('main', [], { DATA_FOLDER: await tempFolder(), DATABASE_URL: serviceUrl });
    expect(ended.code).toBe(1);
    expect(ended.stdout).not.toMatch(/running/);
    expect(ended.stderr).toMatch(/The database is not ready for this version: .* Run the migration as the owner/);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it.each(['catalog', 'certificates'] as const)('nor does a service of a cluster: %s', async (name) => {
    const program = new Program(name, [], {
      DATABASE_URL: serviceUrl,
      KAFKA_BROKERS: '127.0.0.1:1',
      OIDC_ISSUER: 'http://127.0.0.1:1',
      ENROLLMENT_URL: 'http://127.0.0.1:1',
      PORT: '0',
    });
    expect(await program.ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/in clock .* is missing\. Run the migration as the owner/),
    });
  });

  it('plays a whole season, to the same kopeck', async () => {
    await migrateAs('embedded');
    const { ledger, urls } = await start({
      DATA_FOLDER: await tempFolder(),
      DATABASE_URL: serviceUrl,
      CLOCK: 'settable',
    });
    const client = ledgerOf(() => urls);
    const told = await playThrough(
      client,
      new Player(
        client,
        approverOf(() => urls),
        await readRegionFolder(await tinyFolder()),
        () => undefined,
      ),
    );
    expect((await auditedSeason(client, told)).differences).toEqual([]);
    expect(await parkedMessages(owner)).toBe(0);
    expect(ledger.said).not.toMatch(OWNS);
    expect(ledger.said).not.toMatch(/permission denied|42501/);
    await ledger.end('SIGTERM');
  });
});

it('a ledger whose role is the owner needs no migration, and says so in one line', async () => {
  const { ledger } = await start({ DATA_FOLDER: await tempFolder(), DATABASE_URL: await server.createDatabase() });
  await ledger.end('SIGTERM');
  expect(ledger.said.split('\n').filter((line) => OWNS.test(line))).toHaveLength(1);
});
