import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { auditedSeason, playThrough } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { tinyFolder } from '../support/tiny-region.js';
import { EsdbDouble } from '../esdb/double.js';
import { configFrom } from '../../apps/embedded/src/config.js';
import { embeddedInstallation } from '../../apps/embedded/src/demo/installation.js';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';

let double: EsdbDouble;
beforeAll(async () => {
  double = await EsdbDouble.start();
});
afterAll(async () => {
  double.kill();
  await removeTempFolders();
});

// The one process had its events in PostgreSQL whatever EVENT_STORE_URL said.
it('one process plays a season with its events in EventStoreDB, and refuses to play another on top of it', async () => {
  const { eventStore } = configFrom({ EVENT_STORE_URL: double.url });
  const installation = await embeddedInstallation(undefined, eventStore);
  try {
    const player = new Player(
      installation.ledger,
      installation.second,
      await readRegionFolder(await tinyFolder()),
      () => undefined,
    );
    const told = await playThrough(installation.ledger, player);
    expect((await auditedSeason(installation.ledger, told)).differences).toEqual([]);
  } finally {
    await installation.close();
  }
  const accounts = double.log.records.filter(({ stream }) => stream.startsWith('account-'));
  expect(accounts.length).toBeGreaterThan(10);
  await expect(embeddedInstallation(undefined, eventStore)).rejects.toThrow('EVENT_STORE_URL names is not fresh');
});
