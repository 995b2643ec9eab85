import { decode, type ContractViolation, type MessageOf, type Topic, type WireMessage } from '@lib/contracts';
import type { z } from 'zod';

/** What a handler throws at a message that is not one of its contract. Trying again cannot help, so it is parked at once. */
export class MalformedMessage extends Error {
  constructor(readonly violation: ContractViolation) {
    super(`${violation.reason}: ${violation.faults.join('; ')}`);
    this.name = 'MalformedMessage';
  }
}

/** The message a handler was given, decoded. @throws MalformedMessage */
export const decoded = <Schemas extends Readonly<Record<string, z.ZodType>>>(
  topic: Topic<Schemas>,
  wire: WireMessage,
): MessageOf<Topic<Schemas>> => {
  const message = decode(topic, wire);
  if (!message.ok) throw new MalformedMessage(message.error);
  return message.value;
};
