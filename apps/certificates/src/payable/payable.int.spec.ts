import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { grantsFrom } from '@lib/access';
import { DayRunner } from '@lib/clock';
import type { Database } from '@lib/database';
import { calendarDate, month } from '@lib/kernel';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { AccountCommands } from '../account/account.commands.js';
import { certificatesPolicy } from '../certificates.policy.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';
import { StudyGroups } from '../group/group.store.js';

// What was lost: a provider could learn from nothing what it was owed for a month; it had to trust the transfer.

/** A token is the roles that it stands for. */
const tokens = {
  known: () => undefined,
  caller: async (token: string) => ({
    kind: 'person' as const,
    name: 'somebody',
    grants: grantsFrom(token.replaceAll('~', ':')),
    scopes: [],
  }),
};

type Payable = {
  readonly contract: string;
  readonly month: string;
  readonly holder: string;
  readonly status: string;
  readonly groupName?: string;
  readonly groupId: string;
  readonly providerId: string;
  readonly shareKopecks: number;
  readonly debitedKopecks: number;
  readonly coPaymentKopecks: number;
  readonly coPaymentDueKopecks: number;
};
type Page = { readonly items: readonly Payable[]; readonly next?: string };
type Totals = {
  readonly sum: Omit<Payable, 'contract' | 'month'>;
  readonly items: readonly (Payable & { readonly of: string })[];
  readonly next?: string;
};

const minusinsk = aRegion();
const abakan = aRegion({ municipality: { id: 2401, name: 'г. Абакан' } });

