import type { Admin } from 'kafkajs';
import type { KafkaCluster } from './kafka-cluster.js';
import { untilReady, type Patience } from './until-ready.js';

/** As long as a service takes to say whether it is ready. */
const MOVE: Patience = { firstMs: 50, maxMs: 200, withinMs: 2_000 };

/** Asks a cluster what it knows, over one connection: made when there is a question, and made anew after an error. */
export class KafkaQuestions {
  private connection: Promise<Admin> | undefined;

  constructor(
    private readonly cluster: KafkaCluster,
    private readonly patience = MOVE,
  ) {}

  /** @throws whatever the question throws */
  async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const connection = this.connected();
    const admin = await connection;
    try {
      return await question(admin);
    } catch (error) {
      // Of several questions that fail together, only the first may forget it: the next one has connected anew by then.
      if (this.connection === connection) this.connection = undefined;
      await admin.disconnect().catch(() => undefined);
      throw error;
    }
  }

  /**
   * Asks again for a moment while the answer is on its way: partitions or the group have just got another broker, which
   * kafkajs does not find by itself, or another question has taken the connection with it. `what` is said in the log.
   * @throws KafkaNotReady
   */
  askAgain<T>(what: string, question: (admin: Admin) => Promise<T>): Promise<T> {
    return untilReady(what, () => this.ask(question), { patience: this.patience });
  }

  async close(): Promise<void> {
    const admin = await this.connection?.catch(() => undefined);
    this.connection = undefined;
    await admin?.disconnect();
  }

  private connected(): Promise<Admin> {
    this.connection ??= connect(this.cluster.client.admin()).catch((error: unknown) => {
      this.connection = undefined;
      throw error;
    });
    return this.connection;
  }
}

const connect = async (admin: Admin): Promise<Admin> => {
  await admin.connect();
  return admin;
};
