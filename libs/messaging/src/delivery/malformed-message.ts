import { decode, type ContractViolation, type MessageOf, type Topic, type WireMessage } from '@lib/contracts';
import { NewerVersion } from '@lib/kernel';
import type { z } from 'zod';

/** What a handler throws at a message that is not one of its contract. Trying again cannot help, so it is parked at once. */
export class MalformedMessage extends Error {
  constructor(readonly violation: ContractViolation) {
    super(`${violation.reason}: ${violation.faults.join('; ')}`);
    this.name = 'MalformedMessage';
  }
}

/** The message a handler was given, decoded. @throws MalformedMessage, NewerVersion */
export const decoded = <Schemas extends Readonly<Record<string, z.ZodType>>>(
  topic: Topic<Schemas>,
  wire: WireMessage,
): MessageOf<Topic<Schemas>> => {
  const message = decode(topic, wire);
  if (message.ok) return message.value;
  const { reason, faults } = message.error;
  if (reason === 'newer-type') throw new NewerVersion(`message ${faults.join()} of ${topic.name}`);
  throw new MalformedMessage(message.error);
};
