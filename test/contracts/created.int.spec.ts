import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordConsent } from '../support/consent.js';
import { call, post, setClock, type Answered } from '../support/http-client.js';
import { quiet } from '../support/open-season.js';
import { tinyRegion } from '../support/tiny-region.js';
import { openServices, type DescribedServices } from './openapi.js';

// What was lost: whoever created something had to know where it is. And a body that says two sums was the same content
// as the one that says the last of them.

let services: DescribedServices;
let urls: { catalog: string; enrollment: string; certificates: string };
const created: Record<string, Answered> = {};

beforeAll(async () => {
  services = await openServices();
  urls = services.urls as unknown as typeof urls;
  const { catalog, enrollment, certificates } = urls;
  await setClock(urls, '2020-09-01T00:00:00Z');
  created['a programme'] = await post(`${certificates}/financing-programmes`, 'region', tinyRegion.region);
  await post(`${catalog}/imports`, 'programs', tinyRegion.programs);
  await post(`${enrollment}/children/imports`, 'children', tinyRegion.children, { 'content-type': 'text/csv' });
  await setClock(urls, '2020-10-05T00:00:00Z');
  await quiet(urls);
  const body = { childId: 't-1', groupId: '100', start: '2020-10-06' };
  created['an application'] = await post(`${enrollment}/applications`, 'application', body);
  const url = `${enrollment}/applications/${created['an application'].json.id}`;
  await recordConsent(url);
  for (const action of ['accept', 'conclude']) await post(`${url}/${action}`, action, {}, { prefer: 'wait=30' });
  const report = { groupId: '100', month: '2020-10', held: 3, planned: 4 };
  created['a report of lessons'] = await post(`${enrollment}/lessons`, 'lessons', report);
  const correction = { ...report, held: 4, reason: 'inspection' };
  created['a correction'] = await post(`${enrollment}/lessons/corrections`, 'correction', correction);
  const asked = { childId: 't-2', reason: 'request' };
  const items = [{ ...report, groupId: '110' }];
  created['a job'] = await post(`${enrollment}/bulk-jobs/report`, 'job', { items, dryRun: true });
  created['an erasure'] = await post(`${enrollment}/erasures`, 'erasure', asked);
});
afterAll(() => services.close());

describe('what is created is at its Location', () => {
  it.each([
    ['a programme', 'certificates', ['programme', 'settings']],
    ['an application', 'enrollment', ['id', 'childId', 'groupId']],
    ['a report of lessons', 'enrollment', ['groupId', 'month']],
    ['a correction', 'enrollment', ['id', 'groupId', 'month', 'held']],
    ['an erasure', 'enrollment', ['id', 'holderId', 'state']],
    ['a job', 'enrollment', ['id', 'operation', 'total']],
  ] as const)('%s', async (what, service, same) => {
    const answer = created[what]!;
    expect([what, answer.status, answer.json.errors]).toEqual([what, what === 'a job' ? 202 : 201, undefined]);
    const found = await call(`${urls[service]}${answer.headers.get('location')}`);
    expect(found.status).toBe(200);
    for (const field of same) expect([field, found.json[field]]).toEqual([field, answer.json[field]]);
  });

  it('also when the same is asked again', async () => {
    const body = { childId: 't-1', groupId: '100', start: '2020-10-06' };
    const again = await post(`${urls.enrollment}/applications`, 'application', body);
    expect(again.headers.get('idempotency-hit')).toBe('true');
    expect(again.headers.get('location')).toBe(created['an application']!.headers.get('location'));
  });
});

it('a body with a key twice is not the same content as the one that says the last of them', async () => {
  const body = '{"childId":"t-2","childId":"t-1","groupId":"100","start":"2020-10-06"}';
  const answer = await post(`${urls.enrollment}/applications`, 'application', body);
  expect([answer.status, answer.headers.get('idempotency-hit')]).toEqual([400, null]);
  expect(answer.json.errors).toMatchObject([{ pointer: '/childId', code: 'key-twice' }]);
});

it('a region file and a catalogue are taken by the exact value of their numbers', async () => {
  const region = tinyRegion.region.replace(/"nominalKopecks": \d+/, '"nominalKopecks": 190000.000000000001');
  const refused = await post(`${urls.certificates}/financing-programmes`, 'inexact', region);
  expect([refused.status, refused.json.errors[0]]).toMatchObject([
    422,
    { pointer: '/groups/0/nominalKopecks', code: 'not-kopecks' },
  ]);
  const programs = tinyRegion.programs.replace(/"max_children": \d+/, '"max_children": 10.00000000000000001');
  const report = await post(`${urls.catalog}/imports`, 'inexact', programs);
  expect(report.json.refused).toMatchObject([{ reason: 'places-not-valid' }]);
  const anywhere = tinyRegion.programs.replace('"program": {', '"program": { "latitude": 53.70000000000000000000001,');
  expect((await post(`${urls.catalog}/imports`, 'exact', anywhere)).json).toMatchObject({ taken: 1, refused: [] });
});

it('a statement of a programme that is not there is not a statement of nothing', async () => {
  const { json } = await call(`${urls.enrollment}/children/t-1`);
  const answer = await call(`${urls.certificates}/accounts/${json.holderId}/statement?programme=none`);
  expect([answer.status, answer.json.type]).toEqual([404, '/problems/unknown-programme']);
});
