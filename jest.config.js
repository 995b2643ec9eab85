// The tests run in plain Node, compiled by test/support/typescript.js (docs/adr/0037-run-the-tests-in-plain-node.md).
const project = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  runner: 'jest-light-runner',
};
const onPostgres = {
  ...project,
  globalSetup: '<rootDir>/test/support/postgres.setup.js',
  globalTeardown: '<rootDir>/test/support/postgres.teardown.js',
};

export default {
  projects: [
    {
      ...project,
      displayName: 'unit',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.(int|e2e|brokers|compose|faults|fuzz|long|security|web)\\.spec\\.ts$',
      ],
    },
    { ...onPostgres, displayName: 'integration', testMatch: ['**/*.int.spec.ts'] },
    {
      ...onPostgres,
      displayName: 'brokers',
      testMatch: ['<rootDir>/test/{brokers,deploy}/*.brokers.spec.ts'],
      globalSetup: '<rootDir>/test/support/kafka.setup.js',
      globalTeardown: '<rootDir>/test/support/kafka.teardown.js',
    },
    { ...onPostgres, displayName: 'journeys', testMatch: ['<rootDir>/test/journeys/*.e2e.spec.ts'] },
    { ...onPostgres, displayName: 'security', testMatch: ['**/*.security.spec.ts'] },
    { ...project, displayName: 'compose', testMatch: ['<rootDir>/test/deploy/*.compose.spec.ts'] },
    {
      ...project,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/*.faults.spec.ts'],
      globalSetup: '<rootDir>/test/support/faults.setup.js',
    },
    {
      ...project,
      displayName: 'fuzz',
      testMatch: ['<rootDir>/test/fuzz/*.fuzz.spec.ts'],
      globalSetup: '<rootDir>/test/support/fuzz.setup.js',
    },
    { ...project, displayName: 'web', testMatch: ['<rootDir>/test/web/*.web.spec.ts'] },
    { ...onPostgres, displayName: 'long', testMatch: ['<rootDir>/test/long/*.long.spec.ts'] },
  ],
};
