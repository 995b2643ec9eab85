import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { startLedger, urlsOf } from '../support/built-program.js';
import { anyCoPayment, recordConsent } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock, type Answered } from '../support/http-client.js';
import { asPerson } from '../support/login.js';
import { everything, openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres } from '../support/postgres.js';
import { SAID } from '../support/said.js';
import { tempFolder } from '../support/temp-folder.js';
import { tinyRegion } from '../support/tiny-region.js';

const PARALLEL = 20;
const CHILDREN = 600;

/** A POST that is right, another one for which its key may not be used, and how often the first has taken effect. */
type Sample = {
  readonly url: string;
  readonly body: unknown;
  /** undefined: no body is taken, so there is no other content. */
  readonly other: unknown;
  readonly type?: string;
  /** Who asks, where the demo's program may not. */
  readonly headers?: Readonly<Record<string, string>>;
  /** undefined: cannot be seen. */
  readonly effects: () => Promise<number | undefined>;
};
/** Makes fresh samples: every one has an effect of its own. */
type Maker = (urls: Urls, unique: number) => Promise<Sample>;

const apply = async (urls: Urls, unique: number): Promise<{ id: string; childId: string; url: string }> => {
  const url = `${urls.enrollment}/applications`;
  const childId = `k-${unique}`;
  const { json } = await post(url, `for ${childId}`, { childId, groupId: '100', start: '2020-10-06' });
  return { id: json.id as string, childId, url: `${url}/${json.id}` };
};

/** An action on an application that the steps have brought where the action is allowed. */
const action =
  (name: string, steps: readonly string[], body: object, other?: object): Maker =>
  async (urls, unique) => {
    const { url, childId } = await apply(urls, unique);
    for (const step of steps) {
      const content = step === 'terminate' ? { by: 'family' } : {};
      if (step === 'conclude') await recordConsent(url);
      await post(`${url}/${step}`, `${step} ${url}`, content, { prefer: 'wait=30' });
    }
    if (name === 'conclude') await recordConsent(url);
    const state = (await call(url)).json.state as string;
    const effects = async (): Promise<number> => {
      const { json } = await call(url, { headers: { prefer: 'wait=30' } });
      const applications = await everything(`${urls.enrollment}/applications`, { childId });
      expect(applications).toHaveLength(1);
      return json.state === state ? 0 : 1;
    };
    return { url: `${url}/${name}`, body, other, effects };
  };

const claimCode = async (urls: Urls, childId: string): Promise<string> => {
  const { json } = await post(`${urls.enrollment}/guardianships/codes`, 'none', { childId, relation: 'guardian' });
  return json.code as string;
};

const erasuresOf = async (urls: Urls, childId: string): Promise<readonly unknown[]> => {
  const { json } = await call(`${urls.enrollment}/children/${childId}`);
  return (await everything(`${urls.enrollment}/erasures`)).filter(({ holderId }) => holderId === json.holderId);
};

const askedErasure = async (urls: Urls, unique: number): Promise<{ at: string; childId: string }> => {
  const childId = `k-${unique}`;
  const url = `${urls.enrollment}/erasures`;
  const { json } = await post(url, `erase ${childId}`, { childId, reason: 'request' });
  return { at: `${url}/${json.id}`, childId };
};

const registrationsOf = async (url: string, unique: number): Promise<readonly unknown[]> => {
  const { json } = await call(url, { headers: await asPerson(url, `parent ${unique}`) });
  return json.items as readonly unknown[];
};

const registered = async (urls: Urls, unique: number): Promise<string> => {
  const url = `${urls.enrollment}/registrations`;
  const { json } = await post(url, `register ${unique}`, SAID, await asPerson(url, `parent ${unique}`));
  return `${url}/${json.id}`;
};

const requested = async (urls: Urls, unique: number): Promise<object> => {
  const { id } = await apply(urls, unique);
  return { applicationId: id };
};

