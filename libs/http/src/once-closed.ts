import type { ServerResponse } from 'node:http';

const ends = new WeakMap<ServerResponse, (() => void)[]>();

/** Does something when a response has been sent, or its client has gone: all of it by one listener. */
export const onceClosed = (response: ServerResponse, work: () => void): void => {
  const known = ends.get(response);
  if (known) return void known.push(work);
  const all = [work];
  ends.set(response, all);
  response.once('close', () => {
    for (const one of all) one();
  });
};
