import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SCOPES, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { enrollmentPolicy } from '../enrollment.policy.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

// What was lost: a provider could not tell whether a child was of an age for its group, nor what it had offered.

/** A program, or the provider that the token names. */
const caller = async (name: string): ReturnType<TokenCheck['caller']> =>
  name.startsWith('provider-')
    ? { kind: 'person', name: derivedId(name), grants: [{ role: 'provider', of: name.slice(9) }], scopes: [] }
    : { kind: 'integration', name, grants: [{ role: 'integration', of: undefined }], scopes: [...SCOPES] };
const provider = { authorization: 'Bearer provider-22003' };
const program = { authorization: 'Bearer program' };

let database: Database;
let service: RunningEnrollment;
beforeAll(async () => {
  database = await openDatabase();
  const tokens = { known: () => undefined, caller };
  service = await openEnrollment(database, 'enrolment', { policy: enrollmentPolicy, tokens });
});
afterAll(async () => {
  await service.close();
  await database.close();
});

it.each([
  ['the day before the birthday', '2008-10-03', 11],
  ['on the birthday', '2008-10-02', 12],
])('a provider sees how old the child is on the first day, %s, and not when it was born', async (_, born, years) => {
  await service.importChildren(`of-${born},${born},2442,general`);
  const { id } = await service.apply(`of-${born}`);
  const { body } = await service.get(`/applications/${id}`, provider);
  expect(body).toMatchObject({
    start: '2020-10-02',
    ageYears: years,
    offer: {
      firstDay: '2020-10-02',
      priceKopecks: 502_800,
      normativeCostKopecks: 402_240,
      direction: 'technical',
    },
  });
  expect(body).not.toHaveProperty('terms');
  const told = JSON.stringify(body);
  for (const hidden of [born, 'general', '2442', 'birth']) expect(told.replace(`of-${born}`, '')).not.toContain(hidden);
  const { items } = (await service.get(`/children/of-${born}/reads`, { ...program, purpose: 'inspection' })).body as {
    items?: readonly unknown[];
  };
  expect(items).toContainEqual(
    expect.objectContaining({
      what: 'terms',
      why: 'application',
      by: expect.objectContaining({ roles: ['provider'] }),
    }),
  );
  expect((await service.get(`/applications/${id}`, program)).body).not.toHaveProperty('ageYears');
});

it('keeps its offer whatever the catalogue says by now', async () => {
  const { id } = await service.apply('2');
  await service.group({ price: 900_000 });
  expect((await service.get(`/applications/${id}`, provider)).body).toMatchObject({ offer: { priceKopecks: 502_800 } });
});
