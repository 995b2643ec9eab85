import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Reach } from '@lib/access';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import type { NamedView } from '../application/application.row.js';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { Vault } from '../vault/vault.js';
import { contractPages } from './contracts.query.js';
import { lessonPages } from './lessons.query.js';

let service: RunningEnrollment;
let first: NamedView;
let second: NamedView;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
  await service.group({ groupId: '710', moduleId: '910', providerId: '22004' });
  await service.importChildren('=1+1,2008-06-26,2442,general');
  first = await enrolled('1', GROUP);
  second = await enrolled('=1+1', '710');
  // Who moves keeps the contract and what pays for it.
  await service.importChildren('=1+1,2008-06-26,2401,general');
  // An application is no contract.
  await service.apply('2');
  service.date('2020-10-05');
  await service.post('/lessons', { groupId: GROUP, month: '2020-10', held: 3, planned: 4 });
  await service.post('/lessons', { groupId: '710', month: '2020-10', held: 4, planned: 4 });
  await service.act(first.id, 'terminate', { by: 'family' });
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const enrolled = async (childId: string, groupId: string): Promise<NamedView> => {
  const application = await service.apply(childId, { groupId });
  for (const step of ['accept', 'conclude']) await service.act(application.id, step);
  await service.deliver(service.fundsReserved(application));
  return service.application(application.id);
};

it('the contracts as CSV, those that have ended too', async () => {
  const { body } = await service.app.inject({ url: '/exports/contracts', headers: { 'accept-language': 'en' } });
  expect(parse(body, { columns: true })).toEqual([
    {
      Contract: first.id,
      'Child id': '1',
      'Holder id': first.holderId,
      State: 'terminated',
      'Submitted on': '2020-09-21',
      'Concluded on': '2020-09-21',
      'First day': '2020-10-02',
      'Last day': '2020-10-31',
      'Date of the notice': '2020-10-05',
      'Notice by': 'family',
      'Price of the module, RUB': '5028.00',
      'Normative cost of the module, RUB': '4022.40',
      'Financing programme': 'minusinsk-2020',
      'Provider (id)': '22003',
      'Study group (id)': GROUP,
      'Module (id)': '900000',
      Direction: 'technical',
      'Price of the module, kopecks': '502800',
      'Normative cost of the module, kopecks': '402240',
    },
    expect.objectContaining({ Contract: second.id, 'Child id': "'=1+1", State: 'enrolled', 'Notice by': '' }),
  ]);
});

it('the contracts as a workbook', async () => {
  const { rawPayload } = await service.app.inject({ url: '/exports/contracts?format=xlsx' });
  const [sheet] = (await readXlsx(rawPayload)).sheets;
  const [header = [], ...rows] = sheet?.rows ?? [];
  const of = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  expect(sheet?.name).toBe('Договоры');
  expect(of('Код ребёнка в реестре')).toEqual(['1', '=1+1']);
  expect(of('Состояние')).toEqual(['расторгнут', 'действует']);
  expect(of('Последний день')).toEqual([new Date('2020-10-31T00:00:00Z'), new Date('2020-12-30T00:00:00Z')]);
  expect(of('Нормативная стоимость модуля, ₽')).toEqual([4022.4, 4022.4]);
});

it('the reports of lessons, all of them or those of the groups of a provider', async () => {
  const { body } = await service.app.inject({ url: '/exports/lessons', headers: { 'accept-language': 'en' } });
  expect(parse(body, { columns: true })).toMatchObject([
    {
      'Study group (id)': GROUP,
      'Month of classes': '2020-10',
      Held: '3',
      Planned: '4',
      'First reported as held': '3',
    },
    { 'Study group (id)': '710', Held: '4', Corrections: '0' },
  ]);
  for (const size of [1, 2, 3]) {
    const of = async (within: ConstructorParameters<typeof Reach>[0]) =>
      (await Array.fromAsync(lessonPages(service.database, new Reach(within), size)))
        .flat()
        .map(({ groupId }) => groupId);
    expect(await of([{ kind: 'everything' }])).toEqual([GROUP, '710']);
    expect(await of([{ kind: 'provider', provider: '22004' }])).toEqual(['710']);
    expect(await of([{ kind: 'provider', provider: '1' }])).toEqual([]);
  }
});

it.each([
  ['a provider those of its groups', { kind: 'provider', provider: '22004' }, ['second']],
  ['a municipality what its programmes pay', { kind: 'municipality', municipality: 2442 }, ['first', 'second']],
  ['a municipality those of its residents', { kind: 'municipality', municipality: 2401 }, ['second']],
  ['nobody else', { kind: 'municipality', municipality: 1 }, []],
  ['an operator all', { kind: 'everything' }, ['first', 'second']],
] as const)('%s', async (_, within, expected) => {
  for (const size of [1, 2, 3]) {
    const pages = await Array.fromAsync(
      contractPages(service.database, service.app.get(Vault, { strict: false }), new Reach([within]), size),
    );
    expect(pages.flat().map(({ id }) => (id === first.id ? 'first' : 'second'))).toEqual(expected);
  }
});
