import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { quietTimers } from './quiet-timers.js';

type Queue = {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
  checkPendingRequests(): void;
};

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as new (
  options: object,
) => Queue;

describe('a connection of kafkajs', () => {
  let queue: Queue;
  let armed: jest.SpiedFunction<typeof setTimeout>;
  beforeEach(() => {
    jest.useFakeTimers();
    armed = jest.spyOn(globalThis, 'setTimeout');
    quietTimers();
    quietTimers();
    queue = new RequestQueue({ maxInFlightRequests: 1, logger: { debug: () => undefined } });
  });
  afterEach(() => {
    armed.mockRestore();
    jest.useRealTimers();
  });

  it('arms no timer while nothing is pending', () => {
    queue.scheduleCheckPendingRequests();
    queue.checkPendingRequests();
    expect(armed).not.toHaveBeenCalled();
  });

  it('looks again, once, when a request waits for its turn, and sends it', () => {
    const sent: string[] = [];
    queue.throttledUntil = Date.now() + 5;
    queue.pending.push({ send: () => sent.push('waiting'), expectResponse: true, correlationId: 1 });
    queue.scheduleCheckPendingRequests();
    queue.scheduleCheckPendingRequests();
    expect(armed).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(100);
    expect(sent).toEqual(['waiting']);
    expect(armed).toHaveBeenCalledTimes(1);
  });
});
