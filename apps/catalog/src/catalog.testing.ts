import { readFile } from 'node:fs/promises';
import {
  catalogGroups,
  certificatesProgrammes,
  decode,
  encode,
  enrollmentContracts,
  type EnrollmentContractsOutgoing,
} from '@lib/contracts';
import { migrate, type Database } from '@lib/database';
import { createHttpApp } from '@lib/http';
import { Clock, calendarDate, instant, newId, timeZone, type Instant } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { freshPostgres } from '../../../test/support/fresh-store.js';
import { CatalogModule, catalogMigrations } from './catalog.module.js';
import type { ImportReport } from './import/import.dto.js';
import { MunicipalityConsumer } from './municipality/municipality.consumer.js';
import { PlacesConsumer } from './places/places.consumer.js';

/** A catalogue on the given database, or a fresh one on the server of the run, called as its clients call it. */
export const openCatalog = async (database?: Database) => {
  const own = database ?? (await freshPostgres());
  await migrate(own, 'catalog', catalogMigrations);
  const outbox = new Outbox(own, 'catalog', [catalogGroups]);
  const clock = new HandSetClock(instant('2020-09-01T00:00:00Z'));
  const app = await createHttpApp(CatalogModule.register({ database: own, clock, outbox }), {
    title: 'Catalogue',
    description: 'In a test',
    access: 'open',
    logger: false,
  });
  const post = postTo(app);
  return {
    app,
    clock,
    database: own,
    post,
    get: (url: string) => app.inject({ url, headers: { 'accept-language': 'en' } }),
    import: async (file: unknown, query = ''): Promise<ImportReport> => {
      const response = await post(JSON.stringify(file), newId(), {}, query);
      if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
      return response.json<ImportReport>();
    },
    /** What was published and not yet asked for. */
    news: newsOf(outbox),
    tell: tellTo(app),
    /** A financing programme is registered: a municipality has a time zone. */
    lives: livesIn(app),
    close: async () => {
      await app.close();
      await own.close();
    },
  };
};

export type Catalog = Awaited<ReturnType<typeof openCatalog>>;

export const sample = async (region: 'minusinsk-2020' | 'vyborg-2019'): Promise<unknown[]> =>
  JSON.parse(await readFile(`samples/${region}/programs.json`, 'utf8')) as unknown[];

class HandSetClock extends Clock {
  constructor(private at: Instant) {
    super();
  }
  now(): Instant {
    return this.at;
  }
  onJump(): () => void {
    return () => undefined;
  }
  set(at: string): void {
    this.at = instant(at);
  }
}

const postTo =
  (app: NestFastifyApplication) =>
  (payload: string, key = newId(), headers: Record<string, string> = {}, query = '') =>
    app.inject({
      method: 'POST',
      url: `/imports${query}`,
      payload,
      headers: { 'content-type': 'application/json', 'accept-language': 'en', 'idempotency-key': key, ...headers },
    });

const newsOf = (outbox: Outbox) => {
  let cursor: string | 'start' = 'start';
  return async () => {
    const logged = await outbox.read(cursor, 100_000);
    cursor = logged.at(-1)?.cursor ?? cursor;
    return logged.map(({ message }) => {
      const decoded = decode(catalogGroups, message);
      if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
      return decoded.value;
    });
  };
};

type Fact = {
  [Type in EnrollmentContractsOutgoing['type']]: Pick<
    Extract<EnrollmentContractsOutgoing, { type: Type }>,
    'type' | 'data'
  >;
}[EnrollmentContractsOutgoing['type']];

const tellTo =
  (app: NestFastifyApplication) =>
  async (fact: Fact, id = newId()): Promise<void> => {
    const at = '2020-09-01T00:00:00.000Z';
    const message = { id, key: fact.data.holder, time: at, recordedTime: at, ...fact } as EnrollmentContractsOutgoing;
    await app.get(PlacesConsumer).take(encode(enrollmentContracts, message, 0));
  };

const livesIn = (app: NestFastifyApplication) => {
  let told = 0;
  return async (municipality: number, zone: string, sequence = told++): Promise<void> => {
    const at = '2020-09-01T00:00:00.000Z';
    const data = {
      financingProgramme: `p-${municipality}`,
      municipality,
      timeZone: timeZone(zone),
      from: calendarDate('2020-10-01'),
      toExclusive: calendarDate('2021-01-01'),
      reserveAt: 'enrolment' as const,
      terminationTakesEffect: 'end-of-month' as const,
      certificateGroups: ['general'],
    };
    const key = data.financingProgramme;
    const message = { id: newId(), key, time: at, recordedTime: at, type: 'programme-registered' as const, data };
    await app.get(MunicipalityConsumer).take(encode(certificatesProgrammes, message, sequence));
  };
};
