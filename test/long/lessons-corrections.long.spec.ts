import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgliteDatabase } from '@lib/database';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import type { LedgerClient } from '@lib/client';
import { until } from '@lib/messaging/testing';
import { endAll } from '../support/built-program.js';
import { Chance, announce, seedOfRun } from '../support/chance.js';
import { anyCoPayment } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { KillableLedger, retryingLedger } from '../support/killable-ledger.js';
import { approverOf } from '../support/login.js';
import { openSeason } from '../support/open-season.js';
import { parkedMessages } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';

/** About what a correction takes, from the request to the last account. */
const DELAY_MS_MAX = 120;
const COME_MS_MAX = 600_000;

const chance = new Chance(seedOfRun());
beforeAll(() => announce(`corrections: SEED=${chance.seed}`));

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// Group 100: 4,600.00 for October to December, 1,550.00 of it for October and 1,525.00 for each later month.
describe('lessons reported as 0 of 8 by a slip of the hand, in a process that is killed at each correction', () => {
  let ledger: KillableLedger;
  let client: LedgerClient;
  let second: LedgerClient;
  let folder: string;
  let isDeadly = true;
  const holders: string[] = [];
  let keys = 0;

  const keyed = () => ({ 'Idempotency-Key': String((keys += 1)), Prefer: 'wait=30' });
  const report = (month: string, held: number): Promise<unknown> =>
    client.enrollment.call('POST /lessons', { headers: keyed(), body: { groupId: '100', month, held, planned: 8 } });
  const clock = (now: string): Promise<unknown> => client.enrollment.call('PUT /clock', { body: { now } });
  const enrol = async (childId: string, groupId: string, start: string): Promise<string> => {
    const { enrollment } = client;
    const { body: applied } = await enrollment.call('POST /applications', {
      headers: keyed(),
      body: { childId, groupId, start },
    });
    const { id, holderId } = applied as { id: string; holderId: string };
    const path = { id };
    await enrollment.call('POST /applications/{id}/accept', { headers: keyed(), path });
    await enrollment.call('POST /applications/{id}/consent', { headers: keyed(), path, body: anyCoPayment });
    const { body } = await enrollment.call('POST /applications/{id}/conclude', { headers: keyed(), path });
    expect(body).toMatchObject({ state: 'enrolled' });
    return holderId;
  };
  const correct = async (month: string, held: number): Promise<any> => {
    const { body: asked } = await client.enrollment.call('POST /lessons/corrections', {
      headers: keyed(),
      body: { groupId: '100', month, held, planned: 8, reason: 'typing-error' },
    });
    const path = { id: (asked as { id: string }).id };
    await second.enrollment.call('POST /lessons/corrections/{id}/approve', { headers: keyed(), path });
    for (;;) {
      const { body } = await client.enrollment.call('GET /lessons/corrections/{id}', { path });
      if ((body as { state: string }).state !== 'pending') return body;
    }
  };
  const account = async (holder = ''): Promise<any> =>
    (await client.certificates.call('GET /accounts/{holder}', { path: { holder } })).body;
  /** Available, reserved, spent and expired of each child. */
  const balances = (): Promise<readonly unknown[]> =>
    Promise.all(
      holders.map(async (holder) => {
        const { certificates } = await account(holder);
        const { availableKopecks, reservedKopecks, spentKopecks, expiredKopecks } = certificates[0];
        return [availableKopecks, reservedKopecks, spentKopecks, expiredKopecks];
      }),
    );
  /** The balances as soon as they are these; what is there when they do not come. */
  const come = async (expected: readonly unknown[]): Promise<void> => {
    const since = performance.now();
    await until(
      async () =>
        JSON.stringify(await balances()) === JSON.stringify(expected) || performance.now() - since > COME_MS_MAX,
    );
    expect(await balances()).toEqual(expected);
  };

  beforeAll(async () => {
    folder = await freshStore();
    ledger = await KillableLedger.start({ DATA_FOLDER: folder });
    client = retryingLedger(ledger, ({ path }) => {
      if (isDeadly && path === '/lessons/corrections') ledger.kill(chance.whole(0, DELAY_MS_MAX));
    });
    second = retryingLedger(
      ledger,
      () => {
        if (isDeadly) ledger.kill(chance.whole(0, DELAY_MS_MAX));
      },
      approverOf,
    );
    await openSeason(ledger.urls());
    holders.push(await enrol('t-1', '100', '2020-10-01'), await enrol('t-2', '100', '2020-10-01'));
  });

  it('are put right in the same period, as if the right report had come first', async () => {
    await clock('2020-11-05T05:00:00Z');
    await report('2020-10', 0);
    await come([
      [195_000, 152_500, 152_500, 0],
      [595_000, 152_500, 152_500, 0],
    ]);
    expect(await correct('2020-10', 8)).toMatchObject({ state: 'applied', contracts: 2, certificatesLacking: [] });
    await come([
      [40_000, 152_500, 307_500, 0],
      [440_000, 152_500, 307_500, 0],
    ]);
  });

  it('stay as they are for everybody where one certificate has spent what came back, which is named', async () => {
    await report('2020-11', 0);
    await enrol('t-1', '110', '2020-11-06');
    // 1,925.00 less 796.49 for 40 of the 62 days of group 110, 497.81 of it for November.
    const before = [
      [112_851, 182_368, 204_781, 0],
      [592_500, 152_500, 155_000, 0],
    ];
    await come(before);
    const { certificates } = await account(holders[0]);
    expect(await correct('2020-11', 8)).toMatchObject({
      state: 'refused',
      certificatesLacking: [certificates[0].number],
    });
    await come(before);
    const items = await Array.fromAsync(client.enrollment.items('GET /lessons', { query: { groupId: '100' } }));
    expect(items.map(({ month, held, first, corrections }) => [month, held, first.held, corrections.length])).toEqual([
      ['2020-10', 8, 0, 1],
      ['2020-11', 0, 0, 1],
    ]);
  });

  it('are corrected again and again, and after the period from what they let expire', async () => {
    await clock('2020-12-30T05:00:00Z');
    await report('2020-12', 0);
    await clock('2021-02-01T05:00:00Z');
    // Of t-2: 1,525.00 each of November and December came back, and 4,400.00 were never used.
    const expired = async (): Promise<unknown> => ((await balances())[1] as number[])[3];
    expect(await expired()).toBe(745_000);
    for (const held of [8, 3, 8]) expect(await correct('2020-12', held)).toMatchObject({ state: 'applied' });
    const [first] = (await balances()) as number[][];
    await come([first, [0, 0, 307_500, 592_500]]);
  });

  it('leave a ledger that an auditor finds right, and both reports in the statement', async () => {
    isDeadly = false;
    const { programme } = (await account(holders[1])).certificates[0];
    const { body: statement } = await client.certificates.call('GET /accounts/{holder}/statement', {
      path: { holder: holders[1] ?? '' },
      query: { programme },
    });
    const { entries } = statement as { entries: any[] };
    const october = entries.filter(({ type, month }) => month === '2020-10' && /Lessons|Completeness/.test(type));
    expect(october.map(({ type }) => type)).toEqual([
      'CompletenessReported',
      'LessonsCorrectionHeld',
      'LessonsCorrected',
    ]);
    expect(october.at(-1)).toMatchObject({
      corrects: october[0].revision,
      text: expect.stringContaining('проведено 8 из 8, раньше указано 0 из 8'),
    });
    expect(ledger.kills).toBeGreaterThanOrEqual(5);
    const { differences } = await auditInstallation(client, { asksEnrollment: true });
    expect(differences).toEqual([]);
    expect(await ledger.stop()).toMatchObject({ code: 0, stderr: '' });
    const database = await PgliteDatabase.open(folder);
    try {
      expect(await parkedMessages(database)).toBe(0);
    } finally {
      await database.close();
    }
  });
});
