import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findingIn, runResultIn } from './findings.js';

const HOLDER = '01997c3e-593f-7000-8000-000000000002';
const AUDIT = new URL('../../../audit/src/', import.meta.url);

/** Every difference that the audit can tell, with its parameters filled in. */
const worded = readdirSync(AUDIT)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .flatMap((name) => [
    ...readFileSync(new URL(name, AUDIT), 'utf8').matchAll(/\bdiffer\(\s*`([^`]*(?:`[^`]*`[^`]*)?)`,?\s*\)/g),
  ])
  .map(([, template = '']) =>
    template
      .replace(/^\$\{(at|what)\}(?=: )/, (_, name: string) =>
        name === 'at' ? `account-${HOLDER}#3` : `certificate ${HOLDER} p`,
      )
      .replace(/^\$\{(name|stream)\}(?=: )/, `account-${HOLDER}`)
      .replaceAll(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '7'),
  );

describe('a finding of an audit', () => {
  it('is known by its meaning, however the audit words it', () => {
    expect(worded.length).toBeGreaterThan(15);
    expect(worded.filter((said) => findingIn(said).kind === 'other')).toEqual([]);
  });

  it.each([
    [`account-${HOLDER}#3: the hash does not fit`, 'chain', `/audit/accounts/${HOLDER}/events/3`],
    [`account-${HOLDER}: ends with revision 3, the anchor knows 4`, 'anchor', `/audit/accounts/${HOLDER}`],
    [
      `certificate ${HOLDER} 2442-2020: spent 1 in the account, 2 in the events`,
      'balance',
      `/audit/accounts/${HOLDER}`,
    ],
    ['programme 2442/2020: granted: 1 in the report, 2 in the events', 'report', '/audit/programmes/2442%2F2020'],
    [
      `account-${HOLDER}#3: the identity of the certificate is broken`,
      'impossible',
      `/audit/accounts/${HOLDER}/events/3`,
    ],
    [`contract ${HOLDER}: concluded in enrolment, and not in the events`, 'enrolment', undefined],
    ['something else', 'other', undefined],
    ['account-../../operator#1: the hash does not fit', 'chain', undefined],
  ])('%s', (said, kind, at) => {
    expect(findingIn(said)).toEqual({ kind, at, said });
  });
});

describe('a file of a result', () => {
  const result = { events: 9, accounts: 2, certificates: 2, debitedByMonth: { '2020-10': 100 }, differences: ['a'] };
  const read = (text: string) => runResultIn(Buffer.from(text));

  it('is taken, with what is not shown left out', () => {
    expect(read(JSON.stringify({ ...result, streams: 3 }))).toEqual(result);
  });

  it.each(['', '[]', '{"events": 1}', JSON.stringify({ ...result, differences: [1] }), '\u0000'])(
    'is none: %j',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});
