import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { ledgerOf } from '../support/login.js';
import { PgDatabase, PgliteDatabase } from '@lib/database';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { startLedger, urlsOf, type Environment, type Program } from '../support/built-program.js';
import { recordConsent } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, type Answered } from '../support/http-client.js';
import { everything, openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { parkedMessages } from '../support/season.js';
import { tempFolder } from '../support/temp-folder.js';

const CHILDREN = 60;
const PLACES = 7;
const CERTIFICATES = 11;

const counted = (words: readonly unknown[]): Record<string, number> =>
  Object.fromEntries(Object.entries(Object.groupBy(words, String)).map(([word, all]) => [word, all?.length ?? 0]));

/** What many do at the same moment, each thing once: on the embedded database, or on a server. */
export const describeRaces = (kind: 'embedded' | 'server'): void =>
  describe(`many at the same moment, on the ${kind} database`, () => {
    let postgres: RealPostgres | undefined;
    let environment: Environment;
    let ledger: Program;
    let urls: Urls;

    beforeAll(async () => {
      postgres = kind === 'server' ? await realPostgres() : undefined;
      environment = postgres
        ? { DATA_FOLDER: await tempFolder(), DATABASE_URL: await postgres.createDatabase(), CLOCK: 'settable' }
        : { DATA_FOLDER: await freshStore() };
      ledger = startLedger(environment);
      urls = await urlsOf(ledger);
      const region = roomyRegion(CHILDREN);
      await openSeason(urls, {
        ...region,
        region: region.region.replace('"countLimit": null', `"countLimit": ${CERTIFICATES}`),
        // Group 100 has few places, the others have room.
        programs: region.programs.replace('"max_children": 100000', `"max_children": ${PLACES}`),
      });
    });
    afterAll(async () => {
      await ledger.end('SIGKILL');
      await postgres?.stop();
    });

    const apply = (childId: string, groupId: string, start: string, key = `${childId} ${groupId}`): Promise<Answered> =>
      post(`${urls.enrollment}/applications`, key, { childId, groupId, start });
    const act = (id: string, action: string, key = action): Promise<Answered> =>
      post(`${urls.enrollment}/applications/${id}/${action}`, `${key} ${id}`, {}, { prefer: 'wait=30' });
    const conclude = async (id: string): Promise<Answered> => {
      await recordConsent(`${urls.enrollment}/applications/${id}`);
      return act(id, 'conclude');
    };
    const children = Array.from({ length: CHILDREN }, (_, index) => `k-${index}`);

    it('the last place is given once', async () => {
      const answers = await Promise.all(children.map((childId) => apply(childId, '100', '2020-10-01')));
      expect(counted(answers.map(({ json }) => json.reason ?? json.state))).toEqual({
        requested: PLACES,
        'group-full': CHILDREN - PLACES,
      });
    });

    it('a child is in a module once', async () => {
      const keys = Array.from({ length: 12 }, (_, index) => `again ${index}`);
      const answers = await Promise.all(keys.map((key) => apply('t-1', '110', '2020-10-20', key)));
      expect(counted(answers.map(({ json }) => json.reason ?? json.state))).toEqual({
        requested: 1,
        'already-in-module': keys.length - 1,
      });
    });

    it('of two actions that exclude each other one is taken', async () => {
      const asked = await Promise.all(children.slice(0, 20).map((childId) => apply(childId, '110', '2020-10-20')));
      for (const { json } of asked) {
        const both = await Promise.all([act(json.id, 'refuse'), act(json.id, 'withdraw')]);
        expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
      }
    });

    it('a certificate pays for two contracts no more than it has', async () => {
      const placed = await everything(`${urls.enrollment}/applications`, { state: 'requested', group: '100' });
      const pairs = await Promise.all(
        placed.map(async ({ id, childId }): Promise<readonly string[]> => {
          const other = await apply(childId as string, '110', '2020-10-20', `${childId} both`);
          return [id, other.json.id];
        }),
      );
      await Promise.all(pairs.flat().map((id) => act(id, 'accept')));
      const concluded = await Promise.all(pairs.flat().map(conclude));
      expect(counted(concluded.map(({ json }) => json.state))).toEqual({ enrolled: 2 * PLACES });
      for (const { holderId } of placed) {
        const { json } = await call(`${urls.certificates}/accounts/${holderId}`);
        // Alone either would leave something.
        expect(json.certificates).toMatchObject([
          {
            nominalKopecks: 500_000,
            availableKopecks: 0,
            reservedKopecks: 500_000,
            spentKopecks: 0,
            expiredKopecks: 0,
          },
        ]);
      }
    });

    it('certificates are issued up to the limit and not one more', async () => {
      const placed = await everything(`${urls.enrollment}/applications`, { state: 'enrolled', group: '100' });
      const others = children.filter((child) => placed.every(({ childId }) => childId !== child));
      const asked = await Promise.all(others.map((childId) => apply(childId, '110', '2020-10-21', `${childId} money`)));
      await Promise.all(asked.map(({ json }) => act(json.id, 'accept')));
      const answers = await Promise.all(asked.map(({ json }) => conclude(json.id)));
      expect(counted(answers.map(({ json }) => json.reason ?? json.state))).toEqual({
        enrolled: CERTIFICATES - PLACES,
        'no-certificate-place': CHILDREN - CERTIFICATES,
      });
    });

    it('lessons of a group are reported once', async () => {
      // The month of a report has begun.
      await call(`${urls.enrollment}/clock`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ now: '2020-10-05T05:00:00Z' }),
      });
      const reports = Array.from({ length: 12 }, (_, held) => ({
        groupId: '110',
        month: '2020-10',
        held,
        planned: 12,
      }));
      const answers = await Promise.all(
        reports.map((report) => post(`${urls.enrollment}/lessons`, `held ${report.held}`, report)),
      );
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
        201,
        ...Array.from({ length: 11 }, () => 409),
      ]);
    });

    it('leaves a ledger that an auditor finds right', async () => {
      await quiet(urls);
      const audit = await auditInstallation(
        ledgerOf(() => urls),
        { asksEnrollment: true },
      );
      expect(audit.differences).toEqual([]);
      expect(audit.certificates).toHaveLength(CERTIFICATES);
      expect(await ledger.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
      const { DATABASE_URL, DATA_FOLDER } = environment;
      const database = DATABASE_URL ? new PgDatabase(DATABASE_URL) : await PgliteDatabase.open(DATA_FOLDER);
      try {
        expect(await parkedMessages(database)).toBe(0);
      } finally {
        await database.close();
      }
    });
  });
