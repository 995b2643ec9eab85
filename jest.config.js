import { readFileSync } from 'node:fs';

// The decorators' settings have one place: what `nest build` compiles with is what the tests run.
const { $schema: _, module: __, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.jsc.baseUrl;

const project = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@lib/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@lib/([^/]+)/testing$': '<rootDir>/libs/$1/src/testing.ts',
    // Packages have the `.js` they name; our sources have a `.ts` in its place.
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
  },
};
const setupFilesAfterEnv = ['<rootDir>/test/support/patience.ts', '<rootDir>/test/support/phrase-parameters.ts'];
const onPostgres = {
  ...project,
  globalSetup: '<rootDir>/test/support/postgres.setup.js',
  globalTeardown: '<rootDir>/test/support/postgres.teardown.js',
  setupFilesAfterEnv,
};

export default {
  projects: [
    {
      ...project,
      displayName: 'unit',
      setupFilesAfterEnv,
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e|brokers|compose|faults|long)\\.spec\\.ts$'],
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
    { ...project, displayName: 'compose', setupFilesAfterEnv, testMatch: ['<rootDir>/test/deploy/*.compose.spec.ts'] },
    {
      ...project,
      displayName: 'faults',
      setupFilesAfterEnv,
      testMatch: ['<rootDir>/test/faults/*.faults.spec.ts'],
      globalSetup: '<rootDir>/test/support/faults.setup.js',
    },
    { ...onPostgres, displayName: 'long', testMatch: ['<rootDir>/test/long/*.long.spec.ts'] },
  ],
};
