import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { eventsDocument, eventsPage } from './events-document.js';

const formatted = async (text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(eventsDocument)), filepath: eventsDocument });

it('docs/events.md is what the code says: npm run events', async () => {
  expect(readFileSync(eventsDocument, 'utf8')).toBe(await formatted(await eventsPage()));
});