/** A job of one item that changes nothing; its effect is that it is there. */
const jobOf =
  (operation: string, itemsOf: (urls: Urls, unique: number) => Promise<readonly object[]>): Maker =>
  async (urls, unique) => {
    const items = await itemsOf(urls, unique);
    const jobs = async (): Promise<number> => (await everything(`${urls.enrollment}/bulk-jobs`)).length;
    const before = await jobs();
    return {
      url: `${urls.enrollment}/bulk-jobs/${operation}`,
      body: { items, dryRun: true },
      other: { items: [...items, ...items], dryRun: true },
      effects: async () => (await jobs()) - before,
    };
  };

/** An endpoint of webhooks without a URL. */
const inboxOf = async (urls: Urls, unique: number): Promise<string> => {
  const url = `${urls.webhooks}/endpoints`;
  const { json } = await post(url, `inbox ${unique}`, { description: `inbox ${unique}` });
  return `${url}/${json.id}`;
};

const askedMerge = async (urls: Urls, unique: number): Promise<string> => {
  const url = `${urls.enrollment}/merges`;
  const { json } = await post(url, `merge ${unique}`, await twoChildren(urls, unique));
  return `${url}/${json.id}`;
};

/** Two children of the register, of whom nothing else is known, as those to be merged. */
const twoChildren = async (urls: Urls, unique: number) => {
  const [keep, other] = [`one-${unique}`, `same-${unique}`];
  const rows = [keep, other].map((childId) => `${childId},2010-03-01,2442,general\n`);
  const file = `childId,birthDate,municipality,category\n${rows.join('')}`;
  await post(`${urls.enrollment}/children/imports`, `two ${unique}`, file, { 'content-type': 'text/csv' });
  return { keep, other, reason: 'same-person' };
};

const limitChanges = (urls: Urls): string => `${urls.certificates}/financing-programmes/2442-2020-autumn/limit-changes`;
const limitChangesOf = async (urls: Urls, unique: number): Promise<readonly { state: string }[]> => {
  const { json } = await call(`${urls.certificates}/financing-programmes/2442-2020-autumn/limits`);
  return (json.changes as { act: string; state: string }[]).filter(({ act }) => act === `No. ${unique}`);
};
const limitChange = (unique: number) => ({
  certificateGroup: 'general',
  countLimit: 10_000 + unique,
  sumLimitKopecks: null,
  act: `No. ${unique}`,
});

/** Another change of the group waits no more. */
const noChangeWaits = async (urls: Urls): Promise<void> => {
  const { json } = await call(`${urls.certificates}/financing-programmes/2442-2020-autumn/limits`);
  for (const { id, state } of json.changes as { id: string; state: string }[])
    if (state === 'waiting') await post(`${limitChanges(urls)}/${id}/drop`, `drop ${id}`, {});
};

const askedLimitChange = async (urls: Urls, unique: number): Promise<string> => {
  await noChangeWaits(urls);
  const { json } = await post(limitChanges(urls), `limits ${unique}`, limitChange(unique));
  return `${limitChanges(urls)}/${json.id}`;
};

