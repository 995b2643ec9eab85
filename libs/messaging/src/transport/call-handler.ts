import { actorOf, type WireMessage } from '@lib/contracts';
import { actFor } from '@lib/actor';
import { inSpan } from '@lib/telemetry';
import { BaseRpcContext, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';

/** Runs a Nest handler to its end, promise or stream; rejects with the handler's own error. @throws HiddenCause */
export const callHandler = async (handler: MessageHandler, message: WireMessage): Promise<void> => {
  const parent = message.headers['ce_traceparent'];
  try {
    await inSpan(`handle ${message.topic}`, { parent, kind: 'consumer' }, () =>
      forItsActor(message, async () => {
        const result: unknown = await handler(message, new BaseRpcContext([message.topic]));
        if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
      }),
    );
  } catch (error) {
    throw isBare(error) ? new HiddenCause() : error;
  }
};

/** What a message causes was asked for by whoever asked for the message. */
const forItsActor = <T>({ headers }: WireMessage, work: () => Promise<T>): Promise<T> => {
  const actor = actorOf(headers);
  return actor ? actFor(actor, work) : work();
};

/** Whether a transport of ours may take this handler: order and redelivery are promised to one per topic. @throws Error */
export const checkHandler = (
  handlers: ReadonlyMap<string, MessageHandler>,
  pattern: string,
  isEventHandler: boolean,
): void => {
  if (!isEventHandler) throw new Error(`${pattern}: messages have no answer, use @EventPattern`);
  if (handlers.has(pattern)) throw new Error(`${pattern} has two handlers`);
};

/** Nest kept the handler's error to itself, so nobody can tell whether the message or the infrastructure is at fault. */
export class HiddenCause extends Error {
  constructor() {
    super('Nest replaced the error of the handler: connect this transport with connectTransport');
    this.name = 'HiddenCause';
  }
}

// What Nest's own exception filter rejects with.
const isBare = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  !(error instanceof Error) &&
  'message' in error &&
  error.message === 'Internal server error';
