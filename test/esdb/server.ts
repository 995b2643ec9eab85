import { env } from 'node:process';

export type RealEventStore = { readonly url: string; stop(): Promise<void> };

const IMAGE = 'eventstore/eventstore:23.10.1-bookworm-slim';
const PORT = 2113;

/** The server that EVENT_STORE_URL names, else one in a container, else why there is none: no Docker, or none that gets the image. */
export const realEventStore = async (): Promise<RealEventStore | { readonly missing: string }> => {
  const { EVENT_STORE_URL: url } = env;
  if (url?.startsWith('esdb')) return { url, stop: async () => undefined };
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  try {
    await getContainerRuntimeClient();
    const container = await new GenericContainer(IMAGE)
      // On the volume of the image: a log in memory is never flushed, and is kinder than any that is kept.
      .withCommand(['--insecure', '--run-projections=None', '--node-ip=0.0.0.0'])
      .withExposedPorts(PORT)
      .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
      .start();
    return {
      url: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`,
      stop: async () => void (await container.stop()),
    };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
};
