import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { inTime } from './in-time.js';

const COLLECT_WITHIN_MS = 2_000;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a scrape asks for: by value of the label, a number; a source that fails or is slow is left out of that scrape. */
export type GaugeSource = () => Promise<number>;

/**
 * The numbers of one process in the text format of Prometheus: its own, and those of each of its services, which are told
 * apart by the label `service`.
 */
export class ProcessMetrics {
  readonly registry = new Registry();
  readonly requests;
  readonly appends;
  readonly conflicts;
  readonly prunedRows;
  readonly pruneLeft;
  readonly pruneFailures;
  readonly pruneLast;
  readonly webhookAttempts;
  private readonly sources = new Map<string, Map<string, GaugeSource>>();

  /** @param name the label `service` of what the process has as a whole: memory, CPU, the event loop */
  constructor(name: string) {
    const registers = [this.registry];
    const labels = { service: name };
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 200, labels });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from a request to the end of its answer, by route.',
      labelNames: ['service', 'method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    });
    this.appends = new Histogram({
      name: 'event_store_append_duration_seconds',
      help: 'Time of an append to the event store.',
      labelNames: ['service'],
      buckets: SECONDS,
      registers,
    });
    this.conflicts = new Counter({
      name: 'event_store_conflicts_total',
      help: 'Appends that found another writer had been faster.',
      labelNames: ['service'],
      registers,
    });
    this.prunedRows = new Counter({
      name: 'pruned_rows_total',
      help: 'Rows that were deleted because nothing needs them any more.',
      labelNames: ['service', 'table'],
      registers,
    });
    this.pruneLeft = new Gauge({
      name: 'prune_rows_left',
      help: '1 when the last run here met its limit before it had seen every row that may go.',
      labelNames: ['service', 'table'],
      registers,
    });
    this.pruneFailures = new Counter({
      name: 'prune_failures_total',
      help: 'Prunings of a table that failed; the next run tries again.',
      labelNames: ['service', 'table'],
      registers,
    });
    this.pruneLast = new Gauge({
      name: 'prune_last_run_timestamp_seconds',
      help: 'When this process last ended a run; 0 when it has made none.',
      labelNames: ['service'],
      registers,
    });
    this.webhookAttempts = new Counter({
      name: 'webhook_attempts_total',
      help: 'Requests that were sent to endpoints, by what they came to.',
      labelNames: ['service', 'outcome'],
      registers,
    });
  }

  /** A number that is looked up when somebody asks; its help is that of whoever named it first. */
  gauge(name: string, help: string, service: string, read: GaugeSource): void {
    const known = this.sources.get(name);
    if (known) return void known.set(service, read);
    const sources = new Map([[service, read]]);
    this.sources.set(name, sources);
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['service'],
      registers: [],
      async collect() {
        const look = async ([of, source]: [string, GaugeSource]): Promise<void> => {
          const value = await inTime(source(), COLLECT_WITHIN_MS).catch(() => undefined);
          if (value === undefined) this.remove({ service: of });
          else this.set({ service: of }, value);
        };
        await Promise.all([...sources].map(look));
      },
    });
    this.registry.registerMetric(gauge);
  }
}

/** The numbers of one service; where several share a process, `text` is that of the process, and the same for all of them. */
export class Metrics {
  constructor(
    private readonly service: string,
    private readonly process = new ProcessMetrics(service),
  ) {
    // Told from the beginning: what is not there cannot be seen to grow.
    this.process.conflicts.inc({ service }, 0);
    this.process.pruneLast.set({ service }, 0);
    this.process.appends.zero({ service });
  }

  readonly request = (method: string, route: string, status: number, seconds: number): void =>
    this.process.requests.observe({ service: this.service, method, route, status }, seconds);

  readonly append = (seconds: number): void => this.process.appends.observe({ service: this.service }, seconds);

  readonly conflict = (): void => this.process.conflicts.inc({ service: this.service });

  readonly pruned = (table: string, rows: number, areLeft: boolean): void => {
    this.process.prunedRows.inc({ service: this.service, table }, rows);
    this.process.pruneLeft.set({ service: this.service, table }, areLeft ? 1 : 0);
  };

  readonly pruneFailed = (table: string): void => this.process.pruneFailures.inc({ service: this.service, table });

  readonly webhookAttempt = (outcome: string): void =>
    this.process.webhookAttempts.inc({ service: this.service, outcome });

  readonly pruneRan = (): void => this.process.pruneLast.setToCurrentTime({ service: this.service });

  /** A number that is looked up when somebody asks. */
  gauge(name: string, help: string, read: GaugeSource): void {
    this.process.gauge(name, help, this.service, read);
  }

  get contentType(): string {
    return this.process.registry.contentType;
  }

  text(): Promise<string> {
    return this.process.registry.metrics();
  }
}
