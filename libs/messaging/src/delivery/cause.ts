import { AnotherLog } from '@lib/event-store';
import { messageOf } from '@lib/telemetry';
import type { LoggerService } from '@nestjs/common';

/** What is kept of an error: the names and messages along its chain of causes. Never its other fields, which may hold data. */
export const causeOf = (error: unknown): string => chainOf(error).map(nameAndMessage).join(' ← ').slice(0, LENGTH_MAX);

/** Tells an operator who waits for what: a warning, or an error where nothing but a person will end it. */
export const sayOutage = (logger: LoggerService, who: string, error: unknown): void => {
  logger[error instanceof AnotherLog ? 'error' : 'warn'](`${who}: ${causeOf(error)}`);
};

/** The error and what caused it, as far as it is told. */
export const chainOf = (error: unknown): readonly unknown[] => {
  const chain: unknown[] = [];
  for (let link: unknown = error; link !== undefined && chain.length < CHAIN_MAX;) {
    chain.push(link);
    link = link instanceof Error ? link.cause : undefined;
  }
  return chain;
};

const LENGTH_MAX = 2_000;
const CHAIN_MAX = 10;

const nameAndMessage = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${messageOf(error)}` : `not an Error: ${typeof error}`;
