import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { Worker } from 'node:worker_threads';
import { endAll, startLedger, urlsOf } from '../support/built-program.js';
import { PortalVisitor } from '../support/portal-login.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

// `npm run bench:portal [requests]`: the pages of the built `npm start` with its sample region, asked for by fifty people at once,
// in turn with a page as long as the family's from a bare Fastify.
const [REQUESTS = 500] = process.argv.slice(2).map(Number);
const ROUNDS = 3;
const PEOPLE = 50;

const program = startLedger({
  DATA_FOLDER: `${await tempFolder()}/data`,
  SAMPLE: 'small',
  ...(process.env['BENCH_NODE'] ? { NODE_OPTIONS: process.env['BENCH_NODE'] } : {}),
});
await urlsOf(program);
const portal = await program.finds((stdout) => /^ +cabinet +(\S+)$/m.exec(stdout)?.[1]);

const anna = await new PortalVisitor(portal).login('anna');
const holder = /\/family\/([\da-f-]{36})/.exec((await anna.open('/family')).html)?.[1] ?? '';
const shown = await anna.open(`/family/${holder}`);
const cookie = anna.cookieAt(portal);

const bare = new Worker(new URL('./bare-page.ts', import.meta.url), { workerData: shown.html });
const [bareUrl] = (await once(bare, 'message')) as [string];

const agent = new Agent({ keepAlive: true, maxSockets: PEOPLE });
const ask = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const since = performance.now();
    request(url, { agent, headers: { cookie, 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - since);
        else reject(new Error(`${url}: ${answer.statusCode}`));
      });
    })
      .once('error', reject)
      .end();
  });

type Taken = { readonly ms: number[]; seconds: number };
const load = async (url: string, taken: Taken): Promise<void> => {
  const since = performance.now();
  let left = REQUESTS;
  await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      while (left-- > 0) taken.ms.push(await ask(url));
    }),
  );
  taken.seconds += (performance.now() - since) / 1000;
};

const PAGES: Readonly<Record<string, string>> = {
  'a bare page': bareUrl,
  'a family’s certificate': `${portal}/family/${holder}`,
  'the catalogue': `${portal}/programmes`,
};
const results = new Map(Object.keys(PAGES).map((name): [string, Taken] => [name, { ms: [], seconds: 0 }]));
for (const url of Object.values(PAGES)) await load(url, { ms: [], seconds: 0 });
for (let round = 0; round < ROUNDS; round++)
  for (const [name, url] of Object.entries(PAGES)) await load(url, results.get(name) ?? { ms: [], seconds: 0 });

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
const bareMs = at(
  (results.get('a bare page')?.ms ?? []).toSorted((a, b) => a - b),
  0.5,
);
for (const [name, { ms, seconds }] of results) {
  const sorted = ms.toSorted((a, b) => a - b);
  const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
  console.log(
    `${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${(ms.length / seconds).toFixed(0)} requests/s, ${(p50 / bareMs).toFixed(1)} times a bare page`,
  );
}

agent.destroy();
await bare.terminate();
await endAll();
await removeTempFolders();
