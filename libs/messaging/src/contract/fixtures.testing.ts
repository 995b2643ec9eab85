import { encode, enrollmentContracts, type EnrollmentContractsOutgoing, type WireMessage } from '@lib/contracts';
import { newId } from '@lib/kernel';
import { decoded, type Handle } from '../index.js';
import type { TransportUnderTest } from './transport-under-test.testing.js';

export const TOPIC = enrollmentContracts.name;

/** What a test of the contract works with: a transport that is not started yet, and its only consumer. */
export type Setup = { readonly transport: TransportUnderTest; readonly consumer: Consumer };

/** Handles messages and notes them; fails and waits where the test says so. */
export class Consumer {
  /** The labels of every call, and of every call that ended well, in order. */
  readonly calls: string[] = [];
  readonly handled: string[] = [];
  /** The labels of the messages that always fail. */
  poison: ReadonlySet<string> = new Set();
  effect: Handle = async () => undefined;
  /** The contract of its build. */
  contract: typeof enrollmentContracts = enrollmentContracts;
  private readonly gates = new Map<string, PromiseWithResolvers<void>>();
  private readonly ended: string[] = [];

  readonly handle: Handle = async (wire) => {
    const label = labelOf(wire);
    this.calls.push(label);
    try {
      decoded(this.contract, wire);
      await this.gates.get(label)?.promise;
      if (this.poison.has(label)) throw new Error('poison');
      await this.effect(wire);
      this.handled.push(label);
    } finally {
      this.ended.push(label);
    }
  };

  handledOf(key: string): readonly string[] {
    return this.handled.filter((label) => label.startsWith(`${key} `));
  }

  callsOf(label: string): number {
    return this.calls.filter((call) => call === label).length;
  }

  /** Opens every gate. */
  letGo(): void {
    for (const gate of this.gates.values()) gate.resolve();
  }

  /** From now on the message waits in the handler until the gate is opened; `open` resolves when it has left. */
  hold(label: string): { readonly reached: () => Promise<void>; readonly open: () => Promise<void> } {
    const gate = Promise.withResolvers<void>();
    this.gates.set(label, gate);
    const before = this.callsOf(label);
    return {
      reached: () => until(() => this.callsOf(label) > before),
      open: () => {
        gate.resolve();
        return until(() => this.ended.includes(label));
      },
    };
  }
}

export const start = ({ transport, consumer }: Setup): Promise<void> => transport.start({ [TOPIC]: consumer.handle });

/** The key `anna` with 4 messages, of which the second is poison and the others wait behind it. */
export const parkAnna = async (setup: Setup): Promise<void> => {
  setup.consumer.poison = new Set(['anna 1']);
  await start(setup);
  await setup.transport.publish(messages('anna', 0, 4));
  await setup.transport.idle();
};

export const parkedLabels = async ({ parking }: TransportUnderTest): Promise<readonly string[]> =>
  (await parking.list()).map(({ message }) => labelOf(message));

/** `count` messages of a key. The label of each is `<key> <sequence>`. */
export const messages = (key: string, first: number, count: number): readonly WireMessage[] =>
  Array.from({ length: count }, (_, index) => message(key, first + index));

export const message = (key: string, sequence: number): WireMessage =>
  encode(enrollmentContracts, accepted(key), sequence);

export const accepted = (key: string): EnrollmentContractsOutgoing => ({
  id: newId(),
  type: 'application-accepted',
  key,
  time: '2026-09-01T06:00:00Z',
  recordedTime: '2026-09-01T06:00:01Z',
  data: { contract: newId(), holder: newId(), on: '2026-09-01' },
});

export const labels = (key: string, first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${key} ${first + index}`);

export const labelOf = ({ key, headers }: WireMessage): string => `${key} ${headers['ce_sequence']}`;

/** The first of each list, then the second of each, and so on. */
export const interleaved = <T>(lists: readonly (readonly T[])[]): readonly T[] => {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
};

/** A question that never rests, such as one to a database, takes the processor from what it waits for. */
const LOOK_EVERY_MS = 5;

/** Waits for the thing, and no longer than the test may take. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
};
