import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { until } from '@lib/messaging/testing';
import { isVerified, startReceiver, withStatus, type Receiver } from '../../apps/webhooks/src/webhooks.testing.js';
import { endAll, type Environment, type Program } from '../support/built-program.js';
import { recordConsent } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock } from '../support/http-client.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { apply, start } from '../support/started-ledger.js';
import { removeTempFolders } from '../support/temp-folder.js';

// An accounting system and a cabinet had Kafka to run, or nothing to hear from.
describe('a subscriber without Kafka', () => {
  let receiver: Receiver;
  let environment: Environment;
  let ledger: Program;
  let urls: Required<Urls>;
  let endpoint: { readonly id: string; readonly secret: string };
  beforeAll(async () => {
    receiver = await startReceiver();
    environment = { DATA_FOLDER: await freshStore(), WEBHOOKS_INTERNAL: receiver.host };
    ({ ledger, urls } = await start(environment));
    await openSeason(urls, roomyRegion(6));
    endpoint = (await post(`${urls.webhooks}/endpoints`, 'accounting', { url: receiver.url })).json;
  });
  afterAll(async () => {
    await endAll();
    await receiver.close();
    await removeTempFolders();
  });

  const waiting = async (): Promise<number> =>
    (await call(`${urls.webhooks}/endpoints/${endpoint.id}/waiting`)).json.messages as number;
  /** Everything that was told has been sent. */
  const sent = async (): Promise<void> => {
    await quiet(urls);
    await until(async () => {
      const { json } = await call(`${urls.webhooks}/messaging/lag`);
      return json.lag === 0 && (await waiting()) === 0;
    });
  };
  /** The messages of a holder on a topic, each once, in the order in which they came first. */
  const lines = (): ReadonlyMap<string, readonly number[]> => {
    const seen = new Set<string>();
    const firsts = receiver.received.filter(({ id }) => !seen.has(id) && seen.add(id));
    const grouped = Map.groupBy(
      firsts,
      ({ holder, body }) => `${(JSON.parse(body) as { topic: string }).topic} ${holder}`,
    );
    return new Map([...grouped].map(([line, some]) => [line, some.map(({ sequence }) => sequence)]));
  };
  const enrol = async (childId: string, groupId: string): Promise<void> => {
    const { json } = await apply(urls, `${childId} ${groupId}`, childId, groupId, '2020-10-20');
    const url = `${urls.enrollment}/applications/${json.id}`;
    await post(`${url}/accept`, `accept ${json.id}`, {});
    await recordConsent(url);
    await post(`${url}/conclude`, `conclude ${json.id}`, {}, { prefer: 'wait=30' });
  };

  it('hears of a season, each child’s facts in order, without a gap, signed', async () => {
    for (const childId of ['k-0', 'k-1', 'k-2']) await enrol(childId, '100');
    await setClock(urls, '2020-11-02T00:00:00Z');
    await sent();
    const types = new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type));
    for (const type of [
      'enrollment.application-submitted',
      'certificates.certificate-issued',
      'certificates.month-debited',
    ])
      expect([...types].some((one) => one.startsWith(`${type}.v`))).toBe(true);
    expect(lines().size).toBe(6);
    for (const line of lines().values()) expect(line).toEqual(line.map((_, index) => index));
    expect(receiver.received.every((one) => isVerified(endpoint.secret, one))).toBe(true);
  });

  it('and goes on hearing after a killed process, under the same ids and the same secret', async () => {
    const heard = receiver.received.length;
    let killed: Promise<unknown> | undefined;
    receiver.answers((one, ...reply) => {
      // It is sent, and nobody records that it was.
      if (receiver.received.length === heard + 3) killed = ledger.end('SIGKILL');
      else withStatus(204)(one, ...reply);
    });
    const enrolling = Promise.allSettled(['k-3', 'k-4', 'k-5'].map((childId) => enrol(childId, '100')));
    await until(() => killed !== undefined);
    await killed;
    await enrolling;
    receiver.answers(withStatus(204));
    ({ ledger, urls } = await start(environment));
    for (const childId of ['k-3', 'k-4', 'k-5']) await enrol(childId, '100');
    await setClock(urls, '2020-12-02T00:00:00Z');
    await sent();
    const ids = receiver.received.map(({ id }) => id);
    expect(ids.filter((id) => id === ids[heard + 2]).length).toBeGreaterThan(1);
    expect(lines().size).toBe(12);
    for (const line of lines().values()) expect(line).toEqual(line.map((_, index) => index));
    expect(receiver.received.every((one) => isVerified(endpoint.secret, one))).toBe(true);
    expect((await call(`${urls.webhooks}/endpoints/${endpoint.id}/secret`)).json.secret).toBe(endpoint.secret);
  });

  it('has nothing of it in what the process says', async () => {
    expect(ledger.said).not.toContain('whsec_');
    expect(ledger.said).not.toContain(endpoint.secret.slice('whsec_'.length));
  });
});
