import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startLedger, urlsOf } from '../support/built-program.js';
import { asPerson, authorizationFor } from '../support/login.js';
import { openSeason, roomyRegion } from '../support/open-season.js';
import { realPostgres } from '../support/postgres.js';
import { Figures, quantile } from './figures.js';

// `npm run bench:overload [seconds]`: the first minute of the first of September. Two thousand clients ask the ledger
// again and again, and come again when they are told to; then one greedy client asks beside 63 others who ask now and then.
const [SECONDS = 60] = process.argv.slice(2).map(Number);
/** As many as keep asking. */
const CROWD = 2_000;
const WARM_SECONDS = 5;
const POLITE = 63;
const GREEDY_AT_ONCE = 256;
/** What 503 asks for. */
const RETRY_AFTER_MS = 1_000;
/** As long as a client waits at most. */
const PATIENCE_MS = 30_000;

type Answer = { readonly status: number; readonly retryAfter: boolean; readonly ms: number };

const send = (url: string, agent: Agent, headers: Readonly<Record<string, string>>, due: number): Promise<Answer> =>
  new Promise((resolve) => {
    const done = (status: number, retryAfter: boolean): void =>
      resolve({ status, retryAfter, ms: performance.now() - due });
    request(url, { agent, headers, timeout: PATIENCE_MS }, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode ?? 0, answer.headers['retry-after'] !== undefined));
    })
      .once('timeout', function (this: { destroy(): void }) {
        this.destroy();
      })
      .once('error', () => done(0, false))
      .end();
  });

const residentMiB = async (pid: number): Promise<number> => {
  const [, kib = '0'] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
};

const figures = new Figures('overload');
const postgres = await realPostgres({ max_connections: '200' });
const ledger = startLedger({ DATABASE_URL: await postgres.createDatabase(), SAMPLE: 'none' });
try {
  const urls = await urlsOf(ledger);
  await openSeason(urls, roomyRegion(100));
  const url = `${urls.enrollment}/applications?limit=20`;
  const program = await authorizationFor(urls.enrollment);
  const agent = new Agent({ keepAlive: true, maxSockets: CROWD });

  const closed = async (askers: number, seconds: number): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    const until = performance.now() + seconds * 1000;
    await Promise.all(
      Array.from({ length: askers }, async () => {
        while (performance.now() < until) {
          const answer = await send(url, agent, program, performance.now());
          answers.push(answer);
          if (answer.retryAfter) await pause(RETRY_AFTER_MS);
        }
      }),
    );
    return answers;
  };
  const isTaken = ({ status }: Answer): boolean => status === 200;
  await closed(64, WARM_SECONDS);
  const before = await closed(64, WARM_SECONDS);
  const reached = before.filter(isTaken).length / WARM_SECONDS;
  figures.rate('reached: 64 at once', { perSecond: reached, tookMs: before.map(({ ms }) => ms) });
  const restingMiB = await residentMiB(ledger.pid);

  let mostMiB = restingMiB;
  const looking = setInterval(() => {
    void residentMiB(ledger.pid).then((mib) => (mostMiB = Math.max(mostMiB, mib)));
  }, 100);
  const over = await closed(CROWD, SECONDS);
  clearInterval(looking);
  const taken = over.filter(isTaken);
  const tookMs = taken.map(({ ms }) => ms);
  figures.measure(`${CROWD} at once: sent`, over.length / SECONDS, '/s');
  figures.rate(`${CROWD} at once: answered`, { perSecond: taken.length / SECONDS, tookMs }, 'reached: 64 at once');
  const away = over.filter(({ status }) => status === 503);
  figures.measure(`${CROWD} at once: 503`, away.length, '');
  figures.measure('of them with Retry-After', away.filter(({ retryAfter }) => retryAfter).length, '');
  figures.measure('anything else', over.length - taken.length - away.length, '');
  figures.measure('memory: resting', restingMiB, 'MiB');
  figures.measure('memory: the most meanwhile', mostMiB, 'MiB');
  const after = await closed(64, WARM_SECONDS);
  figures.rate(
    'behind it: 64 at once',
    { perSecond: after.filter(isTaken).length / WARM_SECONDS, tookMs: after.map(({ ms }) => ms) },
    'reached: 64 at once',
  );
  figures.measure('memory: behind it', await residentMiB(ledger.pid), 'MiB');

  const people = await Promise.all(
    Array.from({ length: POLITE }, (_, n) => asPerson(urls.enrollment, `parent-${n + 1}`)),
  );
  /** Each again and again, one request after the other. */
  const politely = async (): Promise<readonly Answer[]> => {
    const own = new Agent({ keepAlive: true });
    const until = performance.now() + SECONDS * 1000;
    const asked = people.map(async (headers) => {
      const mine: Answer[] = [];
      while (performance.now() < until)
        mine.push(await send(`${urls.enrollment}/guardianships`, own, headers, performance.now()));
      return mine;
    });
    const told = (await Promise.all(asked)).flat();
    own.destroy();
    return told;
  };
  const alone = (await politely()).map(({ ms }) => ms);
  figures.rate('63 people alone', { perSecond: alone.length / SECONDS, tookMs: alone });
  const greedy = await asPerson(urls.enrollment, 'greedy');
  const stop = new AbortController();
  let refused = 0;
  const asking = Array.from({ length: GREEDY_AT_ONCE }, async () => {
    while (!stop.signal.aborted) {
      const { status } = await send(`${urls.enrollment}/guardianships`, agent, greedy, performance.now());
      if (status === 429) refused += 1;
    }
  });
  const beside = await politely();
  stop.abort();
  await Promise.all(asking);
  figures.rate('63 people beside one who is greedy', {
    perSecond: beside.length / SECONDS,
    tookMs: beside.map(({ ms }) => ms),
  });
  figures.measure('of these not answered as alone', beside.filter((one) => !isTaken(one)).length, '');
  figures.measure('the greedy one: 429', refused / SECONDS, '/s');
  for (const share of [0.5, 0.99])
    figures.measure(
      `beside the greedy one, p${share * 100}, times alone`,
      quantile(
        beside.map(({ ms }) => ms),
        share,
      ) / quantile(alone, share),
      '×',
    );
  agent.destroy();
  await figures.end();
} finally {
  await ledger.end('SIGTERM');
  await postgres.stop();
}
process.exit();
