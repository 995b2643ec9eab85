import { setTimeout as pause } from 'node:timers/promises';
import { Content, UnexpectedAnswer, type Urls } from '@lib/client';
import { ledgerOf } from './login.js';
import { call } from './http-client.js';
import { tinyRegion, type RegionText } from './tiny-region.js';

const LOOK_EVERY_MS = 20;

/** Sets the clock to a day of September 2020 and brings a region in, the tiny one unless told: applications may come. */
export const openSeason = async (
  urls: Urls,
  { region, programs, children }: Omit<RegionText, 'timeline'> = tinyRegion,
): Promise<{ readonly programme: string }> => {
  const { catalog, enrollment, certificates } = ledgerOf(() => urls);
  const keyed = (key: string) => ({ 'Idempotency-Key': key });
  await enrollment.call('PUT /clock', { body: { now: '2020-09-25T00:00:00Z' } });
  const registered = await certificates.call('POST /financing-programmes', {
    headers: keyed('region'),
    body: new Content(region),
  });
  if (registered.status !== 200 && registered.status !== 201) throw new UnexpectedAnswer('region', registered);
  await catalog.call('POST /imports', { headers: keyed('programs'), body: new Content(programs) });
  await enrollment.call('POST /children/imports', {
    headers: keyed('children'),
    body: new Content(children, 'text/csv'),
  });
  await quiet(urls);
  return { programme: registered.body.programme };
};

/** The tiny region with room for everybody, and so many children `k-0`, `k-1` … of the general group. */
export const roomyRegion = (children: number): Omit<RegionText, 'timeline'> => ({
  region: tinyRegion.region.replace(/"countLimit": 10\b/, '"countLimit": null'),
  programs: tinyRegion.programs.replaceAll(/"max_children": \d+/g, '"max_children": 100000'),
  children: [
    tinyRegion.children.trim(),
    ...Array.from({ length: children }, (_, index) => `k-${index},2010-03-01,2442,general`),
    '',
  ].join('\n'),
});

/** Resolves when everything that was said has been heard: no service is behind, several times in a row. */
export const quiet = async (urls: Urls): Promise<void> => {
  const { catalog, enrollment, certificates } = ledgerOf(() => urls);
  for (let rounds = 0; rounds < 4; rounds++)
    for (const service of [catalog, enrollment, certificates]) {
      const lag = await service.call('GET /messaging/lag');
      if (lag.status === 200 && lag.body.lag === 0) continue;
      rounds = -1;
      await pause(LOOK_EVERY_MS);
    }
};

/** Every item of a list that meets the criteria, page by page. */
export const everything = async (
  url: string,
  criteria: Readonly<Record<string, string>> = {},
): Promise<readonly any[]> => {
  const items: unknown[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const query = new URLSearchParams({ ...criteria, limit: '500', ...(next === '' ? {} : { cursor: next }) });
    const { json } = await call(`${url}?${query.toString()}`);
    items.push(...json.items);
    next = json.next;
  }
  return items;
};
