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
  private readonly prunedRows: Counter<'table'>;
  private readonly pruneLeft: Gauge<'table'>;
  private readonly pruneFailures: Counter<'table'>;
  private readonly pruneLast: Gauge;

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
    const labelNames = ['table'] as const;
    this.prunedRows = new Counter({
      name: 'pruned_rows_total',
      help: 'Rows that were deleted because nothing needs them any more.',
      labelNames,
      registers,
    });
    this.pruneLeft = new Gauge({
      name: 'prune_rows_left',
      help: '1 when the last run here met its limit before it had seen every row that may go.',
      labelNames,
      registers,
    });
    this.pruneFailures = new Counter({
      name: 'prune_failures_total',
      help: 'Prunings of a table that failed; the next run tries again.',
      labelNames,
      registers,
    });
    this.pruneLast = new Gauge({
      name: 'prune_last_run_timestamp_seconds',
      help: 'When this process last ended a run; 0 when it has made none.',
      registers,
    });
  }

  readonly request = (method: string, route: string, status: number, seconds: number): void =>
    this.requests.observe({ method, route, status }, seconds);

  readonly append = (seconds: number): void => this.appends.observe(seconds);

  readonly conflict = (): void => this.conflicts.inc();

  readonly pruned = (table: string, rows: number, areLeft: boolean): void => {
    this.prunedRows.inc({ table }, rows);
    this.pruneLeft.set({ table }, areLeft ? 1 : 0);
  };

  readonly pruneFailed = (table: string): void => this.pruneFailures.inc({ table });

  readonly pruneRan = (): void => this.pruneLast.setToCurrentTime();

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
