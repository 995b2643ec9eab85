import { isUnavailable } from '../delivery/unavailable.js';
import { pause } from '../waiting/pause.js';
import { LatestQuestion } from '../waiting/latest-question.js';
import type { MessageTransport } from './message-transport.js';

/**
 * Whether what this service has copied from a topic is level with the topic's owner. What is missing from a copy that is
 * not level may only not have arrived yet. Abstract class: type and injection token in one name.
 */
export abstract class CopyLevel {
  /**
   * Resolves to true once everything that the topic's owner had recorded when this was called is handled here; to false
   * when that did not happen within two seconds, when the owner does not answer, or when messages are parked: those of the
   * topic, or with a key only those of that key. Never to be awaited inside a transaction: the messages may wait for its locks.
   */
  abstract isLevel(topic: string, key?: string): Promise<boolean>;
}

/** Whether everything that the owner of the topic had recorded when it was asked has been handed to the transport. */
export type Published = (topic: string) => Promise<boolean>;

const WITHIN_MS = 2_000;

/** The level of a copy that a transport fills. */
export class TransportCopyLevel extends CopyLevel {
  private readonly questions = new Map<string, LatestQuestion<boolean>>();

  constructor(
    private readonly transport: Pick<MessageTransport, 'catchesUp' | 'parking'>,
    /** Left out where the transport reads the owners' logs themselves. */
    private readonly published: Published = () => Promise.resolve(true),
    private readonly withinMs = WITHIN_MS,
  ) {
    super();
  }

  async isLevel(topic: string, key?: string): Promise<boolean> {
    const patience = new AbortController();
    const inVain = pause(this.withinMs, patience.signal).then(() => false);
    return Promise.race([this.becomesLevel(topic, key), inVain]).finally(() => patience.abort());
  }

  private async becomesLevel(topic: string, key?: string): Promise<boolean> {
    const since = performance.now();
    const leftMs = (): number => Math.max(0, this.withinMs - (performance.now() - since));
    try {
      // In this order: what the owner hands over while it is asked must be among what is then waited for.
      return (
        (await this.isPublished(topic)) &&
        (await this.transport.catchesUp(topic, leftMs())) &&
        !(await this.transport.parking.holds(topic, key))
      );
    } catch (error) {
      if (isUnavailable(error)) return false;
      throw error;
    }
  }

  private isPublished(topic: string): Promise<boolean> {
    const question = this.questions.get(topic) ?? new LatestQuestion(() => this.published(topic));
    this.questions.set(topic, question);
    return question.ask();
  }
}
