import { describe, expect, it } from '@jest/globals';
import { pause } from './pause.js';

describe('pause', () => {
  it('ends early, without an error, when the signal aborts, and at once when it has', async () => {
    const stopping = new AbortController();
    const paused = pause(60_000, stopping.signal);
    stopping.abort();
    await paused;
    await pause(60_000, stopping.signal);
    expect(stopping.signal.aborted).toBe(true);
  });
});
