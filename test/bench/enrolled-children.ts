import { Agent } from 'node:http';
import { newSigningKey, startDemoIssuer } from '@lib/demo-issuer';
import { Client } from 'pg';
import { startLedger, urlsOf } from '../support/built-program.js';
import { anyCoPayment } from '../support/consent.js';
import { call } from '../support/http-client.js';
import { inLanes } from '../support/lanes.js';
import { authorizationFor, trusts } from '../support/login.js';
import { openSeason, quiet } from '../support/open-season.js';
import { realPostgres } from '../support/postgres.js';
import { tempFolder } from '../support/temp-folder.js';
import { said, send } from './http.js';
import { parentOf, processorMs } from './processor.js';
import type { Rate } from './rate.js';
import { seasonOfToday } from './season-of-today.js';

export const DURABLE = { max_connections: '200' };

/** Of the processor, for one of them: what a machine that is busy with other work does not change much. */
type Used = { readonly ledger: number; readonly database: number; readonly load: number };
type Metered = { readonly seconds: number; readonly cpuMs: Used };

/** What became of the children: their steps one after the other, and from the last answer until every one had a contract. */
export type Enrolment = {
  readonly steps: Readonly<Record<string, Rate & Metered>>;
  readonly effect: Metered;
};

export type Wanted = {
  readonly children: number;
  /** So many at once, each with one child after the other. */
  readonly families: number;
  readonly groups: number;
  /** All applications are of one child, each for a group in a module of its own: of it, and not of `groups`, there are as many. */
  readonly oneChild?: boolean;
};

/**
 * Takes children through their steps in the services of a build, in a process and on a durable PostgreSQL of their own. Builds
 * from before the login ignore a token, and those from before the consent have no such step: their OpenAPI document tells.
 * @param checkout where the build lies; this one's, unless told
 * @throws Error when a request is refused, or a child has no contract at the end
 */
export const enrol = async (
  { children, families, groups, oneChild = false }: Wanted,
  checkout?: string,
): Promise<Enrolment> => {
  const postgres = await realPostgres(DURABLE);
  const agent = new Agent({ keepAlive: true, maxSockets: families });
  const ledger = startLedger(
    {
      DATABASE_URL: await postgres.createDatabase(),
      DATA_FOLDER: await tempFolder(),
      ...(process.env['BENCH_NODE'] ? { NODE_OPTIONS: process.env['BENCH_NODE'] } : {}),
    },
    checkout,
  );
  const issuer = await startDemoIssuer(0, await newSigningKey());
  try {
    const urls = await urlsOf(ledger);
    if (!/^Login: /m.test(ledger.said)) trusts(urls, issuer.issuer);
    const season = oneChild ? seasonOfToday(1, children, { withModules: true }) : seasonOfToday(children, groups);
    await openSeason(urls, season.region);
    const { authorization = '' } = await authorizationFor(urls.enrollment);
    const at = `${urls.enrollment}/applications`;
    const { paths } = (await call(`${urls.enrollment}/openapi.json`)).json;

    const ids: string[] = [];
    const step = async (child: number, name: string, body?: unknown): Promise<void> => {
      said(await send(agent, `${at}/${ids[child]}/${name}`, { authorization, key: `${name} ${child}`, body }));
    };
    const apply = async (child: number): Promise<void> => {
      const groupId = season.groups[child % season.groups.length];
      const body = { childId: `k-${oneChild ? 0 : child}`, groupId, start: season.start };
      const { id, state, reason } = said(await send(agent, at, { authorization, key: `apply ${child}`, body }));
      if (state !== 'requested') throw new Error(`application ${state}: ${reason}`);
      ids[child] = id;
    };
    const work: Readonly<Record<string, (child: number) => Promise<void>>> = {
      apply,
      accept: (child) => step(child, 'accept'),
      ...('/applications/{id}/consent' in paths && { consent: (child) => step(child, 'consent', anyCoPayment) }),
      conclude: (child) => step(child, 'conclude'),
    };
    const postmaster = await postmasterOf(postgres.url);
    const used = async (): Promise<Used> => {
      const { user, system } = process.cpuUsage();
      return {
        ledger: await processorMs(ledger.pid),
        database: await processorMs(postmaster, { withChildren: true }),
        load: (user + system) / 1000,
      };
    };
    const metered = async (of: () => Promise<unknown>): Promise<Metered> => {
      const [began, before] = [performance.now(), await used()];
      await of();
      const [seconds, after] = [(performance.now() - began) / 1000, await used()];
      const each = (who: keyof Used): number => (after[who] - before[who]) / children;
      return { seconds, cpuMs: { ledger: each('ledger'), database: each('database'), load: each('load') } };
    };
    const steps: Record<string, Rate & Metered> = {};
    for (const [name, of] of Object.entries(work)) {
      const tookMs: number[] = [];
      const meter = await metered(() =>
        inLanes([...Array(children).keys()], families, async (child) => {
          const sent = performance.now();
          await of(child);
          tookMs.push(performance.now() - sent);
        }),
      );
      steps[name] = { ...meter, tookMs, perSecond: children / meter.seconds };
    }
    const effect = await metered(() => quiet(urls));
    await inLanes(ids, families, async (id) => {
      const { state, reason } = said(await send(agent, `${at}/${id}`, { authorization }));
      if (state !== 'enrolled') throw new Error(`application ${state}: ${reason}`);
    });
    return { steps, effect };
  } finally {
    agent.destroy();
    await ledger.end('SIGTERM');
    await issuer.close();
    await postgres.stop();
  }
};

const postmasterOf = async (url: string): Promise<number> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return await parentOf(rows[0]?.pid ?? NaN);
  } finally {
    await client.end();
  }
};
