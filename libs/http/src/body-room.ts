import { Transform, type Readable, type TransformCallback } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { onceClosed } from './once-closed.js';
import { ProblemError } from './problem.js';

/** Smaller bodies are not counted: there cannot be enough of them. */
const SMALL_BYTES = 64 * 1024;

/**
 * Bounds what the bodies of all requests together hold in memory: each has its own limit, but nobody limits how many come
 * at once. Counted is what has come, not what is announced, from then until the request is answered. Who finds no room is
 * asked to come again (503 `unavailable`); one body is always taken, however large.
 */
export const boundBodies = (fastify: FastifyInstance, roomBytes: number): void => {
  let held = 0;
  fastify.addHook('preParsing', (request, reply, payload, done) => {
    if (Number(request.headers['content-length'] ?? Infinity) <= SMALL_BYTES) return done(null, payload);
    let own = 0;
    let isOver = false;
    const counted = new Counted((bytes) => {
      // What is still on its way when its sender has gone.
      if (isOver) return;
      own += bytes;
      held += bytes;
      if (held > roomBytes && held > own) throw new ProblemError(503, 'unavailable');
    });
    // What nobody has read, for the answer did not need it, must not stand in the way of the next request.
    onceClosed(reply.raw, () => {
      isOver = true;
      held -= own;
      payload.unpipe(counted);
      payload.resume();
    });
    done(null, counted.of(payload as Readable));
  });
};

/** A body that tells how it grows. */
class Counted extends Transform {
  /** Fastify compares it with the length that was announced. */
  receivedEncodedLength = 0;

  constructor(private readonly onBytes: (bytes: number) => void) {
    super();
  }

  of(payload: Readable): this {
    payload.once('error', (error) => this.destroy(error));
    // Whoever has refused a body does not listen to it any more.
    this.on('error', () => undefined);
    return payload.pipe(this);
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    try {
      this.receivedEncodedLength += chunk.length;
      this.onBytes(chunk.length);
      done(null, chunk);
    } catch (error) {
      done(error as Error);
    }
  }
}
