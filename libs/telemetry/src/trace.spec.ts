import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beginSpan, inSpan, startTracing, traceId, traceParent } from './index.js';

type Sent = {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly status: object;
};

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`;

/** A collector of OpenTelemetry that keeps what it is sent. */
const collector = async (spans: Sent[]): Promise<{ endpoint: string; server: Server }> => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as {
        resourceSpans: { scopeSpans: { spans: Sent[] }[] }[];
      };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};

describe('without a collector', () => {
  it('nothing is traced and the work goes on', async () => {
    expect(await inSpan('append', { parent: PARENT }, async () => [traceParent(), traceId()])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('with a collector', () => {
  let spans: Sent[];
  let server: Server;
  let stop: () => Promise<void>;
  beforeEach(async () => {
    spans = [];
    const started = await collector(spans);
    server = started.server;
    stop = await startTracing({ service: 'certificates', endpoint: started.endpoint, share: 1 });
  });
  afterEach(async () => {
    await stop();
    server.close();
  });

  it('a span continues the trace it is told of, and what is done inside continues it', async () => {
    const inner = await inSpan('handle', { parent: PARENT, kind: 'consumer' }, () =>
      inSpan('append', {}, async () => traceParent()),
    );
    expect(inner).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
    await stop();
    expect(spans.map(({ name, traceId: id }) => [name, id])).toEqual([
      ['append', TRACE],
      ['handle', TRACE],
    ]);
    expect(spans[1]?.parentSpanId).toBe('b7ad6b7169203331');
  });

  it('work that rejects is marked by the name of its error, never by its message', async () => {
    const failing = inSpan('handle', {}, () => Promise.reject(new TypeError('Иванова Анна')));
    await expect(failing).rejects.toThrow('Иванова Анна');
    await stop();
    expect(spans.map(({ status }) => status)).toEqual([{ code: 2, message: 'TypeError' }]);
    expect(JSON.stringify(spans)).not.toContain('Иванова');
  });

  it('a span may begin and end in different places', async () => {
    const span = beginSpan('GET /groups/:id', { kind: 'server' });
    const inside = span.run(() => traceId());
    span.end();
    await stop();
    expect(spans).toMatchObject([{ name: 'GET /groups/:id', traceId: inside }]);
  });
});
