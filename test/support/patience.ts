import { jest } from '@jest/globals';

// Against a test that hangs. No test is decided by it: a machine may be busy with other work.
jest.setTimeout(120_000);
