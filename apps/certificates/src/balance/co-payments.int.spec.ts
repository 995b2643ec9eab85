import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { calendarDate, month, type CalendarDate } from '@lib/kernel';
import { AccountCommands } from '../account/account.commands.js';
import type { AccountCommand } from '../account/domain/commands.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';

let database: Database;
let service: RunningCertificates;
const region = aRegion();
let programme: string;
beforeAll(async () => {
  database = await openDatabase();
  service = await RunningCertificates.open(database);
  programme = await service.register(region);
});
afterAll(async () => {
  await service.close();
  await service.store.close();
  await database.close();
});

const due = async (query = ''): Promise<unknown> => {
  await service.caughtUp();
  return (await service.get(`/financing-programmes/${programme}/totals${query}`)).body['coPaymentDueKopecks'];
};
const accountsOn = async (day: string): Promise<number> => {
  const answers = await Promise.all(
    ['anna', 'boris'].map(async (child) => (await service.get(`/accounts/${holderOf(child)}?asOf=${day}`)).body),
  );
  return answers
    .flatMap(({ contracts }) => contracts as { coPaymentDueKopecks: number }[])
    .reduce((sum, { coPaymentDueKopecks }) => sum + coPaymentDueKopecks, 0);
};

// The totals had what was computed at the reserve alone: the co-payment of December of children who had left in October.
it('what parents owe is told for today, for a day, and as it was known, and is the sum of the accounts', async () => {
  const handle = (child: string, command: Parameters<AccountCommands['handle']>[1]): Promise<unknown> =>
    service.app.get(AccountCommands).handle(holderOf(child), command, { commandId: `${command.type} ${child}` });
  const on = (date: string): CalendarDate => calendarDate(date);
  const anna = await service.enrol('anna', region);
  const boris = await service.enrol('boris', region);
  expect((await service.get(`/financing-programmes/${programme}/totals`)).body).toMatchObject({ programme });
  const months = ((await service.get(`/accounts/${holderOf('anna')}`)).body['contracts'] as Contract[])[0]!.months;
  const [october = 0, november = 0, december = 0] = months.map(({ coPaymentKopecks }) => coPaymentKopecks);
  expect(Math.min(october, november, december)).toBeGreaterThan(0);
  expect(await due()).toBe(2 * october);

  service.clock.at = '2020-11-09T05:00:00.000Z';
  expect(await due()).toBe(2 * (october + november));
  const notice: AccountCommand = {
    type: 'Terminate',
    on: on('2020-10-20'),
    contract: boris,
    by: 'family',
    lastDay: on('2020-10-31'),
  };
  await handle('boris', notice);
  const report = { contract: anna, month: month('2020-10'), held: 1, planned: 2 };
  await handle('anna', { type: 'ReportLessons', on: on('2020-11-03'), ...report });

  const half = Math.floor((october + 1) / 2);
  expect(await due()).toBe(october + half + november);
  expect(await due('?asOf=2020-11-02')).toBe(2 * october + november);
  expect(await due('?asOf=2020-10-31')).toBe(2 * october);
  expect(await due('?asOf=2020-12-31')).toBe(october + half + november + december);
  expect(await due('?asOf=2020-10-04')).toBe(0);
  expect(await due('?asOf=2020-12-31&knownAt=2020-11-08T00:00:00Z')).toBe(2 * (october + november + december));
  expect(await due('?knownAt=2020-10-31T00:00:00Z')).toBe(2 * october);
  for (const day of ['2020-10-04', '2020-10-31', '2020-11-02', '2020-11-09', '2020-12-31'])
    expect([day, await due(`?asOf=${day}`)]).toStrictEqual([day, await accountsOn(day)]);
});

type Contract = { readonly months: readonly { readonly coPaymentKopecks: number }[] };