const makers: Readonly<Record<string, Maker>> = {
  'POST certificates /financing-programmes/{programme}/limit-changes': async (urls, unique) => {
    await noChangeWaits(urls);
    return {
      url: limitChanges(urls),
      body: limitChange(unique),
      other: { ...limitChange(unique), countLimit: 20_000 + unique },
      effects: async () => (await limitChangesOf(urls, unique)).length,
    };
  },
  'POST certificates /financing-programmes/{programme}/limit-changes/{change}/approve': async (urls, unique) => {
    const at = await askedLimitChange(urls, unique);
    return {
      url: `${at}/approve`,
      headers: await asPerson(at, 'operator'),
      body: {},
      other: undefined,
      effects: async () => (await limitChangesOf(urls, unique)).filter(({ state }) => state === 'approved').length,
    };
  },
  'POST certificates /financing-programmes/{programme}/limit-changes/{change}/drop': async (urls, unique) => ({
    url: `${await askedLimitChange(urls, unique)}/drop`,
    body: {},
    other: undefined,
    effects: async () => (await limitChangesOf(urls, unique)).filter(({ state }) => state === 'dropped').length,
  }),
  'POST certificates /accounts/{holder}/certificates/{programme}/close': async (urls, unique) => {
    const { url } = await apply(urls, unique);
    await post(`${url}/accept`, `accept ${url}`, {});
    await recordConsent(url);
    await post(`${url}/conclude`, `conclude ${url}`, {}, { prefer: 'wait=30' });
    const { holderId } = (await call(url)).json as { holderId: string };
    const account = `${urls.certificates}/accounts/${holderId}`;
    return {
      url: `${account}/certificates/2442-2020-autumn/close`,
      body: { reason: 'moved' },
      other: { reason: 'age' },
      effects: async () => {
        const { json } = await call(`${account}/statement?programme=2442-2020-autumn`);
        return (json.entries as { type: string }[]).filter(({ type }) => type === 'CertificateClosed').length;
      },
    };
  },
  'POST certificates /financing-programmes': async (urls, unique) => {
    const region = JSON.parse(tinyRegion.region) as { municipality: object };
    const municipality = { id: 5000 + unique, name: 'Another town' };
    const programme = `${municipality.id}-2020-autumn`;
    return {
      url: `${urls.certificates}/financing-programmes`,
      body: { ...region, municipality },
      other: { ...region, municipality: { ...municipality, id: 9000 + unique } },
      effects: async () =>
        Number((await call(`${urls.certificates}/financing-programmes/${programme}`)).status === 200) +
        Number((await call(`${urls.certificates}/financing-programmes/${9000 + unique}-2020-autumn`)).status === 200),
    };
  },
  'POST catalog /imports': async (urls, unique) => {
    const renumbered = (to: number): unknown =>
      JSON.parse(tinyRegion.programs.replaceAll(/"id": (\d+)/g, (_, id) => `"id": ${to * 1000 + Number(id)}`));
    return {
      url: `${urls.catalog}/imports`,
      body: renumbered(10 + unique),
      other: renumbered(500 + unique),
      effects: async () =>
        Number((await call(`${urls.catalog}/groups/${(10 + unique) * 1000 + 100}`)).status === 200) +
        Number((await call(`${urls.catalog}/groups/${(500 + unique) * 1000 + 100}`)).status === 200),
    };
  },
  'POST enrollment /children/imports': async (urls, unique) => {
    const file = (child: string): string =>
      `childId,birthDate,municipality,category\n${child},2010-03-01,2442,general\n`;
    const known = async (child: string): Promise<number> =>
      Number((await call(`${urls.enrollment}/children/${child}`)).status === 200);
    return {
      url: `${urls.enrollment}/children/imports`,
      body: file(`n-${unique}`),
      other: file(`o-${unique}`),
      type: 'text/csv',
      effects: async () => (await known(`n-${unique}`)) + (await known(`o-${unique}`)),
    };
  },
  'POST enrollment /children/{childId}/move': async (urls, unique) => {
    const at = `${urls.enrollment}/children/k-${unique}`;
    return {
      url: `${at}/move`,
      body: { municipality: 2443 },
      other: { municipality: 2444 },
      effects: async () => Number((await call(`${at}/card?why=correction`)).json.municipality !== 2442),
    };
  },
  'POST enrollment /children/{childId}/processing-consents': async (urls, unique) => {
    const { paper } = anyCoPayment;
    const url = `${urls.enrollment}/processing-consents`;
    return {
      url: `${urls.enrollment}/children/k-${unique}/processing-consents`,
      body: { textVersion: 'processing-1', paper },
      other: { textVersion: 'processing-1', paper: { ...paper, number: '18/2020' } },
      effects: async () => (await everything(url, { childId: `k-${unique}` })).length,
    };
  },
  'POST enrollment /children/{childId}/processing-consents/withdraw': async (urls, unique) => {
    const { paper } = anyCoPayment;
    const url = `${urls.enrollment}/processing-consents`;
    return {
      url: `${urls.enrollment}/children/k-${unique}/processing-consents/withdraw`,
      body: { paper },
      other: { paper: { ...paper, number: '18/2020' } },
      effects: async () => (await everything(url, { childId: `k-${unique}` })).length,
    };
  },
  'POST enrollment /guardianships': async (urls, unique) => {
    const url = `${urls.enrollment}/guardianships`;
    const both = [`k-${unique}`, `k-${CHILDREN - 1 - unique}`];
    const [code, other] = [await claimCode(urls, both[0]!), await claimCode(urls, both[1]!)];
    return {
      url,
      headers: await asPerson(url, 'parent'),
      body: { code },
      other: { code: other },
      effects: async () => (await everything(url)).filter(({ childId }) => both.includes(childId as string)).length,
    };
  },
  'POST enrollment /guardianships/{id}/end': async (urls, unique) => {
    const url = `${urls.enrollment}/guardianships`;
    const headers = await asPerson(url, 'parent');
    const code = await claimCode(urls, `k-${unique}`);
    const { json } = await post(url, `claim ${unique}`, { code }, headers);
    const at = `${url}/${json.id}`;
    return {
      url: `${at}/end`,
      body: {},
      other: undefined,
      effects: async () => Number((await call(at)).status === 404),
    };
  },
  'POST enrollment /parents/me/erase': async (urls, unique) => {
    const url = `${urls.enrollment}/parents/me`;
    const headers = await asPerson(url, `parent ${unique}`);
    const body = JSON.stringify({ lastName: 'Иванова', firstName: 'Ольга' });
    await call(url, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body });
    return {
      url: `${url}/erase`,
      headers,
      body: {},
      other: undefined,
      effects: async () => Number((await call(url, { headers })).status === 404),
    };
  },
  'POST enrollment /guardianships/end-all': async (urls, unique) => {
    const url = `${urls.enrollment}/guardianships`;
    const ids: string[] = [];
    for (const name of [`first ${unique}`, `second ${unique}`]) {
      const code = await claimCode(urls, `k-${unique}`);
      const { json } = await post(url, `claim of ${name}`, { code }, await asPerson(url, name));
      ids.push(json.id as string);
    }
    const { json } = await call(`${urls.enrollment}/children/k-${unique}/guardians?why=correction`);
    const guardians = json.items as { person: string; guardianship: string }[];
    const [first, second] = ids.map((id) => guardians.find(({ guardianship }) => guardianship === id)?.person);
    return {
      url: `${url}/end-all`,
      body: { person: first },
      other: { person: second },
      effects: async () => {
        const left = await Promise.all(ids.map((id) => call(`${url}/${id}`)));
        return left.filter(({ status }) => status === 404).length;
      },
    };
  },
  'POST enrollment /registrations': async (urls, unique) => {
    const url = `${urls.enrollment}/registrations`;
    return {
      url,
      headers: await asPerson(url, `parent ${unique}`),
      body: SAID,
      other: { ...SAID, lastName: 'Петрова' },
      effects: async () => (await registrationsOf(url, unique)).length,
    };
  },
  'POST enrollment /registrations/{id}/withdraw': async (urls, unique) => {
    const at = await registered(urls, unique);
    return {
      url: `${at}/withdraw`,
      headers: await asPerson(at, `parent ${unique}`),
      body: {},
      other: undefined,
      effects: async () => Number((await call(at)).json.state === 'refused'),
    };
  },
  'POST enrollment /registrations/{id}/confirm': async (urls, unique) => {
    const at = await registered(urls, unique);
    const childId = `registered-${unique}`;
    return {
      url: `${at}/confirm`,
      body: { childId, as: 'new' },
      other: { childId: `${childId}-other`, as: 'new' },
      effects: async () =>
        Number((await call(`${urls.enrollment}/children/${childId}`)).status === 200) +
        Number((await call(`${urls.enrollment}/children/${childId}-other`)).status === 200),
    };
  },
  'POST enrollment /registrations/{id}/refuse': async (urls, unique) => {
    const at = await registered(urls, unique);
    return {
      url: `${at}/refuse`,
      body: { reason: 'other' },
      other: { reason: 'twice' },
      effects: async () => Number((await call(at)).json.state === 'refused'),
    };
  },
  'POST enrollment /erasures': async (urls, unique) => {
    const url = `${urls.enrollment}/erasures`;
    const childId = `k-${unique}`;
    return {
      url,
      body: { childId, reason: 'request' },
      other: { childId, reason: 'court' },
      effects: async () => (await erasuresOf(urls, childId)).length,
    };
  },
  'POST enrollment /erasures/{id}/approve': async (urls, unique) => {
    const { at, childId } = await askedErasure(urls, unique);
    return {
      url: `${at}/approve`,
      headers: await asPerson(at, 'operator'),
      body: {},
      other: undefined,
      effects: async () => Number((await call(`${urls.enrollment}/children/${childId}`)).status === 404),
    };
  },
  'POST enrollment /erasures/{id}/drop': async (urls, unique) => {
    const { at } = await askedErasure(urls, unique);
    return {
      url: `${at}/drop`,
      body: {},
      other: undefined,
      effects: async () => Number((await call(at)).json.state === 'dropped'),
    };
  },
  'POST enrollment /merges': async (urls, unique) => {
    const url = `${urls.enrollment}/merges`;
    const body = await twoChildren(urls, unique);
    const { json } = await call(`${urls.enrollment}/children/${body.keep}`);
    return {
      url,
      body,
      other: { ...body, reason: 'same-document' },
      effects: async () => (await everything(url)).filter(({ keep }) => keep === json.holderId).length,
    };
  },
  'POST enrollment /merges/{id}/approve': async (urls, unique) => {
    const at = await askedMerge(urls, unique);
    return {
      url: `${at}/approve`,
      headers: await asPerson(at, 'operator'),
      body: {},
      other: undefined,
      effects: async () => Number((await call(at)).json.state === 'done'),
    };
  },
  'POST enrollment /merges/{id}/drop': async (urls, unique) => {
    const at = await askedMerge(urls, unique);
    return {
      url: `${at}/drop`,
      body: {},
      other: undefined,
      effects: async () => Number((await call(at)).json.state === 'dropped'),
    };
  },
  'POST enrollment /lessons/corrections/{id}/approve': async (urls, unique) => {
    const at = await proposedCorrection(urls, unique);
    return {
      url: `${at}/approve`,
      headers: await asPerson(at, 'operator'),
      body: {},
      other: undefined,
      effects: async () => Number((await call(at)).json.state !== 'proposed'),
    };
  },
  'POST enrollment /applications': async (urls, unique) => {
    const body = { childId: `k-${unique}`, groupId: '110', start: '2020-10-20' };
    return {
      url: `${urls.enrollment}/applications`,
      body,
      other: { ...body, start: '2020-10-21' },
      effects: async () => (await everything(`${urls.enrollment}/applications`, { childId: body.childId })).length,
    };
  },
  'POST enrollment /applications/{id}/accept': action('accept', [], {}),
  'POST enrollment /applications/{id}/refuse': action('refuse', [], {}),
  'POST enrollment /applications/{id}/withdraw': action('withdraw', ['accept'], {}),
  'POST enrollment /applications/{id}/conclude': action('conclude', ['accept'], {}),
  'POST enrollment /applications/{id}/consent': async (urls, unique) => {
    const { url } = await apply(urls, unique);
    return {
      url: `${url}/consent`,
      body: anyCoPayment,
      other: { ...anyCoPayment, coPaymentAtMostKopecks: 1 },
      effects: async () => Number((await call(url)).json.consent !== undefined),
    };
  },
  'POST enrollment /applications/{id}/revoke-notice': action('revoke-notice', ['accept', 'conclude', 'terminate'], {}),
  'POST enrollment /applications/{id}/terminate': action(
    'terminate',
    ['accept', 'conclude'],
    { by: 'family' },
    { by: 'provider' },
  ),
  'POST enrollment /bulk-jobs/accept': jobOf('accept', async (urls, unique) => [await requested(urls, unique)]),
  'POST enrollment /bulk-jobs/conclude': jobOf('conclude', async (urls, unique) => [await requested(urls, unique)]),
  'POST enrollment /bulk-jobs/report': jobOf('report', async (_, unique) => [
    { groupId: `none-${unique}`, month: '2020-10', held: 3, planned: 4 },
  ]),
  'POST enrollment /bulk-jobs/register': jobOf('register', async (_, unique) => [
    { ...SAID, childId: `many-${unique}` },
  ]),
  'POST enrollment /lessons': async (urls, unique) => {
    const report = { groupId: await freshGroup(urls, unique), month: '2020-10', held: 3, planned: 4 };
    return {
      url: `${urls.enrollment}/lessons`,
      body: report,
      other: { ...report, held: 4 },
      effects: async () => Number((await call(`${urls.enrollment}/lessons/${report.groupId}/2020-10`)).status === 200),
    };
  },
  'POST enrollment /lessons/corrections': async (urls, unique) => {
    const correction = await slip(urls, unique);
    return {
      url: `${urls.enrollment}/lessons/corrections`,
      body: correction,
      other: { ...correction, held: 4 },
      effects: async () => {
        const { json } = await call(`${urls.enrollment}/lessons/${correction.groupId}/2020-10`);
        return json.corrections.length as number;
      },
    };
  },
  'POST catalog /messaging/parked/retry': (urls, unique) => retry('catalog')(urls, unique),
  'POST webhooks /messaging/parked/retry': (urls, unique) => retry('webhooks')(urls, unique),
  'POST webhooks /endpoints': async (urls, unique) => {
    const url = `${urls.webhooks}/endpoints`;
    const description = `inbox ${unique}`;
    const both = [description, `other ${unique}`];
    const effects = async () => (await everything(url)).filter((one) => both.includes(one['description'])).length;
    return { url, body: { description }, other: { description: `other ${unique}` }, effects };
  },
  'POST webhooks /endpoints/{id}/change': async (urls, unique) => {
    const at = await inboxOf(urls, unique);
    const effects = async () => (['changed', 'other'].includes((await call(at)).json.description) ? 1 : 0);
    return { url: `${at}/change`, body: { description: 'changed' }, other: { description: 'other' }, effects };
  },
  'POST webhooks /endpoints/{id}/rotate-secret': async (urls, unique) => {
    const at = await inboxOf(urls, unique);
    const effects = async () => Number((await call(at)).json.generation) - 1;
    return { url: `${at}/rotate-secret`, body: {}, other: undefined, effects };
  },
  'POST webhooks /endpoints/{id}/enable': async (urls, unique) => {
    const at = await inboxOf(urls, unique);
    return { url: `${at}/enable`, body: {}, other: undefined, effects: async () => undefined };
  },
  'POST webhooks /endpoints/{id}/replays': async (urls, unique) => {
    const at = await inboxOf(urls, unique);
    const [body, other] = [{ until: '1999-01-01T00:00:00Z' }, { until: '1998-01-01T00:00:00Z' }];
    return { url: `${at}/replays`, body, other, effects: async () => undefined };
  },
  'POST webhooks /endpoints/{id}/remove': async (urls, unique) => {
    const at = await inboxOf(urls, unique);
    const effects = async () => ((await call(at)).status === 404 ? 1 : 0);
    return { url: `${at}/remove`, body: {}, other: undefined, effects };
  },
  'POST certificates /messaging/parked/retry': (urls, unique) => retry('certificates')(urls, unique),
  'POST enrollment /messaging/parked/retry': (urls, unique) => retry('enrollment')(urls, unique),
};

