import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const code = textOf('test/contracts/subscriber.ts');

it('the consumer of docs/subscribers.md is the one that the tests of brokers run', () => {
  const [, shown] =
    /<!-- test\/contracts\/subscriber\.ts -->\n\n```ts\n(.*?)```\n/s.exec(textOf('docs/subscribers.md')) ?? [];
  expect(shown).toBe(code);
});

it('the consumer has forty lines at most, and nothing of ours', () => {
  expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  expect([...code.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual(['kafkajs']);
});
