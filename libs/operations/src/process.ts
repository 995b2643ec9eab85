import { ClocksDiffer } from '@lib/clock';
import { DatabaseIsNewer, SchemaIsBehind, UnfitRole, UnfitServer } from '@lib/database';
import { EventStoreUnavailable } from '@lib/event-store';
import { KafkaNotReady, TopicsDiffer } from '@lib/messaging';
import { EnvironmentFaults } from './environment.js';

const CLOSE_WITHIN_SECONDS = 10;

/** `STOP_SECONDS`: a whole number from 1; anything else counts as ten. */
const closeWithinMs = (): number => {
  const text = process.env['STOP_SECONDS'] ?? '';
  return (/^[1-9]\d{0,4}$/.test(text) ? Number(text) : CLOSE_WITHIN_SECONDS) * 1_000;
};

export type Running = {
  /** Said on standard output once everything runs. */
  readonly greeting: string;
  /** Finishes what is in hand. */
  close(): Promise<void>;
};

/**
 * Runs a program until SIGINT or SIGTERM, then closes it: exit code 0, or 1 when closing fails or takes more than ten
 * seconds, or `STOP_SECONDS`. A start that fails says why in one text and exits with 1; one that waits for something is told to stop by a
 * signal, rejects with its reason, and exits with 0.
 * @param isExplained errors whose message is for the operator; others are told with their stack
 */
export const runProcess = (
  start: (stopping: AbortSignal) => Promise<Running>,
  isExplained: (error: unknown) => boolean = () => false,
): void => {
  let stopping: NodeJS.Signals | undefined;
  const starting = new AbortController();
  let running: Running | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping === undefined) process.stdout.write(`${signal}: stopping…\n`);
    stopping ??= signal;
    starting.abort();
    if (!running) return;
    setTimeout(() => process.exit(1), closeWithinMs()).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
    running = undefined;
  };
  const fail = (error: unknown): void => {
    if (error === starting.signal.reason) process.exit(0);
    process.stderr.write(`${textOf(error, isExplained)}\n`);
    process.exit(1);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const run = async (): Promise<void> => {
    running = await start(starting.signal);
    // Asked to stop before it was up: it is up now, so it can be stopped in order.
    if (stopping) stop(stopping);
    else process.stdout.write(`${running.greeting}\n`);
  };
  run().catch(fail);
};

/**
 * Runs a program that does one thing, and says what it has done: exit code 0, or 1 with the reason in one text. A signal
 * ends it at once.
 */
export const runOnce = (work: () => Promise<string>): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  work().then(
    (said) => {
      process.stdout.write(`${said}\n`);
      process.exit(0);
    },
    (error: unknown) => {
      process.stderr.write(`${textOf(error)}\n`);
      process.exit(1);
    },
  );
};

const textOf = (error: unknown, isExplained: (error: unknown) => boolean = () => false): string => {
  if (!(error instanceof Error)) return String(error);
  const explained = EXPLAINED.some((kind) => error instanceof kind) || isOfTheSystem(error) || isExplained(error);
  return explained ? error.message : String(error.stack);
};

// Their message is for the operator.
const EXPLAINED = [
  ClocksDiffer,
  DatabaseIsNewer,
  EnvironmentFaults,
  EventStoreUnavailable,
  KafkaNotReady,
  SchemaIsBehind,
  TopicsDiffer,
  UnfitRole,
  UnfitServer,
];

// A port that is taken, a server that does not answer, a folder that cannot be written: the message says it all.
const isOfTheSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
