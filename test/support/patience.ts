import { jest } from '@jest/globals';

// Against a test that hangs, and the only one: what takes seconds takes many minutes on a machine that is busy with other
// work, and no test is decided by that.
jest.setTimeout(1_800_000);
