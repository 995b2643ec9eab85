import { env } from 'node:process';

export type RealEventStore = { start(): Promise<string>; stop(): Promise<void> };

const IMAGE = 'eventstore/eventstore:23.10.1-bookworm-slim';
const PORT = 2113;

/** The server that EVENT_STORE_URL names, else one in a container, else undefined. */
export const realEventStore = async (): Promise<RealEventStore | undefined> => {
  const { EVENT_STORE_URL: url } = env;
  if (url?.startsWith('esdb')) return { start: async () => url, stop: async () => undefined };
  const containers = await import('testcontainers');
  const engine = await containers.getContainerRuntimeClient().catch(() => undefined);
  if (!engine) return undefined;
  let stop: () => Promise<unknown> = async () => undefined;
  return {
    start: async () => {
      const container = await new containers.GenericContainer(IMAGE)
        // On the volume of the image: a log in memory is never flushed, and is kinder than any that is kept.
        .withCommand(['--insecure', '--run-projections=None', '--node-ip=0.0.0.0'])
        .withExposedPorts(PORT)
        .withWaitStrategy(containers.Wait.forHttp('/health/live', PORT).forStatusCode(204))
        .start();
      stop = () => container.stop();
      return `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`;
    },
    stop: async () => void (await stop()),
  };
};
