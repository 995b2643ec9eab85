import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('the numbers of a service', () => {
  const linesOf = async (metrics: Metrics, name: string): Promise<readonly string[]> =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

  it('are its own, also where several services share a process', async () => {
    const [catalog, certificates] = [new Metrics('catalog'), new Metrics('certificates')];
    certificates.conflict();
    certificates.append(0.003);
    catalog.request('GET', '/groups/:id', 200, 0.02);
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
