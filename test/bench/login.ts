import { TokenCheck } from '@lib/access';
import { PgDatabase } from '@lib/database';
import { PostgresEventStore } from '@lib/event-store';
import { HTTP_SETTINGS } from '@lib/http';
import { newId } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import {
  RunningCertificates,
  aRegion,
  holderOf,
  openDatabase,
} from '../../apps/certificates/src/certificates.testing.js';
import { certificatesPolicy } from '../../apps/certificates/src/certificates.policy.js';
import { programmeId } from '../../apps/certificates/src/programme/domain/programme.js';
import { realPostgres } from '../support/postgres.js';
import { startTestIssuer } from '../support/test-issuer.js';

// `npm run bench:login [rounds]`: what the check of the token, of the policy and of how often one asks costs one account read and one command
// that moves money, over HTTP on a real connection, beside the same service without either, in turn.
const [ROUNDS = 30] = process.argv.slice(2).map(Number);
const READS = 200;
const COMMANDS = 20;

Logger.overrideLogger(['error']);

const postgres = await realPostgres();
const database = await openDatabase(new PgDatabase(await postgres.createDatabase()));
const issuer = await startTestIssuer();
const { authorization } = await issuer.as({ sub: 'operator', roles: ['operator'] });
// Counted, and never too often.
const settings = { ...HTTP_SETTINGS, rates: { ...HTTP_SETTINGS.rates, perMinute: 10_000_000 } };
const access = { policy: certificatesPolicy, tokens: new TokenCheck(issuer.settings) };
const store = new PostgresEventStore(database);
// The first of several keeps the read models, and is not measured.
const keeper = await RunningCertificates.open(database, store);
const services = {
  without: await RunningCertificates.open(database, store),
  with: await RunningCertificates.open(database, store, access, settings),
};
const region = aRegion();
await keeper.register(region);
const children = Array.from({ length: ROUNDS * COMMANDS * 2 }, (_, index) => `child ${index}`);
for (const child of children) await keeper.enrol(child, region);

const urls = new Map<string, string>();
for (const [name, { app }] of Object.entries(services)) {
  await app.listen(0, '127.0.0.1');
  urls.set(name, await app.getUrl());
}
const holder = holderOf('child 0');
const closing = [...children];

const ask = async (name: string, path: string, init: RequestInit = {}): Promise<void> => {
  const headers = { ...(init.headers as object), ...(name === 'with' ? { authorization } : {}) };
  const response = await fetch(`${urls.get(name)}${path}`, { ...init, headers });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
};
const kinds: Readonly<Record<string, readonly [count: number, one: (name: string) => Promise<void>]>> = {
  'account read': [READS, (name) => ask(name, `/accounts/${holder}`)],
  'money command': [
    COMMANDS,
    (name) =>
      ask(name, `/accounts/${holderOf(closing.pop() ?? '')}/certificates/${programmeId(region)}/close`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
        body: '{"reason":"moved"}',
      }),
  ],
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

for (const [kind, [count, one]] of Object.entries(kinds)) {
  const took: Record<string, number[]> = { without: [], with: [] };
  // Of this process, client and service: what others do on the machine meanwhile is not in it.
  const worked: Record<string, number[]> = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const name of round % 2 === 0 ? ['without', 'with'] : ['with', 'without']) {
      const [since, before] = [performance.now(), process.cpuUsage()];
      for (let asked = 0; asked < count; asked++) await one(name);
      took[name]?.push((performance.now() - since) / count);
      const { user, system } = process.cpuUsage(before);
      worked[name]?.push((user + system) / 1_000 / count);
    }
  for (const [what, each] of Object.entries({ waited: took, 'processor time': worked })) {
    const [bare, checked] = [median(each['without'] ?? []), median(each['with'] ?? [])];
    const ratio = (checked / bare).toFixed(3);
    console.log(`${kind}, ${what}: ${bare.toFixed(3)} ms without a login, ${checked.toFixed(3)} ms with one: ${ratio}`);
  }
}

for (const { app } of [keeper, ...Object.values(services)]) await app.close();
issuer.close();
await database.close();
await postgres.stop();