/** A study group that nobody has reported lessons of. */
const freshGroup = async (urls: Urls, unique: number): Promise<string> => {
  const programs = tinyRegion.programs.replaceAll(
    /"id": (\d+)/g,
    (_, id) => `"id": ${(3000 + unique) * 1000 + Number(id)}`,
  );
  await post(`${urls.catalog}/imports`, `group ${unique}`, programs);
  await quiet(urls);
  return String((3000 + unique) * 1000 + 100);
};

/** A correction of a report of lessons that has been made. */
const slip = async (urls: Urls, unique: number) => {
  const report = { groupId: await freshGroup(urls, unique), month: '2020-10', held: 3, planned: 4 };
  await post(`${urls.enrollment}/lessons`, `lessons of ${report.groupId}`, report);
  return { ...report, held: 2, reason: 'inspection' };
};

const proposedCorrection = async (urls: Urls, unique: number): Promise<string> => {
  const url = `${urls.enrollment}/lessons/corrections`;
  const correction = await slip(urls, unique);
  const { json } = await post(url, `correct ${correction.groupId}`, correction);
  return `${url}/${json.id}`;
};

/** Nothing is parked here, so nothing is released; parked.int.spec.ts has messages that are. */
const retry =
  (service: keyof Urls): Maker =>
  async (urls, unique) => ({
    url: `${urls[service]}/messaging/parked/retry`,
    body: { topic: 'enrollment.contracts.v1', key: `k-${unique}` },
    other: { topic: 'enrollment.contracts.v1', key: `o-${unique}` },
    effects: async () => undefined,
  });
