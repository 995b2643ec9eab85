import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json as jsonOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { endAll, startLedger, urlsOf } from '../support/built-program.js';
import { recordConsent } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock, type Answered } from '../support/http-client.js';
import { authorizationFor } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { tinyRegion } from '../support/tiny-region.js';

const PROGRAMME = '2442-2020-autumn';

const start = async (): Promise<Urls> => urlsOf(startLedger({ DATA_FOLDER: await freshStore() }));

const inSeason = async (change: (region: string) => string = (region) => region): Promise<Urls> => {
  const urls = await start();
  const region = roomyRegion(12);
  await openSeason(urls, { ...region, region: change(region.region) });
  return urls;
};

/** Applies, is accepted and asks for the conclusion; the answer shows the application. */
const conclude = async (urls: Urls, childId: string): Promise<Answered> => {
  const body = { childId, groupId: '100', start: '2020-10-01' };
  const asked = await post(`${urls.enrollment}/applications`, `for ${childId}`, body);
  const url = `${urls.enrollment}/applications/${asked.json.id}`;
  await post(`${url}/accept`, `accept ${childId}`, {});
  await recordConsent(url);
  return post(`${url}/conclude`, `conclude ${childId}`, {}, { prefer: 'wait=5' });
};

const quote = (urls: Urls, childId: string): Promise<Answered> =>
  call(`${urls.enrollment}/quotes?childId=${childId}&groupId=110&start=2020-10-20`);

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe('a number pattern without room for one more certificate', () => {
  // Three digits of prefix in four: nine certificates.
  const narrow = (region: string): string =>
    region.replace('"prefix": "24"', '"prefix": "241"').replace('"length": 10', '"length": 4');

  let urls: Urls;
  beforeAll(async () => {
    urls = await inSeason(narrow);
  });

  it('leaves no application waiting for ever', async () => {
    const answers = [];
    for (let child = 0; child < 10; child++) answers.push((await conclude(urls, `k-${child}`)).json);
    expect(answers.map(({ state, awaiting, reason }) => [state, awaiting, reason])).toEqual([
      ...Array.from({ length: 9 }, () => ['enrolled', null, null]),
      ['refused', null, 'no-certificate-place'],
    ]);
  });

  it('can be asked for a quote', async () => {
    expect(await quote(urls, 'k-11')).toMatchObject({ status: 200, json: { possible: false } });
  });
});

describe('a nominal that cannot be granted twice without leaving the safe integers', () => {
  const rich = (region: string): string => region.replace('500000', String(Number.MAX_SAFE_INTEGER));

  it('is refused, or breaks nothing', async () => {
    const urls = await start();
    const registered = await post(`${urls.certificates}/financing-programmes`, 'rich', rich(tinyRegion.region));
    if (registered.status === 422) return;
    await openSeason(urls, { ...roomyRegion(12), region: rich(roomyRegion(12).region) });
    expect((await conclude(urls, 'k-0')).json).toMatchObject({ awaiting: null });
    expect((await conclude(urls, 'k-1')).json).toMatchObject({ awaiting: null });
    expect((await quote(urls, 'k-2')).status).toBe(200);
    expect((await call(`${urls.certificates}/financing-programmes/${PROGRAMME}/totals`)).status).toBe(200);
  });
});

describe('a clock far away', () => {
  let urls: Urls;
  beforeAll(async () => {
    urls = await start();
  });

  it.each(['+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z'])('a first time of %s is refused', async (now) => {
    const { status } = await setClock(urls, now);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('applications are answered at every time that can be set', async () => {
    if ((await setClock(urls, '2300-01-01T00:00:00Z')).status !== 200) return;
    await openSeason(urls, roomyRegion(3));
    const body = { childId: 'k-0', groupId: '100', start: '2020-10-01' };
    expect((await post(`${urls.enrollment}/applications`, 'a', body)).status).toBeLessThan(500);
  });
});

describe('a season in which nothing is odd', () => {
  let urls: Urls;
  let contract: { readonly id: string; readonly holderId: string };
  beforeAll(async () => {
    urls = await inSeason();
    contract = (await conclude(urls, 'k-0')).json;
    await quiet(urls);
  });

  it('the letters of a UUID have no case', async () => {
    const { id, holderId } = contract;
    const shout = holderId.toUpperCase();
    expect(shout).not.toBe(holderId);
    expect((await call(`${urls.enrollment}/applications/${id.toUpperCase()}`)).json).toMatchObject({ id });
    const account = await call(`${urls.certificates}/accounts/${holderId}`);
    expect((await call(`${urls.certificates}/accounts/${shout}`)).json).toEqual(account.json);
  });

  it('what is known at the end of all days is everything', async () => {
    const known = (at: string): Promise<Answered> =>
      call(`${urls.certificates}/accounts/${contract.holderId}?knownAt=${encodeURIComponent(at)}`);
    const ever = await known('+275760-09-13T00:00:00Z');
    if (ever.status !== 400) expect(ever.json).toEqual((await known('2199-12-31T00:00:00Z')).json);
  });

  it('a programme that nobody has registered has no totals and no certificates', async () => {
    for (const path of ['', '/totals', '/certificates'])
      expect(await call(`${urls.certificates}/financing-programmes/nobody${path}`)).toMatchObject({
        status: 404,
        json: { type: '/problems/unknown-programme' },
      });
  });

  it('a region file without its fields is told which are required', async () => {
    const { json } = await post(`${urls.certificates}/financing-programmes`, 'empty', {});
    const codes = json.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`);
    const fields = ['region', 'name', 'timeZone', 'municipality', 'certificateNumber', 'period', 'rules', 'groups'];
    expect(codes).toEqual(fields.map((field) => `/${field} required`));
  });

  it('a body that is larger than a service reads is told as a problem', async () => {
    // Its length is enough: a client that were still sending when the service hangs up might not see the answer.
    const sent = request(`${urls.enrollment}/applications`, {
      method: 'POST',
      headers: {
        ...(await authorizationFor(urls.enrollment)),
        'content-type': 'application/json',
        'idempotency-key': 'large',
        'content-length': 9 * 1024 * 1024,
      },
    });
    sent.flushHeaders();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(await jsonOf(answer)).toMatchObject({ type: '/problems/body-too-large', status: 413 });
    expect(answer.statusCode).toBe(413);
    sent.destroy();
  });

  it('an address that is longer than a service reads is told as a problem', async () => {
    const long = await call(`${urls.catalog}/groups?name=${'x'.repeat(20_000)}`);
    expect(long.status).toBe(431);
    expect(long.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each(['catalog', 'enrollment', 'certificates', 'webhooks'] as const)(
    '%s requires no header that may be left out',
    async (name) => {
      const { paths } = (await call(`${urls[name]}/openapi.json`)).json as { paths: Record<string, Operations> };
      const required = Object.entries(paths).flatMap(([path, operations]) =>
        Object.entries(operations).flatMap(([method, { parameters = [] }]) =>
          parameters
            .filter((parameter) => parameter.in === 'header' && parameter.required === true)
            .map((parameter) => `${method} ${path} ${parameter.name}`),
        ),
      );
      expect(required.filter((line) => !line.endsWith(' Idempotency-Key'))).toEqual([]);
    },
  );
});

type Parameter = { readonly in: string; readonly name: string; readonly required?: boolean };
type Operations = Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>;
