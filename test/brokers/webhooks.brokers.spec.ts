import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { until } from '@lib/messaging/testing';
import { isVerified, startReceiver, withStatus, type Receiver } from '../../apps/webhooks/src/webhooks.testing.js';
import { recordConsent } from '../support/consent.js';
import { call, post, setClock } from '../support/http-client.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { apply } from '../support/started-ledger.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { Cluster } from './cluster-season.js';

const CHILDREN = 8;

describe('webhooks of a cluster', () => {
  let cluster: Cluster;
  let receiver: Receiver;
  let urls: Required<Urls>;
  let endpoint: { readonly id: string; readonly secret: string };
  beforeAll(async () => {
    receiver = await startReceiver();
    cluster = await Cluster.start({ brokers: 1, settings: { WEBHOOKS_INTERNAL: receiver.host } });
    const first = Object.entries(cluster.installation.urls).map(([service, [url = '']]) => [service, url]);
    urls = Object.fromEntries(first) as Required<Urls>;
    await openSeason(urls, roomyRegion(CHILDREN));
    endpoint = (await post(`${urls.webhooks}/endpoints`, 'accounting', { url: receiver.url })).json;
  });
  afterAll(async () => {
    await cluster.stop();
    await receiver.close();
    await removeTempFolders();
  });

  const waiting = (url: string) => call(`${url}/endpoints/${endpoint.id}/waiting`);
  const lag = (url: string) => call(`${url}/messaging/lag`);
  const sent = async (): Promise<void> => {
    await quiet(urls);
    await until(async () => {
      const answers = await Promise.all(
        cluster.installation.urls.webhooks.flatMap((url) => [waiting(url), lag(url)]),
      ).catch(() => []);
      const numbers = answers.map(({ json }) => (json?.messages ?? json?.lag) as number | undefined);
      return numbers.length === 4 && numbers.every((number) => number === 0);
    });
  };
  const enrol = async (childId: string): Promise<void> => {
    const { json } = await apply(urls, `apply ${childId}`, childId, '100', '2020-10-20');
    const url = `${urls.enrollment}/applications/${json.id}`;
    await post(`${url}/accept`, `accept ${json.id}`, {});
    await recordConsent(url);
    await post(`${url}/conclude`, `conclude ${json.id}`, {}, { prefer: 'wait=30' });
  };

  it('come in order and signed, though whichever process sends is killed at it', async () => {
    let turns = 0;
    receiver.answers((one, ...reply) => {
      // Each time the other one: one of the two is sending.
      if (receiver.received.length % 24 === 5) void cluster.installation.kill(`webhooks-${(turns++ % 2) + 1}`);
      withStatus(204)(one, ...reply);
    });
    for (let child = 0; child < CHILDREN; child += 1) await enrol(`k-${child}`);
    await setClock(urls, '2020-12-02T00:00:00Z');
    await sent();
    expect(turns).toBeGreaterThan(1);
    const seen = new Set<string>();
    const firsts = receiver.received.filter(({ id }) => !seen.has(id) && seen.add(id));
    const lines = Map.groupBy(
      firsts,
      ({ holder, body }) => `${(JSON.parse(body) as { topic: string }).topic} ${holder}`,
    );
    expect(lines.size).toBe(2 * CHILDREN);
    for (const line of lines.values()) expect(line.map(({ sequence }) => sequence)).toEqual(line.map((_, at) => at));
    expect(receiver.received.every((one) => isVerified(endpoint.secret, one))).toBe(true);
  });

  it('have the same secrets in both processes', async () => {
    for (const url of cluster.installation.urls.webhooks)
      expect((await call(`${url}/endpoints/${endpoint.id}/secret`)).json.secret).toBe(endpoint.secret);
  });
});
