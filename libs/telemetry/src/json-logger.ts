import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Level } from 'pino';
import { messageOf, stackOf } from './stack-of.js';
import { traceId } from './trace.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const satisfies readonly Level[];
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Nest's logger that writes one JSON object a line: `time`, `level`, `service`, `context`, `traceId` where there is a
 * trace, and `msg`. An object as message gives its fields. Whoever logs sees to it that no personal data is in it.
 */
export class JsonLogger implements LoggerService {
  private readonly pino;

  constructor(
    service: string,
    level: LogLevel,
    destination: DestinationStream = pino.destination({ fd: 1, sync: true }),
  ) {
    this.pino = pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: () => {
          const id = traceId();
          return id === undefined ? {} : { traceId: id };
        },
      },
      destination,
    );
  }

  readonly fatal = this.at('fatal');
  readonly error = this.at('error');
  readonly warn = this.at('warn');
  readonly log = this.at('info');
  readonly debug = this.at('debug');
  readonly verbose = this.at('trace');

  // Nest gives the context last, and for an error its stack before it.
  private at(level: LogLevel): (message: unknown, ...more: unknown[]) => void {
    return (message, ...more) => {
      const context = more.at(-1);
      const [stack] = more.length > 1 ? more : [];
      const fields = {
        ...(typeof context === 'string' ? { context } : {}),
        ...(typeof stack === 'string' ? { stack } : {}),
      };
      if (message instanceof Error) this.pino[level]({ ...fields, stack: stackOf(message) }, messageOf(message));
      else if (typeof message === 'object' && message !== null) this.pino[level]({ ...fields, ...message });
      else this.pino[level](fields, String(message));
    };
  }
}
