import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { anyCoPayment } from '../support/consent.js';
import { inLanes } from '../support/lanes.js';
import { authorizationFor } from '../support/login.js';
import { openSeason, quiet } from '../support/open-season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { Figures, quantile } from './figures.js';
import { said, send, type Reply } from './http.js';
import { partedCluster } from './parted-cluster.js';
import { scheduled, type Due } from './rate.js';
import { seasonOfToday } from './season-of-today.js';

// `npm run bench:dependency`: what is asked for at fixed moments while one part of a cluster is away and that does not need
// the part, beside the same a moment before; and how long after its return twenty conclusions that were sent meanwhile have
// had their effect, beside twenty undisturbed ones. A process of each service on a PostgreSQL server of its own, and a Kafka
// broker (Java 17 and Maven).
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '15' }, rate: { type: 'string', default: '20' } },
});
/** So long it is asked before, and so long while the part is away; so many times a second for each kind. */
const [SECONDS, RATE] = [Number(values.seconds), Number(values.rate)];
const ACCOUNTS = 50;
const CONCLUSIONS = 20;
const AT_ONCE = 64;
const GROUPS = 100;
const PATIENCE_MS = 30_000;
const AGAIN_MS = 50;

/** What is asked for, and whether that needs nothing of the part that is away. */
type Kind = 'search' | 'account' | 'application' | 'apply' | 'accept';
type Outage = {
  readonly of: string;
  readonly unneeded: readonly Kind[];
  readonly goes: () => Promise<void>;
  readonly comes: () => Promise<void>;
};

const cluster = await partedCluster();
const { urls, broker, databases } = cluster;
const outages: readonly Outage[] = [
  {
    of: 'enrollment',
    unneeded: ['search', 'account'],
    goes: () => cluster.kill('enrollment'),
    comes: () => cluster.start('enrollment'),
  },
  {
    of: 'the database of certificates',
    unneeded: ['search', 'application', 'apply', 'accept'],
    goes: () => databases.certificates.kill(),
    comes: () => databases.certificates.start(),
  },
  {
    of: 'Kafka',
    unneeded: ['search', 'account', 'application', 'apply', 'accept'],
    goes: () => broker.kill(),
    comes: () => broker.restart(),
  },
];
const agent = new Agent({ keepAlive: true });
const figures = new Figures('dependency');
try {
  const asked = 2 * SECONDS * RATE;
  const withApply = outages.filter(({ unneeded }) => unneeded.includes('apply')).length;
  const children = ACCOUNTS + outages.length * (2 * CONCLUSIONS + asked) + withApply * asked;
  const season = seasonOfToday(children, GROUPS);
  await openSeason(urls, season.region);
  const applications = `${urls.enrollment}/applications`;
  const ask = async (url: string, key?: string, body?: unknown): Promise<Reply> => {
    const { authorization = '' } = await authorizationFor(url);
    return send(agent, url, { authorization, body, ...(key === undefined ? {} : { key }) }, PATIENCE_MS);
  };
  const act = (id: string, action: string, body?: unknown): Promise<Reply> =>
    ask(`${applications}/${id}/${action}`, `${action} ${id}`, body);
  let child = 0;
  const apply = async (): Promise<string> => {
    const childId = `k-${child++}`;
    const body = { childId, groupId: season.groups[child % GROUPS], start: season.start };
    return said(await ask(applications, `apply ${childId}`, body)).id;
  };
  const concludable = async (): Promise<string> => {
    const id = await apply();
    said(await act(id, 'accept'));
    said(await act(id, 'consent', anyCoPayment));
    return id;
  };
  const many = (count: number, make: () => Promise<string>): Promise<readonly string[]> =>
    inLanes(Array.from({ length: count }), AT_ONCE, make);

  const together = (ids: readonly string[], work: (id: string) => Promise<void>): Promise<unknown> =>
    inLanes(ids, AT_ONCE, work);
  const answered = (reply: Promise<Reply>): Promise<any> => reply.then(said).catch(() => undefined);
  /** What nobody answers is sent again, under its key. */
  const conclude = async (id: string): Promise<void> => {
    while ((await answered(act(id, 'conclude'))) === undefined) await pause(AGAIN_MS);
  };
  /** Resolves when the contract is there. */
  const contracted = async (id: string): Promise<void> => {
    for (;;) {
      const application = await answered(ask(`${applications}/${id}`));
      if (application?.state === 'enrolled') return;
      if (application?.state === 'refused') throw new Error(`refused: ${application.reason}`);
      await pause(AGAIN_MS);
    }
  };

  const enrolled = await many(ACCOUNTS, concludable);
  await together(enrolled, conclude);
  await together(enrolled, contracted);
  const holders = await inLanes(enrolled, AT_ONCE, async (id) => said(await ask(`${applications}/${id}`)).holderId);

  const seconds = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  for (const { of, unneeded, goes, comes } of outages) {
    const toAccept = (await many(asked, apply)).values();
    const [before, meanwhile] = [await many(CONCLUSIONS, concludable), await many(CONCLUSIONS, concludable)];
    await quiet(urls);
    const kinds: Readonly<Record<Kind, (n: number) => Promise<unknown>>> = {
      search: async (n) => said(await ask(`${urls.catalog}/groups?age=${6 + (n % 12)}&free=true&limit=20`)),
      account: async (n) => said(await ask(`${urls.certificates}/accounts/${holders[n % ACCOUNTS]}`)),
      application: async (n) => said(await ask(`${applications}/${enrolled[n % ACCOUNTS]}`)),
      apply,
      accept: async () => said(await act(toAccept.next().value ?? '', 'accept')),
    };
    const measured = async (when: string, beside?: string): Promise<void> => {
      const all = await scheduled(RATE * unneeded.length, SECONDS, async (n) => {
        await kinds[unneeded[n % unneeded.length] ?? 'search'](n);
      });
      for (const [index, kind] of unneeded.entries())
        tell(
          kind,
          all.filter((_, n) => n % unneeded.length === index),
          when,
          beside,
        );
      const failures = all.flatMap(({ failure }) => failure ?? []);
      figures.measure(`not answered as asked, ${when}`, failures.length, `of ${all.length}`);
      for (const failure of new Set(failures)) console.log(failure);
    };
    const undisturbed = `before, ${of}`;
    const without = `without ${of}`;
    await measured(undisturbed);
    const alone = `${CONCLUSIONS} conclusions, ${undisturbed}`;
    figures.measure(
      alone,
      await seconds(() => together(before, conclude).then(() => together(before, contracted))),
      's',
    );
    await quiet(urls);
    await goes();
    const concluding = together(meanwhile, conclude);
    await measured(without, undisturbed);
    figures.measure(`${of}: from its start until it takes connections`, await seconds(comes), 's');
    const effect = await seconds(() => concluding.then(() => together(meanwhile, contracted)));
    figures.measure(`${CONCLUSIONS} conclusions, from then, ${without}`, effect, 's', alone);
    await quiet(urls);
  }
  await figures.end();
} finally {
  agent.destroy();
  await cluster.stop();
  await removeTempFolders();
}
process.exit();

/** Both the usual and the slow one, beside those of before. */
function tell(kind: Kind, all: readonly Due[], when: string, beside?: string): void {
  const tookMs = all.map(({ tookMs: one }) => one);
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const)
    figures.measure(
      `${kind}, ${name}, ${when}`,
      quantile(tookMs, share),
      'ms',
      beside && `${kind}, ${name}, ${beside}`,
      tookMs,
    );
}
