import type { Caller } from '@lib/access';
import type { FastifyReply } from 'fastify';
import { onceClosed } from './once-closed.js';
import { ProblemError } from './problem.js';

/** So many times as many requests of one login wait for their turn: to refuse them would cost more, where they come again at once. */
const WAITING_TIMES = 8;

/** Behind a program there are many people, behind a person one browser. */
const OF_A_PERSON = 1 / 4;

type Line = { working: number; readonly waiting: (() => void)[] };

/**
 * Of each login so many requests are worked on at once; its others wait for their turn, in their order. So whoever asks
 * more than everybody else holds up himself.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();

  /** @param atOnce of a program; of a person a quarter as many */
  constructor(private readonly atOnce: number) {}

  /**
   * Resolves when it is this request's turn, which ends with its answer or when its client has gone.
   * @throws ProblemError 503 `unavailable` where too many of the login wait already
   */
  async take({ kind, name }: Pick<Caller, 'kind' | 'name'>, reply: FastifyReply): Promise<void> {
    const [login, most] = [`${kind} ${name}`, this.atOnce * (kind === 'person' ? OF_A_PERSON : 1)];
    const line = this.lines.get(login) ?? { working: 0, waiting: [] };
    this.lines.set(login, line);
    if (line.working < most) line.working += 1;
    else await this.wait(line, reply);
    // Who has gone by now tells nobody again.
    if (reply.raw.closed) {
      this.end(login, line);
      throw new ProblemError(503, 'unavailable');
    }
    onceClosed(reply.raw, () => this.end(login, line));
  }

  /** How many logins have something in hand. */
  get size(): number {
    return this.lines.size;
  }

  /** Until another of the login hands on its place. */
  private async wait({ waiting }: Line, reply: FastifyReply): Promise<void> {
    if (waiting.length >= WAITING_TIMES * this.atOnce) throw new ProblemError(503, 'unavailable');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = (): void => {
      const place = waiting.indexOf(resolve);
      if (place < 0) return;
      waiting.splice(place, 1);
      reject(new ProblemError(503, 'unavailable'));
    };
    waiting.push(resolve);
    onceClosed(reply.raw, leave);
    await promise;
  }

  private end(login: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) return next();
    line.working -= 1;
    if (line.working === 0) this.lines.delete(login);
  }
}
