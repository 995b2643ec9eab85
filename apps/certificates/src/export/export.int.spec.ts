import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { grantsFrom } from '@lib/access';
import type { Database } from '@lib/database';
import { calendarDate, kopecks } from '@lib/kernel';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { certificatesPolicy } from '../certificates.policy.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';
import { StudyGroups } from '../group/group.store.js';
import { certificatePages } from './certificates.query.js';

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
const as = (roles: string) => ({ authorization: `Bearer ${roles.replaceAll(':', '~')}` });

const minusinsk = aRegion();
const town = { id: 2401, name: '=г. Абакан' };
const abakan = aRegion({ municipality: town });
const nextYear = { id: '2021-spring', from: calendarDate('2021-01-01'), toExclusive: calendarDate('2021-06-01') };
const abakanNext = aRegion({ municipality: town, period: nextYear });

describe.each([
  ['PGlite', async (): Promise<Database> => openDatabase(await freshPglite())],
  ['PostgreSQL', async (): Promise<Database> => openDatabase()],
] as const)('exports on %s', (_, open) => {
  let database: Database;
  let service: RunningCertificates;
  beforeAll(async () => {
    database = await open();
    service = await RunningCertificates.open(database, undefined, { policy: certificatesPolicy, tokens });
    await service.register(minusinsk);
    for (const region of [abakan, abakanNext]) await service.register(region);
    await service.enrol('anna', minusinsk);
    await service.enrol('boris', minusinsk);
    await service.enrol('vera', abakan);
    // She moves, and has a certificate of each town.
    await service.enrol('anna', abakanNext, {
      terms: {
        financingProgramme: '2401-2021-spring',
        group: '700001',
        module: '900001',
        provider: '22003',
        direction: 'technical',
        start: nextYear.from,
        groupFirstDay: nextYear.from,
        groupLastDay: calendarDate('2021-05-31'),
        price: kopecks(60_000),
        normativeCost: kopecks(50_000),
      },
    });
    await service.app.get(StudyGroups).put(
      {
        groupId: '700000',
        moduleId: '900000',
        providerId: '22003',
        groupName: 'Группа 1',
        providerName: '=cmd|calc',
        programmeName: 'Шахматы',
      } as never,
      { sequence: 0, recordedTime: '2020-09-01T00:00:00.000Z' },
    );
    await service.caughtUp();
  });
  afterAll(async () => {
    await service.close();
    await service.store.close();
    await database.close();
  });

  const asked = async (path: string, roles: string, language = 'en') =>
    service.app.inject({ url: `/exports/${path}`, headers: { ...as(roles), 'accept-language': language } });
  type Row = Readonly<Record<string, string>>;
  const rowsOf = async (path: string, roles: string): Promise<readonly Row[]> => {
    const { statusCode, body } = await asked(path, roles);
    expect(statusCode).toBe(200);
    return parse(body, { columns: true }) as Row[];
  };
  const sumOf = (rows: readonly Row[], column: string): number =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0);

  it('the certificates have Russian headers, unless English is asked for', async () => {
    const { body, headers } = await asked('certificates', 'operator', 'ru');
    expect(body.split('\r\n')[0]).toBe(
      'Номер сертификата,Код ребёнка в учёте,Программа финансирования,Муниципалитет,Название муниципалитета,' +
        'Группа сертификатов,Действует с,Уже не действует с,Закрыт досрочно,"Номинал, ₽","Доступно, ₽",' +
        '"Зарезервировано, ₽","Списано, ₽","Вернулось в бюджет, ₽","Номинал, коп.","Доступно, коп.",' +
        '"Зарезервировано, коп.","Списано, коп.","Вернулось в бюджет, коп."',
    );
    expect(headers['content-language']).toBe('ru');
    const rows = await rowsOf('certificates', 'operator');
    expect(rows).toHaveLength(4);
    expect(rows.find((row) => row['Holder id'] === holderOf('vera'))).toEqual({
      'Certificate number': expect.stringMatching(/^24\d{8}$/),
      'Holder id': holderOf('vera'),
      'Financing programme': '2401-2020-autumn',
      Municipality: '2401',
      'Municipality name': "'=г. Абакан",
      'Certificate group': 'general',
      'Valid from': '2020-10-01',
      'Not valid any more from': '2021-01-01',
      'Closed early': 'no',
      'Nominal, RUB': '1900.00',
      'Available, RUB': '1400.00',
      'Reserved, RUB': '331.52',
      'Debited, RUB': '168.48',
      'Returned to the budget, RUB': '0.00',
      'Nominal, kopecks': '190000',
      'Available, kopecks': '140000',
      'Reserved, kopecks': '33152',
      'Debited, kopecks': '16848',
      'Returned to the budget, kopecks': '0',
    });
  });

  it('a workbook has the same rows, with numbers, dates and texts as such', async () => {
    const { rawPayload, headers } = await asked('entries?format=xlsx', 'operator', 'ru');
    expect(headers['content-disposition']).toContain(encodeURIComponent('Движение средств.xlsx'));
    const [sheet] = (await readXlsx(rawPayload)).sheets;
    expect(sheet?.name).toBe('Движение средств');
    const [header = [], ...rows] = sheet?.rows ?? [];
    const at = (name: string): number => header.indexOf(name);
    expect(rows).toHaveLength((await rowsOf('entries', 'operator')).length);
    const issued = rows.find((row) => row[at('Вид записи')] === 'CertificateIssued');
    expect(issued?.[at('Сумма записи, ₽')]).toBe(1900);
    expect(issued?.[at('Дата')]).toEqual(new Date('2020-10-05T00:00:00Z'));
    expect(rows.map((row) => row[at('Исполнитель')])).toContain('=cmd|calc');
    expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
  });

  it('the entries of a certificate are those of its statement, and add up to its balances', async () => {
    const entries = await rowsOf('entries', 'auditor');
    const certificates = await rowsOf('certificates', 'auditor');
    for (const [change, balance] of [
      ['nominal', 'Nominal'],
      ['available', 'Available'],
      ['reserved', 'Reserved'],
      ['debited', 'Debited'],
      ['returned to the budget', 'Returned to the budget'],
    ])
      for (const certificate of certificates) {
        const own = entries.filter(
          (entry) =>
            entry['Holder id'] === certificate['Holder id'] &&
            entry['Financing programme'] === certificate['Financing programme'],
        );
        expect(sumOf(own, `Change of the ${change}, kopecks`)).toBe(Number(certificate[`${balance}, kopecks`]));
      }
    const { body } = await service.app.inject({
      url: `/accounts/${holderOf('boris')}/statement?programme=2442-2020-autumn`,
      headers: { ...as('auditor'), 'accept-language': 'en' },
    });
    const stated = (JSON.parse(body) as { entries: { text: string; amountKopecks: number }[] }).entries;
    expect(
      entries
        .filter((entry) => entry['Holder id'] === holderOf('boris'))
        .map((entry) => [entry['Text'], entry['Amount, kopecks'], entry['Provider']]),
    ).toEqual(
      stated.map(({ text, amountKopecks }, index) => [text, String(amountKopecks), index === 0 ? '' : "'=cmd|calc"]),
    );
  });

  it('the entries of some days', async () => {
    const some = await rowsOf('entries?from=2020-10-05&to=2020-10-05&programme=2401-2020-autumn', 'operator');
    expect(new Set(some.map((row) => row['Date']))).toEqual(new Set(['2020-10-05']));
    expect(new Set(some.map((row) => row['Financing programme']))).toEqual(new Set(['2401-2020-autumn']));
    expect(await rowsOf('entries?to=2020-09-30', 'operator')).toEqual([]);
    expect((await asked('entries?from=2020-10-06&to=2020-10-05', 'operator')).statusCode).toBe(400);
  });

  it('a municipality and a payer get what their programmes pay, a family nothing', async () => {
    for (const path of ['certificates', 'entries'])
      for (const role of ['municipality', 'payer']) {
        const own = await rowsOf(path, `${role}:2401`);
        expect(new Set(own.map((row) => `${row['Holder id']} ${row['Financing programme']}`))).toEqual(
          new Set([`${holderOf('vera')} 2401-2020-autumn`, `${holderOf('anna')} 2401-2021-spring`]),
        );
        expect(await rowsOf(path, `${role}:1`)).toEqual([]);
        expect(await rowsOf(`${path}?programme=2442-2020-autumn`, `${role}:2401`)).toEqual([]);
      }
    for (const roles of ['none', 'provider:22003', 'administrator'])
      expect((await asked('certificates', roles)).statusCode).toBe(403);
  });

  it('pages of any size have each certificate once, in one order', async () => {
    const everything = { isEverything: true } as never;
    const of = async (size: number) =>
      (await Array.fromAsync(certificatePages(database, everything, undefined, size)))
        .flat()
        .map(({ holder, programme }) => `${holder} ${programme}`);
    const all = await of(1000);
    expect(new Set(all).size).toBe(4);
    for (const size of [1, 2, 3, 4, 5]) expect(await of(size)).toEqual(all);
  });
});
