import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSigningKey, startDemoIssuer } from '@lib/demo-issuer';
import { until } from '@lib/messaging/testing';
import { authority, type Authority } from '../support/authority.js';
import { Program, endAll, run, type Environment } from '../support/built-program.js';
import { call, post } from '../support/http-client.js';
import { startBroker, type Broker } from '../support/kafka-broker.js';
import { trusts } from '../support/login.js';
import { tinyRegion } from '../support/tiny-region.js';
import { openTables } from './tables.js';

const PASSWORD = randomBytes(12).toString('hex');
const WRONG = `wrong-${PASSWORD}`;

// The settings were read by tests, and no broker with TLS was ever met.
describe('a Kafka that asks for TLS and a password', () => {
  let trusted: Authority;
  let broker: Broker;
  let close: () => Promise<void>;
  let issuer: Awaited<ReturnType<typeof startDemoIssuer>>;
  let right: Environment;
  beforeAll(async () => {
    trusted = await authority();
    const identity = await trusted.sign(['DNS:localhost']);
    broker = await startBroker({ identity, user: 'ledger', password: PASSWORD });
    issuer = await startDemoIssuer(0, await newSigningKey());
    const tables = await openTables();
    close = tables.close;
    const asOwner = { DATABASE_OWNER_URL: tables.url, DATABASE_URL: tables.url };
    expect(await run('migrate', ['certificates'], asOwner)).toMatchObject({ code: 0 });
    right = {
      DATABASE_URL: tables.url,
      CLOCK: 'settable',
      PORT: '0',
      OIDC_ISSUER: issuer.issuer,
      ENROLLMENT_URL: 'http://127.0.0.1:1',
      KAFKA_BROKERS: broker.address,
      KAFKA_REPLICAS: '1',
      KAFKA_SSL: 'on',
      KAFKA_CA_FILE: trusted.file,
      KAFKA_SASL: 'plain',
      KAFKA_USER: 'ledger',
      KAFKA_PASSWORD: PASSWORD,
    };
  });
  afterAll(async () => {
    await endAll();
    await broker.stop();
    await issuer.close();
    await close();
  });

  it('takes the messages of a service that trusts it and knows the password', async () => {
    const service = new Program('certificates', [], right);
    const url = await service.finds((stdout) => /^certificates (http:\S+)$/m.exec(stdout)?.[1]);
    trusts({ certificates: url }, issuer.issuer);
    expect(await post(`${url}/financing-programmes`, 'one', tinyRegion.region)).toMatchObject({ status: 201 });
    // Two events: the claim of the period, and the programme.
    await until(async () => (await call(`${url}/metrics`)).text.includes('relay_position{service="certificates"} 2'));
    expect(await call(`${url}/health/ready`)).toMatchObject({ status: 200 });
    await service.end('SIGTERM');
    expect(service.said).not.toContain(PASSWORD);
  });

  it.each<[string, () => Promise<Environment>, RegExp]>([
    ['whose authority nobody named', async () => ({ KAFKA_CA_FILE: '' }), /certificate/i],
    ['whose authority is another', async () => ({ KAFKA_CA_FILE: (await authority()).file }), /certificate/i],
    [
      'that is called by another name',
      async () => ({ KAFKA_BROKERS: broker.address.replace('localhost', '127.0.0.1') }),
      /altnames/i,
    ],
    ['with a wrong password', async () => ({ KAFKA_PASSWORD: WRONG }), /SASL PLAIN authentication failed/],
    ['in the clear', async () => ({ KAFKA_SSL: 'off', KAFKA_CA_FILE: '', KAFKA_SASL: 'off' }), /Kafka is not ready/],
  ])('%s is not spoken to, and no word of the password is said', async (_, wrong, reason) => {
    const service = new Program('certificates', [], { ...right, ...(await wrong()) });
    while (!reason.test(service.said) && service.isRunning)
      await Promise.race([service.finds((stdout) => (reason.test(stdout) ? true : undefined)), service.ended]).catch(
        () => undefined,
      );
    expect(service.said).toMatch(reason);
    await service.end('SIGKILL');
    expect(service.said).not.toContain(PASSWORD);
    expect(service.said).not.toMatch(/^certificates http/m);
  });
});
