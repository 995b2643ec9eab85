import { once } from 'node:events';
import { enrollmentContracts } from '@lib/contracts';
import { LIMITS, PgDatabase, isDatabaseAway } from '@lib/database';
import { newId } from '@lib/kernel';
import { Outbox } from '@lib/messaging';

// Sends a message in a transaction, says so before its end, and commits when it is told to.
const database = new PgDatabase(process.env['DATABASE'] ?? '', { limits: { ...LIMITS, idleMs: 1_000 } });
const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
const ended = database.transaction(async (tx) => {
  await outbox.enqueue(tx, enrollmentContracts, [
    {
      id: newId(),
      type: 'application-accepted',
      key: 'anna',
      time: '2026-09-01T06:00:00Z',
      recordedTime: '2026-09-01T06:00:01Z',
      data: { contract: newId(), holder: newId(), on: '2026-09-01' },
    },
  ]);
  process.stdout.write('sent\n');
  await once(process.stdin, 'data');
});
process.stdout.write(
  await ended.then(
    () => 'committed\n',
    (error: unknown) => (isDatabaseAway(error) ? 'away\n' : `${String(error)}\n`),
  ),
);
process.exit();
