export default async () => {
  await globalThis.postgresOfThisRun?.stop();
};
