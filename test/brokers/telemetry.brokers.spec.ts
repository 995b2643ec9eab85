import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSigningKey, startDemoIssuer } from '@lib/demo-issuer';
import { until } from '@lib/messaging/testing';
import { Program, endAll, run } from '../support/built-program.js';
import { Collector } from '../support/collector.js';
import { call, post } from '../support/http-client.js';
import { trusts } from '../support/login.js';
import { tinyRegion } from '../support/tiny-region.js';
import { brokersOfThisRun, freshPrefix } from './test-cluster.js';
import { openTables } from './tables.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SURNAME = 'Ложкина';

describe('three services of a cluster tell about themselves', () => {
  const collector = new Collector();
  let close: () => Promise<void>;
  let services: Readonly<Record<'catalog' | 'enrollment' | 'certificates', Program>>;
  let urls: Readonly<Record<keyof typeof services, string>>;
  beforeAll(async () => {
    const tables = await openTables();
    const issuer = await startDemoIssuer(0, await newSigningKey());
    close = async () => {
      await issuer.close();
      await tables.close();
    };
    const environment = {
      OIDC_ISSUER: issuer.issuer,
      DATABASE_URL: tables.url,
      KAFKA_BROKERS: brokersOfThisRun().join(','),
      KAFKA_PREFIX: freshPrefix(),
      KAFKA_REPLICAS: '1',
      CLOCK: 'settable',
      PORT: '0',
      VAULT_KEY: randomBytes(32).toString('base64'),
      OTEL_EXPORTER_OTLP_ENDPOINT: await collector.listen(),
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    const start = (name: keyof typeof services, others: Readonly<Record<string, string>> = {}): Program =>
      new Program(name, [], { ...environment, ...others });
    const asOwner = { DATABASE_OWNER_URL: tables.url, DATABASE_URL: tables.url };
    expect(await run('migrate', [], asOwner)).toMatchObject({ code: 0 });
    // One after the other: the first makes the topics.
    // It would ask who acts for a child, and nobody here is of a family.
    const certificates = start('certificates', { ENROLLMENT_URL: 'http://127.0.0.1:1' });
    const found = async (name: string, program: Program): Promise<string> =>
      program.finds((stdout) => new RegExp(`^${name} (http://\\S+)$`, 'm').exec(stdout)?.[1]);
    const certificatesUrl = await found('certificates', certificates);
    const catalog = start('catalog');
    const catalogUrl = await found('catalog', catalog);
    const enrollment = start('enrollment', { CATALOG_URL: catalogUrl, CERTIFICATES_URL: certificatesUrl });
    services = { certificates, catalog, enrollment };
    urls = { certificates: certificatesUrl, catalog: catalogUrl, enrollment: await found('enrollment', enrollment) };
    trusts(urls, issuer.issuer);
  });
  afterAll(async () => {
    await endAll();
    collector.close();
    await close();
  });

  it('one trace goes from a request through the store and Kafka to the handlers of the others', async () => {
    const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
    const url = `${urls.certificates}/financing-programmes`;
    expect(await post(url, 'one', tinyRegion.region, { traceparent })).toMatchObject({ status: 201 });
    const seen = (): readonly string[] =>
      collector.spans.filter(({ traceId }) => traceId === TRACE).map(({ service, name }) => `${service}: ${name}`);
    const expected = [
      'certificates: POST /financing-programmes',
      'certificates: append',
      'certificates: publish certificates.programmes.v1',
      'enrollment: handle certificates.programmes.v1',
      'catalog: handle certificates.programmes.v1',
    ];
    await until(() => expected.every((span) => seen().includes(span)));
    expect(new Set(seen())).toEqual(new Set(expected));
  });

  it('each has its numbers', async () => {
    await until(
      async () => ((await (await fetch(`${urls.enrollment}/health/ready`)).json()) as { lag: number }).lag === 0,
    );
    // The claim of the period, then the programme.
    const text = (await call(`${urls.certificates}/metrics`)).text;
    const lines = text.split('\n').filter((line) => !line.startsWith('#'));
    expect(lines).toContain('event_store_append_duration_seconds_count{service="certificates"} 2');
    expect(lines).toContain('event_store_conflicts_total{service="certificates"} 0');
    expect(lines).toContain('consumer_lag_messages{service="certificates"} 0');
    expect(lines).toContain('consumer_lag_seconds{service="certificates"} 0');
    expect(lines).toContain('parked_messages{service="certificates"} 0');
    expect(lines).toContain('relay_lag_messages{service="certificates"} 0');
    expect(lines).toContain('relay_position{service="certificates"} 2');
    expect(lines.some((line) => line.startsWith('prune_last_run_timestamp_seconds{service="certificates"} '))).toBe(
      true,
    );
    expect(lines).toContain(
      'http_request_duration_seconds_count{service="certificates",method="POST",route="/financing-programmes",status="201"} 1',
    );
  });

  it('each is alive, and ready as long as what it needs answers', async () => {
    for (const url of Object.values(urls)) {
      expect(await call(`${url}/health/live`)).toMatchObject({ status: 200, json: { status: 'alive' } });
      expect(await call(`${url}/health/ready`)).toMatchObject({ status: 200, json: { status: 'ready' } });
    }
  });

  it('its log is JSON, names routes and not addresses, and has nothing of a child', async () => {
    const children = `childId,birthDate,municipality,category\n${SURNAME},2010-03-01,2442,general\n${SURNAME}-2,2010-13-41,2442,general\n`;
    const asked = [
      await post(`${urls.enrollment}/children/imports`, 'children', children, { 'content-type': 'text/csv' }),
      await call(`${urls.enrollment}/children/${encodeURIComponent(SURNAME)}`),
      await call(`${urls.enrollment}/children/${encodeURIComponent(`${SURNAME}-9`)}`),
      await call(`${urls.catalog}/groups?name=${encodeURIComponent(SURNAME)}`),
      await post(`${urls.enrollment}/applications`, SURNAME.length.toString(), {
        childId: SURNAME,
        groupId: '100',
        start: '2020-10-01',
      }),
    ];
    const said = (): string =>
      Object.values(services)
        .map((program) => program.said)
        .join('');
    const lines = (): readonly Record<string, unknown>[] =>
      said()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const { headers } of asked) await until(() => lines().some(({ id }) => id === headers.get('x-request-id')));
    expect(said()).not.toContain(SURNAME);
    expect(said()).not.toContain(encodeURIComponent(SURNAME));
    expect(said()).not.toMatch(/2010-03-01|2010-13-41/);
    expect(lines().find(({ route }) => route === '/children/:childId')).toMatchObject({
      level: 'info',
      service: 'enrollment',
      msg: 'answered',
      method: 'GET',
      traceId: expect.any(String),
    });
    expect(JSON.stringify(collector.spans)).not.toContain(SURNAME);
  });
});
