import { expect, it } from '@jest/globals';
import { Reach, reachBy, type Caller } from './index.js';

const program: Caller = {
  kind: 'integration',
  name: 'cabinet',
  grants: [{ role: 'integration', of: undefined }],
  scopes: ['webhooks', 'ledger'],
};
const line = { administrator: 'installation', integration: 'webhooks' } as const;

it('of webhooks a program reaches its own, and by any other scope the whole installation', () => {
  expect(reachBy(line, program)).toEqual([{ kind: 'own', login: 'cabinet' }]);
  expect(reachBy({ integration: 'ledger' }, program)).toEqual([{ kind: 'everything' }]);
  expect(reachBy({ integration: 'accounts' }, program)).toBeUndefined();
});

it('who is an administrator as well reaches all', () => {
  const both: Caller = { ...program, grants: [...program.grants, { role: 'administrator', of: undefined }] };
  const reach = new Reach(reachBy(line, both) ?? []);
  expect([reach.isEverything, reach.logins]).toEqual([true, ['cabinet']]);
  expect(new Reach(reachBy(line, program) ?? []).isEverything).toBe(false);
});
