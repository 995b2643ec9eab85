import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnexpectedAnswer } from '@lib/client';
import { topics } from '@lib/contracts';
import { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { Cluster } from '../brokers/cluster-season.js';
import { disturbedSeasons } from '../brokers/disturbed-seasons.js';
import { contentsOf, gapsOf } from '../brokers/topic-contents.js';
import { announce, seedOfRun } from '../support/chance.js';
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { auditedSeason, certificateRows, parkedMessages, type Told } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { Faults } from './faults.js';

// Single faults were played one by one, and processes were killed by the dozen; nobody had met a takeover from a process
// that goes on afterwards while a broker is gone and PostgreSQL starts again. SEED= has the same faults again.
const ROUNDS = 4;
const EVERY_MS = 5_000;

/** Where every message of a topic begins. */
const FACTS: Readonly<Record<string, string>> = {
  catalog: 'catalog.outbox',
  enrollment: 'enrollment.outbox',
};

const seed = seedOfRun();
announce(`faults: SEED=${seed}`);

afterAll(() => removeTempFolders());

describe.each(disturbedSeasons())('a cluster of three brokers that is struck every five seconds: $name', (season) => {
  const { folder, expected } = season;
  let postgres: OwnPostgres;
  let cluster: Cluster;
  let database: PgDatabase;
  let faults: Faults;
  let told: Told;
  let struck = 0;

  /**
   * A fault every five seconds, or sooner where the season would be over before the last. While it is struck so often it
   * hardly goes on: each round waits until it has come so far, for a different part of it.
   */
  const disturb = async (progress: () => number): Promise<void> => {
    const started = performance.now();
    const count = Faults.inRounds(ROUNDS);
    while (struck < count) {
      const at = performance.now();
      const round = Math.floor(struck / Faults.inRounds(1));
      await until(() => progress() >= round / ROUNDS);
      await until(() => performance.now() - at >= EVERY_MS || progress() >= (struck + 1) / (count + 1));
      if (progress() === 1) return;
      const what = await faults.next();
      struck += 1;
      const [seconds, percent] = [(performance.now() - started) / 1000, progress() * 100].map(Math.round);
      announce(`faults: ${seconds} s, ${percent} %: ${what}`);
    }
  };

  beforeAll(async () => {
    postgres = await ownPostgres();
    cluster = await Cluster.start({ databaseServer: postgres.url, brokers: 3 });
    database = new PgDatabase(cluster.installation.databaseUrl);
    faults = new Faults(cluster.installation, postgres, { seed });
    const headers = { 'Idempotency-Key': 'an inbox' };
    const inbox = await cluster.ledger().webhooks.call('POST /endpoints', { headers, body: {} });
    if (inbox.status !== 201) throw new UnexpectedAnswer('an inbox', inbox);
    const started = performance.now();
    told = await cluster.play(await folder(), disturb);
    const restarts = cluster.installation.processes.map(({ name, starts }) => `${name} ${starts}`);
    announce(`faults: ${Math.round((performance.now() - started) / 1000)} s, starts: ${restarts.join(', ')}`);
    if (cluster.deaths.length > 0) await cluster.tell();
  });
  afterAll(async () => {
    await faults?.close();
    await database?.close();
    await cluster?.stop();
    await postgres?.stop();
  });

  it('was struck by every fault again and again, and led by others meanwhile', () => {
    expect(struck).toBe(Faults.inRounds(ROUNDS));
    expect(faults.takeovers).toBeGreaterThan(0);
  });

  it('has lost no process but those that were killed', () => {
    expect(cluster.deaths).toEqual([]);
  });

  it('comes to the same kopeck as by the letter of the rules', async () => {
    expect(told.result).toEqual(expected.result);
    const audited = await auditedSeason(cluster.ledger(), told);
    expect(audited.differences).toEqual([]);
    expect(audited.certificates).toBe(certificateRows(expected.certificates));
  });

  it('parks nothing', async () => {
    expect(await parkedMessages(database)).toBe(0);
  });

  it.each(topics.map(({ name }) => name))('has sent every fact, those of a key without a gap: %s', async (topic) => {
    const contents = await contentsOf(cluster.brokers, topic);
    announce(`faults: ${topic}: ${contents.messages} messages, ${contents.distinct} different ones`);
    expect(gapsOf(contents)).toEqual([]);
    expect(contents.distinct).toBe(await factsOf(database, topic));
  });

  it('has sent every fact to the inbox that waited for it', async () => {
    const count = async (sql: string): Promise<number> =>
      (await database.query<{ count: number }>(sql))[0]?.count ?? -1;
    await until(async () => (await count('SELECT count(*) FROM webhooks.deliveries WHERE done_at IS NULL')) === 0);
    const facts = await Promise.all(TOLD_BY_WEBHOOKS.map((topic) => factsOf(database, topic)));
    expect(await count(`SELECT count(DISTINCT message_id) FROM webhooks.attempts WHERE outcome = 'delivered'`)).toBe(
      facts.reduce((sum, of) => sum + of, 0),
    );
  });
});

const TOLD_BY_WEBHOOKS = ['enrollment.contracts.v1', 'certificates.accounts.v1'];

/** How many messages of a topic the services have recorded; of states that were replaced the outbox keeps the count, not the row. */
const factsOf = async (database: PgDatabase, topic: string): Promise<number> => {
  const outbox = FACTS[topic.split('.')[0] ?? ''];
  const stream = topic.startsWith('certificates.accounts') ? 'account-%' : 'programme-%';
  const [row] = await database.query<{ count: number }>(
    outbox
      ? `SELECT sum(of_key)::bigint AS count
           FROM (SELECT max(sequence) + 1 AS of_key FROM ${outbox} WHERE topic = '${topic}' GROUP BY key) AS keys`
      : `SELECT count(*) AS count FROM event_store.events WHERE stream LIKE '${stream}'`,
  );
  return row?.count ?? -1;
};
