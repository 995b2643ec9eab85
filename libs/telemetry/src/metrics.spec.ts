import { describe, expect, it } from '@jest/globals';
import { Metrics, ProcessMetrics } from './metrics.js';

describe('the numbers of a service', () => {
  const linesOf = async (metrics: Metrics, name: string): Promise<readonly string[]> =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

  it('are its own, also where several services share a process', async () => {
    const [catalog, certificates] = [new Metrics('catalog'), new Metrics('certificates')];
    certificates.conflict();
    certificates.append(0.003);
    catalog.request('GET', '/groups/:id', 200, 0.02);
    certificates.webhookAttempt('timeout');
    expect(await linesOf(certificates, 'webhook_attempts_total')).toEqual([
      'webhook_attempts_total{service="certificates",outcome="timeout"} 1',
    ]);
    expect(await linesOf(catalog, 'event_store_conflicts_total')).toEqual([
      'event_store_conflicts_total{service="catalog"} 0',
    ]);
    expect(await linesOf(certificates, 'event_store_conflicts_total')).toEqual([
      'event_store_conflicts_total{service="certificates"} 1',
    ]);
    expect(await linesOf(certificates, 'event_store_append_duration_seconds_bucket{le="0.005"')).toEqual([
      'event_store_append_duration_seconds_bucket{le="0.005",service="certificates"} 1',
    ]);
    expect(await linesOf(catalog, 'http_request_duration_seconds_count')).toEqual([
      'http_request_duration_seconds_count{service="catalog",method="GET",route="/groups/:id",status="200"} 1',
    ]);
  });

  it('stand beside each other in one process, whose own are told once', async () => {
    const shared = new ProcessMetrics('certificate-ledger');
    const [catalog, certificates] = [new Metrics('catalog', shared), new Metrics('certificates', shared)];
    certificates.conflict();
    catalog.request('GET', '/groups/:id', 200, 0.02);
    certificates.request('GET', '/events', 200, 0.02);
    catalog.pruned('inbox', 5, false);
    catalog.gauge('lag', 'Lag.', () => Promise.resolve(7));
    certificates.gauge('lag', 'Lag.', () => Promise.reject(new Error('away')));
    expect(await linesOf(catalog, 'event_store_conflicts_total')).toEqual([
      'event_store_conflicts_total{service="catalog"} 0',
      'event_store_conflicts_total{service="certificates"} 1',
    ]);
    expect(await linesOf(catalog, 'http_request_duration_seconds_count')).toEqual([
      'http_request_duration_seconds_count{service="catalog",method="GET",route="/groups/:id",status="200"} 1',
      'http_request_duration_seconds_count{service="certificates",method="GET",route="/events",status="200"} 1',
    ]);
    expect(await linesOf(catalog, 'pruned_rows_total')).toEqual([
      'pruned_rows_total{service="catalog",table="inbox"} 5',
    ]);
    expect(await linesOf(catalog, 'lag')).toEqual(['lag{service="catalog"} 7']);
    const own = await linesOf(certificates, 'process_resident_memory_bytes');
    expect(own).toEqual([expect.stringMatching(/^process_resident_memory_bytes\{service="certificate-ledger"\} \d+$/)]);
    const [names, others] = await Promise.all(
      [catalog, certificates].map(async (of) =>
        (await of.text()).split('\n').filter((line) => line.startsWith('# TYPE')),
      ),
    );
    expect(names).toEqual(others);
    expect(new Set(names).size).toBe(names?.length);
  });

  it('leave out what cannot be told at the moment, and tell it again', async () => {
    const metrics = new Metrics('catalog');
    const lag = { read: (): Promise<number> => Promise.resolve(7) };
    metrics.gauge('lag', 'Lag.', () => lag.read());
    expect(await linesOf(metrics, 'lag')).toEqual(['lag{service="catalog"} 7']);
    lag.read = () => Promise.reject(new Error('Kafka is away'));
    expect(await linesOf(metrics, 'lag')).toEqual([]);
    lag.read = () => Promise.resolve(0);
    expect(await linesOf(metrics, 'lag')).toEqual(['lag{service="catalog"} 0']);
  });
});
