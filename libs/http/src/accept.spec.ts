import { expect, test } from '@jest/globals';
import { isAcceptable } from './accept.js';

const JSON_AND_PROBLEM = ['application/json', 'application/problem+json'];

test.each([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['application/*', true],
  ['application/json', true],
  ['Application/JSON', true],
  ['application/json; charset=utf-8', true],
  ['application/json;q=0.001', true],
  // Every operation may answer with a problem, and who asks for nothing else gets nothing he cannot read.
  ['application/problem+json', true],
  ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', true],
  ['text/html;q=0.9,application/json;q=0.1', true],
  ['application/json;q=0, application/problem+json', true],
  ['text/html', false],
  ['application/xml', false],
  ['text/*', false],
  ['json', false],
  ['application/json;q=0', false],
  ['application/json; Q = 0.000', false],
  ['*/*;q=0', false],
  ['application/*;q=0, */*', false],
  ['application/json;q=0, application/problem+json;q=0, */*', false],
  ['application/json;q=2', false],
  [',;,', false],
])('Accept: %s', (accept, isTaken) => expect(isAcceptable(accept, JSON_AND_PROBLEM)).toBe(isTaken));

test('the text of the metrics is what Prometheus asks for', () => {
  const prometheus =
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
  expect(isAcceptable(prometheus, ['text/plain'])).toBe(true);
  expect(isAcceptable('text/plain; version=0.0.4', ['text/plain'])).toBe(true);
  expect(isAcceptable('application/json', ['text/plain'])).toBe(false);
});
