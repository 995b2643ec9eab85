import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { factOf } from '../../apps/audit/src/payloads.js';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';

type Stored = { readonly type: string; readonly version: number; readonly data: Record<string, unknown> };

const samples = new URL('../../apps/certificates/src/account/samples/', import.meta.url);
const frozen = readdirSync(samples).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, samples), 'utf8')) as readonly Stored[],
);

// The auditor shares no code with the service, so the compiler does not see that it lacks a line for a new event.
it.each(
  Object.values(accountCodec.versions)
    .flat()
    .map(({ type, version }) => [type, version] as const),
)('an auditor reads %s of version %i, of which there is a frozen sample', (type, version) => {
  const sample = frozen.find((one) => one.type === type && one.version === version);
  expect(sample).toBeDefined();
  expect(() => factOf(sample as unknown as Parameters<typeof factOf>[0])).not.toThrow();
});
