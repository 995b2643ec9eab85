import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withAccess, type Access } from '@lib/access';
import type { Database } from '@lib/database';
import { Peer } from '@lib/http';
import { HolderReach } from './holder-reach.http.js';

// What was lost: whatever enrolment answered but 200 meant "not yours", so that a family whose requests were too many, or
// whom enrolment failed, was told 404 about its own child.

let enrollment: Server;
let status: number;
let body = '{}';
let reach: HolderReach;
beforeAll(async () => {
  enrollment = createServer((_, reply) => reply.writeHead(status, { 'retry-after': '7' }).end(body));
  await once(enrollment.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => void enrollment.close());
beforeEach(() => {
  const { port } = enrollment.address() as AddressInfo;
  reach = new HolderReach({} as Database, new Peer(`http://127.0.0.1:${port}`));
});

const anna: Access = {
  caller: { kind: 'person', name: 'anna', grants: [], scopes: [] },
  within: [{ kind: 'children', person: 'anna', relation: 'guardian' }],
  token: 'token',
};
const asked = (): Promise<unknown> =>
  withAccess(anna, () => reach.mustReach('0199d0f0-7c00-7000-8000-000000000001')).catch((error: unknown) => error);

it('a child that enrolment names is reached', async () => {
  status = 200;
  expect(await asked()).toBeUndefined();
});

it.each([401, 403, 404])('one that it does not name, by %i, is as none', async (by) => {
  status = by;
  expect(await asked()).toMatchObject({ status: 404, reason: 'unknown-account' });
});

it('one who asks too often is told to come again', async () => {
  status = 429;
  expect(await asked()).toMatchObject({ name: 'PeerThrottles', retryAfterSeconds: 7 });
});

it('while enrolment fails nobody is told that the child is not his', async () => {
  status = 500;
  expect(await asked()).toMatchObject({ name: 'PeerAway' });
});

describe('a question that enrolment stands for', () => {
  const vouched = (): Promise<unknown> =>
    withAccess(anna, () => reach.isVouched('a/voucher', 'digest')).catch((error: unknown) => error);

  it.each([
    ['as enrolment says', 200, '{"holds":true}', true],
    ['as enrolment denies', 200, '{"holds":false}', false],
    ['not where it may not be asked', 403, '{}', false],
  ])('is let in %s', async (_, by, said, holds) => {
    [status, body] = [by, said];
    expect(await vouched()).toBe(holds);
  });

  it('is not refused while enrolment fails', async () => {
    [status, body] = [500, '{}'];
    expect(await vouched()).toMatchObject({ name: 'PeerAway' });
  });
});
