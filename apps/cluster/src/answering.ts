import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than a service waits for Kafka. */
const START_MS_MAX = 240_000;
const RETRY_MS = 50;

/** Resolves when somebody takes connections at `host:port`. @throws the last refusal, when it is gone or four minutes are over */
export const answering = async (address: string, isGone: () => boolean = () => false): Promise<void> => {
  const [host, port] = address.split(':');
  for (const since = performance.now(); ; await pause(RETRY_MS)) {
    const socket = connect({ host: host ?? '', port: Number(port) });
    try {
      return void (await once(socket, 'connect'));
    } catch (error) {
      if (isGone() || performance.now() - since > START_MS_MAX) throw error;
    } finally {
      socket.destroy();
    }
  }
};
