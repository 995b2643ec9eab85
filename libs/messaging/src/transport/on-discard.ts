import type { WireMessage } from '@lib/contracts';
import { EventPattern, type MessageHandler } from '@nestjs/microservices';
import { callHandler, checkHandler } from './call-handler.js';

/** The pattern under which a transport is given what wants to hear of a discard. It is no topic. */
export const discardPattern = (topic: string): string => `${PREFIX}${topic}`;

/**
 * Marks the method of a controller that is told of a message of the topic which an operator is about to discard, as it
 * came. The discard becomes final only after it: when it fails, the message stays parked. It may be told of one message
 * several times, also of one that is not discarded in the end, so it must be idempotent. A message it throws
 * `MalformedMessage` at is discarded without it.
 */
export const OnDiscard = (topic: string): MethodDecorator => EventPattern(discardPattern(topic), undefined);

/** The handlers of a transport that hear of discards, one per topic. */
export class DiscardHandlers {
  private readonly handlers = new Map<string, MessageHandler>();

  /** False when the pattern is none of `OnDiscard`. @throws Error */
  take(pattern: string, handler: MessageHandler, isEventHandler: boolean): boolean {
    if (!pattern.startsWith(PREFIX)) return false;
    checkHandler(this.handlers, pattern, isEventHandler);
    this.handlers.set(pattern, handler);
    return true;
  }

  readonly tell = async (message: WireMessage): Promise<void> => {
    const handler = this.handlers.get(discardPattern(message.topic));
    if (handler) await callHandler(handler, message);
  };
}

const PREFIX = 'discard of ';