describe.each([
  ['PGlite', async (): Promise<Database> => openDatabase(await freshPglite())],
  ['PostgreSQL', async (): Promise<Database> => openDatabase()],
] as const)('what providers are owed, on %s', (_, open) => {
  let database: Database;
  let service: RunningCertificates;
  beforeAll(async () => {
    database = await open();
    service = await RunningCertificates.open(database, undefined, { policy: certificatesPolicy, tokens });
    await service.register(minusinsk);
    await service.register(abakan);
    const club = await termsOf('22003', '700000');
    const school = await termsOf('22004', '700001');
    const anna = await service.enrol('anna', minusinsk, { terms: club });
    const boris = await service.enrol('boris', minusinsk, { terms: school });
    await service.enrol('anna', minusinsk, { terms: school });
    await service.enrol('vera', abakan, { terms: { ...club, financingProgramme: '2401-2020-autumn' } });
    await service.app
      .get(StudyGroups)
      .put({ groupId: '700000', groupName: '=cmd|calc', programmeName: 'Шахматы' } as never, {
        sequence: 0,
        recordedTime: '2020-09-01T00:00:00.000Z',
      });
    service.clock.at = '2020-11-09T05:00:00.000Z';
    await service.app.get(DayRunner).runAll();
    // A third of the lessons of October did not take place, and one family has left: money comes back of what was debited.
    await handle('anna', {
      type: 'ReportLessons',
      on: calendarDate('2020-11-03'),
      contract: anna,
      month: month('2020-10'),
      held: 2,
      planned: 3,
    });
    await handle('boris', {
      type: 'Terminate',
      on: calendarDate('2020-10-20'),
      contract: boris,
      by: 'family',
      lastDay: calendarDate('2020-10-31'),
    });
    await service.caughtUp();
  });
  afterAll(async () => {
    await service.close();
    await service.store.close();
    await database.close();
  });

  const termsOf = async (provider: string, group: string) => ({
    financingProgramme: '2442-2020-autumn',
    group,
    module: group.replace(/^7/, '9'),
    provider,
    direction: 'technical',
    start: calendarDate('2020-10-01'),
    groupFirstDay: calendarDate('2020-10-01'),
    groupLastDay: calendarDate('2020-12-31'),
    price: 60_001 as never,
    normativeCost: 50_003 as never,
  });
  const handle = (child: string, command: Parameters<AccountCommands['handle']>[1]): Promise<unknown> =>
    service.app.get(AccountCommands).handle(holderOf(child), command, { commandId: `${command.type} ${child}` });

  const asked = (path: string, roles: string) =>
    service.app.inject({
      url: path,
      headers: { authorization: `Bearer ${roles.replaceAll(':', '~')}`, 'accept-language': 'en' },
    });
  const read = async <T>(path: string, roles: string): Promise<T> => {
    const { statusCode, body } = await asked(path, roles);
    expect([statusCode, body]).toEqual([200, body]);
    return JSON.parse(body) as T;
  };
  const all = async (roles: string, query = '', limit = 2): Promise<readonly Payable[]> => {
    const items: Payable[] = [];
    for (let cursor = ''; ;) {
      const page = await read<Page>(`/payables?limit=${limit}${query}${cursor}`, roles);
      items.push(...page.items);
      if (page.next === undefined) return items;
      cursor = `&cursor=${page.next}`;
    }
  };
  const sum = (rows: readonly Payable[], of: keyof Payable): number =>
    rows.reduce((total, row) => total + Number(row[of]), 0);

  it('adds up over the season to what the ledger holds as payable, month by month, to the kopeck', async () => {
    const rows = await all('operator');
    const ledger = await Promise.all(
      ['2442-2020-autumn', '2401-2020-autumn'].map((programme) =>
        read<{
          trialBalance: { payable: number };
          coPaymentDueKopecks: number;
          coPaymentKopecks: number;
          debitedByMonth: readonly { month: string; debitedKopecks: number }[];
        }>(`/financing-programmes/${programme}/totals`, 'auditor'),
      ),
    );
    const of = (name: 'coPaymentDueKopecks' | 'coPaymentKopecks'): number =>
      ledger.reduce((total, one) => total + one[name], 0);
    expect(sum(rows, 'debitedKopecks')).toBe(ledger.reduce((total, one) => total + one.trialBalance.payable, 0));
    expect(sum(rows, 'debitedKopecks')).toBeGreaterThan(0);
    expect(sum(rows, 'coPaymentDueKopecks')).toBe(of('coPaymentDueKopecks'));
    expect(sum(rows, 'coPaymentKopecks')).toBe(of('coPaymentKopecks'));
    for (const one of ['2020-10', '2020-11', '2020-12'])
      expect([one, sum(await all('operator', `&month=${one}`), 'debitedKopecks')]).toEqual([
        one,
        ledger
          .flatMap(({ debitedByMonth }) => debitedByMonth)
          .filter((total) => total.month === one)
          .reduce((total, { debitedKopecks }) => total + debitedKopecks, 0),
      ]);
  });

  it('is, contract by contract, what the account of the child says', async () => {
    const rows = await all('operator');
    expect(rows).toHaveLength(12);
    for (const child of ['anna', 'boris', 'vera']) {
      const { contracts } = await read<{
        contracts: readonly { contract: string; groupId: string; months: readonly Payable[] }[];
      }>(`/accounts/${holderOf(child)}`, 'operator');
      const stated = contracts.flatMap(({ contract, groupId, months }) =>
        months.map((one) => ({
          contract,
          groupId,
          month: one.month,
          status: one.status,
          shareKopecks: one.shareKopecks,
          debitedKopecks: one.debitedKopecks,
          coPaymentKopecks: one.coPaymentKopecks,
          coPaymentDueKopecks: one.coPaymentDueKopecks,
        })),
      );
      const own = rows.filter(({ holder }) => holder === holderOf(child));
      const key = (row: { readonly month: string; readonly contract: string }): string => row.month + row.contract;
      expect(own.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toMatchObject(
        stated.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
      );
    }
    expect(new Set(rows.filter(({ groupId }) => groupId === '700000').map(({ groupName }) => groupName))).toEqual(
      new Set(['=cmd|calc']),
    );
  });

  it('is totalled by month, provider and certificate group', async () => {
    const rows = await all('operator');
    for (const [by, of] of [
      ['month', (row: Payable) => row.month],
      ['provider', (row: Payable) => row.providerId],
      ['certificate-group', () => 'general'],
    ] as const) {
      const totals = await read<Totals>(`/payables/totals?by=${by}`, 'operator');
      const parts = [...new Set(rows.map(of))].sort();
      expect(totals.items.map((one) => one.of)).toEqual(parts);
      for (const part of totals.items)
        for (const name of ['shareKopecks', 'debitedKopecks', 'coPaymentKopecks', 'coPaymentDueKopecks'] as const) {
          expect([part.of, part[name]]).toEqual([
            part.of,
            sum(
              rows.filter((row) => of(row) === part.of),
              name,
            ),
          ]);
          expect(totals.sum[name]).toBe(sum(rows, name));
        }
      const first = await read<Totals>(`/payables/totals?by=${by}&limit=1`, 'operator');
      expect(first.items).toEqual(totals.items.slice(0, 1));
      expect(first.sum).toEqual(totals.sum);
      if (parts.length === 1) continue;
      const second = await read<Totals>(`/payables/totals?by=${by}&limit=1&cursor=${first.next ?? ''}`, 'operator');
      expect(second.items).toEqual(totals.items.slice(1, 2));
    }
  });

  it('a provider sees its own alone, whatever it asks for, and a municipality what its programmes pay', async () => {
    const everything = await all('operator');
    for (const provider of ['22003', '22004']) {
      const own = everything.filter(({ providerId }) => providerId === provider);
      for (const limit of [1, 3, 100]) expect(await all(`provider:${provider}`, '', limit)).toEqual(own);
      const { sum: total } = await read<Totals>('/payables/totals', `provider:${provider}`);
      expect(total.debitedKopecks).toBe(sum(own, 'debitedKopecks'));
    }
    expect(await all('provider:22003', '&provider=22004')).toEqual([]);
    expect(await all('provider:1')).toEqual([]);
    expect((await read<Totals>('/payables/totals', 'provider:1')).sum).toEqual({
      contracts: 0,
      shareKopecks: 0,
      debitedKopecks: 0,
      coPaymentKopecks: 0,
      coPaymentDueKopecks: 0,
    });
    for (const role of ['municipality', 'payer'])
      expect(new Set((await all(`${role}:2401`)).map(({ holder }) => holder))).toEqual(new Set([holderOf('vera')]));
    for (const roles of ['none', 'administrator']) expect((await asked('/payables', roles)).statusCode).toBe(403);
    expect((await asked('/payables?cursor=x', 'operator')).statusCode).toBe(400);
    expect((await asked('/payables?month=2020-13', 'operator')).statusCode).toBe(400);
  });

  it('is a table with the same rows, and no name in it is a formula', async () => {
    const { body } = await asked('/exports/payables?month=2020-10', 'provider:22003');
    const [header = '', ...lines] = body.trim().split('\r\n');
    const columns = header.split(',');
    const of = (name: string): readonly (string | undefined)[] =>
      lines.map((line) => line.split(',')[columns.findIndex((column) => column.includes(name))]);
    const rows = await all('provider:22003', '&month=2020-10');
    expect(of('Contract')).toEqual(rows.map(({ contract }) => contract));
    expect(lines.map((line) => line.split(',').at(-4))).toEqual(rows.map((row) => String(row.debitedKopecks)));
    expect(new Set(of('Study group'))).toEqual(new Set(["'=cmd|calc"]));
    const { headers } = await asked('/exports/payables?format=xlsx', 'provider:22003');
    expect(headers['content-disposition']).toContain('Payables.xlsx');
  });
});
