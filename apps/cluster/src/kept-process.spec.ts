import { expect, it } from '@jest/globals';
import { until } from '@lib/messaging/testing';
import { KeptProcess } from './kept-process.js';
import { steadyPort } from './steady-port.js';

// The tests of faults kill processes by the dozen: one that had ended by itself among them was started again without a word.
it('tells whether a process ended by itself', async () => {
  const port = await steadyPort();
  const deaths: string[] = [];
  const kept = new KeptProcess(
    {
      name: 'listener-1',
      port,
      command: process.execPath,
      args: ['-e', `require('node:net').createServer().listen(${port}, '127.0.0.1')`],
      env: process.env,
      log: undefined,
      endBy: 'SIGTERM',
    },
    { onLost: () => undefined, onDeath: (name, by) => deaths.push(`${name} ${by}`) },
  );
  await kept.start();
  await kept.kill();
  await until(() => kept.starts === 2);
  expect(deaths).toEqual([]);
  process.kill(kept.pid ?? 0, 'SIGTERM');
  await until(() => kept.starts === 3);
  await kept.stop();
  expect(deaths).toEqual(['listener-1 SIGTERM']);
});
