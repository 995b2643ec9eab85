import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Balancer = {
  readonly url: string;
  /** Which answers, each in its turn. */
  readonly leadTo: (targets: readonly string[]) => void;
  close(): void;
};

/** A proxy in front of several processes, as a region has one: it turns to the next when one refuses the connection. */
export const balancer = async (): Promise<Balancer> => {
  let targets: readonly string[] = [];
  let turn = 0;
  const server = createServer((asked, reply) => {
    const parts: Buffer[] = [];
    asked.on('data', (part: Buffer) => parts.push(part));
    asked.on('end', () => {
      const send = (left: number): void => {
        const to = new URL(asked.url ?? '/', targets[turn++ % targets.length]);
        const sent = request(to, { method: asked.method, headers: asked.headers }, (answer) => {
          reply.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(reply);
        });
        sent.on('error', () => (left > 1 ? send(left - 1) : reply.writeHead(502).end()));
        sent.end(Buffer.concat(parts));
      };
      send(targets.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (to) => void (targets = to),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
