// What our sources get for '@jest/globals': the runner of the tests has them as globals.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } = globalThis;
