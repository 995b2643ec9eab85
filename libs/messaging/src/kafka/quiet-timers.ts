import { createRequire } from 'node:module';

type RequestQueue = {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: () => void;
};

const load = createRequire(import.meta.url);

/**
 * On Node 24 and later kafkajs 2.2.4 arms a timer of 1 ms per connection again and again, for ever: a negative delay
 * was once never, and is now at once. Nothing needs to be looked at while no request is pending; a request that
 * comes later arms the timer itself.
 */
export const quietTimers = (): void => {
  const { prototype } = load('kafkajs/src/network/requestQueue/index.js') as { prototype: RequestQueue };
  const schedule = prototype.scheduleCheckPendingRequests;
  if (isQuiet.has(schedule)) return;
  const guarded = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
  isQuiet.add(guarded);
  prototype.scheduleCheckPendingRequests = guarded;
};

const isQuiet = new WeakSet<() => void>();
