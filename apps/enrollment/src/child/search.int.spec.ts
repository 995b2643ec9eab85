import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { byName } from '../callers.testing.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

// What was lost: an operator who had a child's document before him had to know its id in the register.

let database: Database;
let service: RunningEnrollment;
let holderId: string;
beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', byName);
  const said = {
    lastName: 'Иванова',
    firstName: 'Мария',
    birthDate: '2012-06-26',
    document: { kind: 'birth-certificate', number: 'II-БА № 123456' },
    address: 'Минусинск',
    municipality: 2442,
    category: 'general',
  };
  const { body } = await service.post('/registrations', said, as('anna'));
  const confirmed = await service.post(
    `/registrations/${body.id}/confirm`,
    { childId: 'maria', as: 'new' },
    as('operator'),
  );
  holderId = confirmed.body.holderId ?? '';
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const as = (name: string) => ({ authorization: `Bearer ${name}` });
const search = (body: object, name = 'operator') => service.post('/children/search', body, as(name));
const why = 'appeal';

it.each([
  ['a document, however it is typed', { document: { kind: 'birth-certificate', number: 'ii ба 123456' } }, 'document'],
  ['name and birth date', { name: { lastName: 'ИВАНОВА', firstName: 'мария', birthDate: '2012-06-26' } }, 'name'],
])('a child is found by %s', async (_, body, by) => {
  expect(await search({ ...body, why })).toMatchObject({
    status: 200,
    body: { items: [{ childId: 'maria', holderId, by }] },
  });
});

it('by nothing else, and each that was found has it recorded', async () => {
  for (const body of [
    { document: { kind: 'passport', number: 'II-БА 123456' } },
    { name: { lastName: 'Иванова', firstName: 'Мария', birthDate: '2012-06-27' } },
  ])
    expect((await search({ ...body, why })).body).toEqual({ items: [] });
  const { items } = (await service.get('/children/maria/reads', as('operator'))).body as unknown as {
    items: readonly object[];
  };
  expect(items.filter((one) => 'why' in one && one.why === why)).toHaveLength(2);
});

it('whoever asks says what for and for whom, and is an operator', async () => {
  const document = { kind: 'passport', number: '1' };
  for (const wrong of [{ why }, { document }, { document, why: 'family' }, { document: { kind: 'x' }, why }])
    expect((await search(wrong)).status).toBe(400);
  expect((await search({ document, why }, 'anna')).status).toBe(403);
});
