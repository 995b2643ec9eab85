import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { buildImage, entriesOf, runIn, startIn, type Image } from './image.js';
import { mains } from './mains.js';

// With what compose.yaml gives them, except that there is one broker and that the events lie in PostgreSQL.
describe('the services of the image', () => {
  let image: Image;
  let made: ReadonlyMap<string, string>;
  let postgres: RealPostgres;
  let common: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [image, postgres] = [await buildImage(await tempFolder()), await realPostgres()];
    made = await entriesOf(image);
    common = {
      PORT: '0',
      CLOCK: 'system',
      KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? '',
      KAFKA_PREFIX: `image-${randomBytes(4).toString('hex')}.`,
      KAFKA_REPLICAS: '1',
      KAFKA_MIN_INSYNC_REPLICAS: '1',
      VAULT_KEY: randomBytes(32).toString('base64'),
      WEBHOOKS_KEY: randomBytes(32).toString('base64'),
      OIDC_ISSUER: 'http://127.0.0.1:1',
      ENROLLMENT_URL: 'http://127.0.0.1:1',
      CATALOG_URL: 'http://127.0.0.1:1',
      CERTIFICATES_URL: 'http://127.0.0.1:1',
      PORTAL_URL: 'http://127.0.0.1:1',
      PORTAL_CLIENT_ID: 'cabinet',
    };
  });
  afterAll(async () => {
    await postgres.stop();
    await removeTempFolders();
  });

  it.each([...mains()])('%s is alive, and ends when it is told to', async (name, { file, reads }) => {
    const ownerUrl = await postgres.createDatabase();
    const given = { ...common, DATABASE_URL: await postgres.asFreshUser(ownerUrl) };
    const asOwner = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: given.DATABASE_URL };
    const migrated = await runIn(image, ['node', 'dist/apps/migrate/src/main.js', name], asOwner);
    expect(migrated).toMatchObject({ code: 0, stdout: expect.stringMatching(/owns nothing\.$/m) });
    const environment = Object.fromEntries(Object.entries(given).filter(([variable]) => reads.has(variable)));
    const service = startIn(image, ['node', file], environment);
    const ended = once(service, 'exit');
    try {
      let port: string | undefined;
      for await (const line of createInterface({ input: service.stdout! })) {
        if (!line.startsWith(`${name} http://`)) continue;
        port = /^http:\/\/0\.0\.0\.0:(\d+)$/.exec(line.slice(name.length + 1))?.[1];
        break;
      }
      service.stdout!.resume();
      expect((await runIn(image, image.healthcheck, { PORT: port ?? 'none' })).code).toBe(0);
      service.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      service.kill('SIGKILL');
    }
    expect(await entriesOf(image)).toEqual(made);
  });
});
