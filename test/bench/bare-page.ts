import { parentPort, workerData } from 'node:worker_threads';
import { fastify } from 'fastify';

// A page of the same length from the same Fastify, of which nobody has to make anything: in a thread of its own.
const server = fastify();
server.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(workerData as string));
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of a thread, not of a window
parentPort?.postMessage(await server.listen({ host: '127.0.0.1', port: 0 }));
