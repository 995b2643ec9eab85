import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { inTime } from './in-time.js';

const COLLECT_WITHIN_MS = 2_000;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a scrape asks for: by value of the label, a number; a source that fails or is slow is left out of that scrape. */
export type GaugeSource = () => Promise<number>;

/** The numbers of one service in the text format of Prometheus. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;
  private readonly appends: Histogram;
  private readonly conflicts: Counter;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 200 });
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from a request to the end of its answer, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    });
    this.appends = new Histogram({
      name: 'event_store_append_duration_seconds',
      help: 'Time of an append to the event store.',
      buckets: SECONDS,
      registers,
    });
    this.conflicts = new Counter({
      name: 'event_store_conflicts_total',
      help: 'Appends that found another writer had been faster.',
      registers,
    });
  }

  readonly request = (method: string, route: string, status: number, seconds: number): void =>
    this.requests.observe({ method, route, status }, seconds);

  readonly append = (seconds: number): void => this.appends.observe(seconds);

  readonly conflict = (): void => this.conflicts.inc();

  /** A number that is looked up when somebody asks. */
  gauge(name: string, help: string, read: GaugeSource): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        const value = await inTime(read(), COLLECT_WITHIN_MS).catch(() => undefined);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
    this.registry.registerMetric(gauge);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
