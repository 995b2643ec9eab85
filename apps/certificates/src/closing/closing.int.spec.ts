import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { calendarDate, newId } from '@lib/kernel';
import { accountCodec } from '../account/event-catalogue.js';
import { AccountCommands } from '../account/account.commands.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';
import { streams } from '../ledger/streams.js';

const [here, there] = [aRegion(), aRegion({ municipality: { id: 2455, name: 'г. Енисейск' } })];
let database: Database;
let service: RunningCertificates;
let child: string;
beforeAll(async () => {
  database = await openDatabase();
  service = await RunningCertificates.open(database);
  await service.register(here);
  await service.register(there);
});
afterAll(async () => {
  await service.close();
  await service.store.close();
  await database.close();
});
beforeEach(() => {
  service.clock.at = '2020-10-05T05:00:00.000Z';
  child = newId();
});

const path = (programme = '2442-2020-autumn'): string => `/accounts/${holderOf(child)}/certificates/${programme}/close`;
const eventsOf = async (): Promise<readonly Record<string, unknown>[]> =>
  (await service.store.read(streams.account(holderOf(child)))).map((stored) => ({ ...accountCodec.decode(stored) }));
const numbersOf = async (): Promise<readonly unknown[]> =>
  (await eventsOf()).flatMap((event) => (event['type'] === 'CertificateIssued' ? [event['number']] : []));

describe('closing a certificate', () => {
  it('ends its contracts, expires the rest, and lets another municipality issue under the same number', async () => {
    await service.enrol(child, here);
    const refused = await service.enrol(child, there);
    expect((await eventsOf()).at(-1)).toMatchObject({ contract: refused, reason: 'certificate-elsewhere' });
    service.clock.at = '2020-10-20T05:00:00.000Z';
    const [number] = await numbersOf();
    expect(await service.post(path(), { reason: 'moved' })).toMatchObject({
      status: 200,
      body: {
        holder: holderOf(child),
        programme: '2442-2020-autumn',
        number,
        closedOn: '2020-10-20',
        reason: 'moved',
        expiredKopecks: 190_000 - 16_848,
      },
    });
    expect((await eventsOf()).slice(-2)).toMatchObject([
      { type: 'ContractTerminated', by: 'operator', lastDay: '2020-10-31', released: 33_152 },
      { type: 'CertificateClosed', reason: 'moved' },
    ]);
    await service.enrol(child, here, { on: calendarDate('2020-10-20') });
    expect((await eventsOf()).at(-1)).toMatchObject({ reason: 'certificate-closed' });
    await service.enrol(child, there, { on: calendarDate('2020-10-20') });
    expect(await numbersOf()).toStrictEqual([number, number]);
    await service.caughtUp();
    for (const programme of ['2442-2020-autumn', '2455-2020-autumn'])
      expect(await service.get(`/financing-programmes/${programme}/totals`)).toMatchObject({
        body: { balanced: true },
      });
  });

  it('is answered the same, with the same key and with another, and whatever the reason', async () => {
    await service.enrol(child, here);
    const first = await service.post(path(), { reason: 'age' }, `close ${child}`);
    expect(first).toMatchObject({ status: 200, body: { reason: 'age' } });
    const same = await service.post(path(), { reason: 'age' }, `close ${child}`);
    expect(same).toMatchObject({ status: 200, body: first.body, headers: { 'idempotency-hit': 'true' } });
    service.clock.at = '2020-11-20T05:00:00.000Z';
    expect(await service.post(path(), { reason: 'moved' })).toMatchObject({ status: 200, body: first.body });
    expect(await service.post(path(), { reason: 'moved' }, `close ${child}`)).toMatchObject({ status: 422 });
    expect((await eventsOf()).filter(({ type }) => type === 'CertificateClosed')).toHaveLength(1);
  });

  it('by two operators at one moment happens once', async () => {
    await service.enrol(child, here);
    const other = await RunningCertificates.open(database);
    const answers = await Promise.all(
      [service, other, service, other].map((instance) => instance.post(path(), { reason: 'data-error' })),
    );
    expect(answers.map(({ status, body }) => [status, body])).toStrictEqual(answers.map(() => [200, answers[0]?.body]));
    expect((await eventsOf()).filter(({ type }) => type === 'CertificateClosed')).toHaveLength(1);
    await other.close();
  });

  it('releases what was reserved and not concluded; its conclusion, which was on its way, changes nothing', async () => {
    const contract = newId();
    const commands = service.app.get(AccountCommands);
    const open = { type: 'Conclude', on: calendarDate('2020-10-05'), contract, completeness: [] } as const;
    const handle = commands.handle.bind(commands);
    commands.handle = () => Promise.reject(new Error('not yet'));
    await service.enrol(child, here, { contract });
    commands.handle = handle;
    await service.post(path(), { reason: 'refused-by-family' });
    const before = await eventsOf();
    expect(before.slice(-2)).toMatchObject([
      { type: 'ReservationReleased', reason: 'certificate-closed', released: 50_000 },
      { type: 'CertificateClosed', expired: 190_000 },
    ]);
    expect(await commands.handle(holderOf(child), open, { commandId: 'late' })).toMatchObject({ ok: true });
    expect(await eventsOf()).toStrictEqual(before);
  });

  it('is refused where there is nothing to close', async () => {
    const unknown = { status: 404, body: { type: '/problems/unknown-certificate', programme: '2442-2020-autumn' } };
    expect(await service.post(path(), { reason: 'moved' })).toMatchObject(unknown);
    await service.enrol(child, there);
    expect(await service.post(path(), { reason: 'moved' })).toMatchObject(unknown);
    expect(await service.post(path('nowhere'), { reason: 'moved' })).toMatchObject({
      status: 404,
      body: { type: '/problems/unknown-programme' },
    });
  });

  it.each([{}, { reason: 'whim' }, { reason: 'moved', by: 'Мария' }, [], null])('is refused with %j', async (body) => {
    await service.enrol(child, here);
    expect(await service.post(path(), body)).toMatchObject({ status: 400 });
    expect((await eventsOf()).at(-1)).not.toMatchObject({ type: 'CertificateClosed' });
  });
});
