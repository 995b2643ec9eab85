import stopPostgres from './postgres.teardown.js';

export default async () => {
  await globalThis.kafkaOfThisRun?.stop();
  await stopPostgres();
};
