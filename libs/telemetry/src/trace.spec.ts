import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Collector } from '../../../test/support/collector.js';
import { startTracing } from './start-tracing.js';
import { beginSpan, inSpan, traceId, traceParent } from './trace.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`;

describe('without a collector', () => {
  it('nothing is traced and the work goes on', async () => {
    expect(await inSpan('append', { parent: PARENT }, async () => [traceParent(), traceId()])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('with a collector', () => {
  let collector: Collector;
  let stop: () => Promise<void>;
  beforeEach(async () => {
    collector = new Collector();
    stop = await startTracing({ service: 'certificates', endpoint: await collector.listen(), share: 1 });
  });
  afterEach(async () => {
    await stop();
    collector.close();
  });

  it('a span continues the trace it is told of, and what is done inside continues it', async () => {
    const inner = await inSpan('handle', { parent: PARENT, kind: 'consumer' }, () =>
      inSpan('append', {}, async () => traceParent()),
    );
    expect(inner).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
    await stop();
    expect(collector.spans.map(({ name, traceId: id }) => [name, id])).toEqual([
      ['append', TRACE],
      ['handle', TRACE],
    ]);
    expect(collector.spans[1]?.parentSpanId).toBe('b7ad6b7169203331');
  });

  it('work that rejects is marked by the name of its error, never by its message', async () => {
    const failing = inSpan('handle', {}, () => Promise.reject(new TypeError('Иванова Анна')));
    await expect(failing).rejects.toThrow('Иванова Анна');
    await stop();
    expect(collector.spans.map(({ status }) => status)).toEqual([{ code: 2, message: 'TypeError' }]);
    expect(JSON.stringify(collector.spans)).not.toContain('Иванова');
  });

  it('a span may begin and end in different places', async () => {
    const span = beginSpan('GET /groups/:id', { kind: 'server' });
    const inside = span.run(() => traceId());
    span.end();
    await stop();
    expect(collector.spans).toMatchObject([{ name: 'GET /groups/:id', traceId: inside }]);
  });
});
