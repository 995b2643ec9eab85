import { describe, expect, it } from '@jest/globals';
import { JsonLogger } from './json-logger.js';

const written = (work: (logger: JsonLogger) => void): readonly Record<string, unknown>[] => {
  const lines: string[] = [];
  work(new JsonLogger('enrollment', 'info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('a line of the log', () => {
  it('is JSON with time, level, service and context', () => {
    const [line] = written((logger) => logger.warn('waits', 'relay'));
    expect(line).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'enrollment',
      context: 'relay',
      msg: 'waits',
    });
  });

  it('has no value of a row: of an error of PostgreSQL it tells the code', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "2010-13-41"'), {
      severity: 'ERROR',
      code: '22007',
    });
    const [line] = written((logger) => logger.error(error, 'due'));
    expect(line).toMatchObject({ msg: 'database error 22007' });
    expect(JSON.stringify(line)).not.toContain('2010-13-41');
  });

  it('has the fields of an object, the stack of an error, and nothing below its level', () => {
    const lines = written((logger) => {
      logger.log({ msg: 'answered', route: '/groups/:id' }, 'http');
      logger.error(new TypeError('broken'), 'due');
      logger.error('given up', 'Error: at x', 'due');
      logger.debug('not of interest');
    });
    expect(lines).toMatchObject([
      { level: 'info', context: 'http', msg: 'answered', route: '/groups/:id' },
      { level: 'error', context: 'due', msg: 'broken', stack: expect.stringContaining('TypeError: broken') },
      { level: 'error', context: 'due', msg: 'given up', stack: 'Error: at x' },
    ]);
  });
});