/** What needs a state that is not made here, or takes no key; the int specs of their slices have them. */
const ELSEWHERE = [
  // Its answer is a secret, and kept nowhere.
  '/guardianships/codes',
  '/messaging/parked/{id}/discard',
  '/applications/{id}/confirm',
  '/applications/{id}/stop-waiting',
  '/lessons/corrections/{id}/cancel',
  // A job is done before it is cancelled.
  '/bulk-jobs/{id}/cancel',
  '/reserve-quotes',
  '/financing-programmes/dry-runs',
  '/children/search',
];

const send = ({ url, body, type = 'application/json', headers }: Sample, key: string): Promise<Answered> =>
  post(url, key, body, { 'content-type': type, prefer: 'wait=30', ...headers });

/** What a key of each POST is good for: on the embedded database, or on a server. */
export const describeIdempotentPosts = (kind: 'embedded' | 'server'): void =>
  describe(`on the ${kind} database`, () => {
    let urls: Urls;
    let stop: () => Promise<unknown>;
    let unique = 0;
    beforeAll(async () => {
      const postgres = kind === 'server' ? await realPostgres() : undefined;
      const ledger = startLedger(
        postgres
          ? { DATA_FOLDER: await tempFolder(), DATABASE_URL: await postgres.createDatabase(), CLOCK: 'settable' }
          : { DATA_FOLDER: await freshStore() },
      );
      stop = async () => {
        expect(await ledger.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
        await postgres?.stop();
      };
      urls = await urlsOf(ledger);
      await openSeason(urls, roomyRegion(CHILDREN));
      // Lessons are reported of a month that has begun.
      await setClock(urls, '2020-10-05T00:00:00Z');
      await quiet(urls);
    });
    afterAll(() => stop());

    it('every POST is looked at', async () => {
      const posts: string[] = [];
      for (const [service, url] of Object.entries(urls)) {
        const { paths } = (await call(`${url}/openapi.json`)).json as { paths: Record<string, object> };
        for (const [path, operations] of Object.entries(paths))
          if ('post' in operations && !ELSEWHERE.includes(path)) posts.push(`POST ${service} ${path}`);
      }
      expect(posts.sort()).toEqual(Object.keys(makers).sort());
    });

    describe.each(Object.entries(makers))('%s', (_, maker) => {
      const fresh = (): Promise<Sample> => maker(urls, (unique += 1));

      it('answers the same key as the first time, and does nothing more', async () => {
        const sample = await fresh();
        const key = `twice ${unique}`;
        const first = await send(sample, key);
        expect([200, 201, 202]).toContain(first.status);
        expect(first.headers.has('idempotency-hit')).toBe(false);
        const again = await send(sample, key);
        expect([again.status, again.json, again.headers.get('idempotency-hit')]).toEqual([
          first.status,
          first.json,
          'true',
        ]);
        expect([1, undefined]).toContain(await sample.effects());
      });

      it('refuses the key for other content', async () => {
        const sample = await fresh();
        const key = `reused ${unique}`;
        await send(sample, key);
        const reused = await send({ ...sample, body: sample.other ?? { remark: 'another' } }, key);
        // Where no body is taken, there is no other content.
        const [status, reason] = sample.other ? [422, 'idempotency-key-reused'] : [400, 'invalid-request'];
        expect(reused).toMatchObject({ status, json: { type: `/problems/${reason}`, status } });
        expect(reused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect([1, undefined]).toContain(await sample.effects());
      });

      it('needs a key that can be kept', async () => {
        const sample = await fresh();
        const headers = { 'content-type': sample.type ?? 'application/json', ...sample.headers };
        const body = typeof sample.body === 'string' ? sample.body : JSON.stringify(sample.body);
        const missing = await call(sample.url, { method: 'POST', headers, body });
        expect(missing).toMatchObject({
          status: 400,
          json: { type: '/problems/idempotency-key-missing', status: 400 },
        });
        expect(await send(sample, 'x'.repeat(201))).toMatchObject({
          status: 400,
          json: { type: '/problems/idempotency-key-malformed' },
        });
        expect([0, undefined]).toContain(await sample.effects());
      });

      it('takes effect once, however many send it at the same time', async () => {
        const sample = await fresh();
        const key = `parallel ${unique}`;
        const answers = await Promise.all(Array.from({ length: PARALLEL }, () => send(sample, key)));
        const busy = answers.filter(({ json }) => json.type === '/problems/idempotency-in-progress');
        for (const answer of busy) {
          expect(answer.status).toBe(409);
          expect(answer.headers.get('retry-after')).toBe('1');
        }
        const taken = answers.filter((answer) => !busy.includes(answer));
        expect(taken.length).toBeGreaterThan(0);
        expect(taken.filter((answer) => !answer.headers.has('idempotency-hit'))).toHaveLength(1);
        expect(new Set(taken.map(({ status }) => status)).size).toBe(1);
        expect([1, undefined]).toContain(await sample.effects());
        const after = await send(sample, key);
        expect([after.status, after.headers.get('idempotency-hit')]).toEqual([taken[0]?.status, 'true']);
      });

      it('is not both refused and done when two contents come under one key at the same time', async () => {
        const sample = await fresh();
        if (!sample.other) return;
        const key = `contended ${unique}`;
        const answers = await Promise.all(
          Array.from({ length: PARALLEL }, (__, index) =>
            send(index % 2 ? sample : { ...sample, body: sample.other }, key),
          ),
        );
        const statuses = new Set(answers.map(({ status }) => status));
        expect([...statuses].filter((status) => status !== 409 && status !== 422)).toHaveLength(1);
        expect([1, undefined]).toContain(await sample.effects());
      });
    });

    it('a key belongs to one request of the service, whatever the address', async () => {
      const { url, childId } = await apply(urls, (unique += 1));
      expect(await post(`${url}/accept`, `for ${childId}`, {})).toMatchObject({ status: 422 });
      expect((await call(url)).json).toMatchObject({ state: 'requested' });
    });

    it('the order of the fields is not content', async () => {
      const childId = `k-${(unique += 1)}`;
      const url = `${urls.enrollment}/applications`;
      const first = await post(url, 'ordered', { childId, groupId: '100', start: '2020-10-06' });
      const second = await post(url, 'ordered', ` {"start":"2020-10-06",\n"groupId":"100","childId":"${childId}"} `);
      expect([second.status, second.json]).toEqual([first.status, first.json]);
    });

    it('a refusal is an answer too', async () => {
      const { url } = await apply(urls, (unique += 1));
      const refused = await post(`${url}/conclude`, 'too early', {});
      expect(refused).toMatchObject({ status: 409, json: { type: '/problems/action-not-allowed' } });
      await post(`${url}/accept`, `accepted ${unique}`, {});
      const again = await post(`${url}/conclude`, 'too early', {});
      expect(again).toMatchObject({ status: 409, json: { type: '/problems/action-not-allowed', state: 'requested' } });
      expect(again.headers.get('idempotency-hit')).toBe('true');
    });
  });
