import type { Database } from '@lib/database';
import { laneOf, type Delivery } from './delivery.js';
import { isSettled, standingOf } from './settled.js';

/** What is known of a batch before it is delivered. */
export type Survey = {
  /** Origins that were parked before, whatever became of them, or were dealt with and pruned: not to be delivered again. */
  readonly known: ReadonlySet<string>;
  /** Whether the key of these messages has parked ones. */
  readonly isParked: (lane: readonly Delivery[]) => boolean;
  /** The place of the last message of this key that was ever parked; -1 when none was. */
  readonly lastPlace: (lane: readonly Delivery[]) => number;
};

/** Looks batches of one consumer up among what it has parked and pruned. */
export class Surveys {
  private readonly parked: string;
  private readonly settled: string;
  /** Once there are such keys there will always be. */
  private hasSettled = false;

  constructor(
    private readonly database: Database,
    schema: string,
    private readonly consumer: string,
  ) {
    this.parked = `${schema}.parked_messages`;
    this.settled = `${schema}.settled_keys`;
  }

  /** One query for the whole batch, and a lesser one where nothing was ever parked or pruned. */
  async of(batch: readonly Delivery[]): Promise<Survey> {
    const rows = (await this.mayKnow()) ? await this.look(batch) : [];
    const known = new Set<string>();
    const parked = new Map<string, number>();
    for (const { origin, topic, key, place } of rows) {
      if (origin !== null) known.add(origin);
      else if (topic !== null && key !== null) parked.set(laneOf({ topic, key }), place ?? -1);
    }
    return {
      known,
      isParked: ([first]) => first !== undefined && parked.has(laneOf(first.message)),
      lastPlace: ([first]) => (first && parked.get(laneOf(first.message))) ?? -1,
    };
  }

  private async mayKnow(): Promise<boolean> {
    if (this.hasSettled) return true;
    const [any] = await this.database.query<{ parked: boolean; settled: boolean }>(
      `SELECT EXISTS (SELECT FROM ${this.parked} WHERE consumer = $1) AS parked,
         EXISTS (SELECT FROM ${this.settled} WHERE consumer = $1) AS settled`,
      [this.consumer],
    );
    this.hasSettled = any?.settled ?? false;
    return any?.parked === true || this.hasSettled;
  }

  private look(batch: readonly Delivery[]): Promise<readonly SurveyRow[]> {
    const standings = batch.map(({ message }) => standingOf(message));
    return this.database.query<SurveyRow>(
      `SELECT origin, NULL AS topic, NULL AS key, NULL::bigint AS place FROM ${this.parked}
       WHERE consumer = $1 AND origin = ANY($2::text[])
       UNION ALL
       SELECT m.origin, NULL, NULL, NULL
       FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[])
         AS m (origin, topic, key, sequence, recorded_at)
       JOIN ${this.settled} s ON s.consumer = $1 AND s.topic = m.topic AND s.key = m.key AND ${isSettled('m', 's')}
       UNION ALL
       SELECT NULL, p.topic, p.key, max(p.sequence) FROM ${this.parked} p
       JOIN (SELECT DISTINCT * FROM unnest($3::text[], $4::text[])) AS b (topic, key) ON p.topic = b.topic AND p.key = b.key
       WHERE p.consumer = $1 AND p.status = 'parked' GROUP BY p.topic, p.key`,
      [
        this.consumer,
        batch.map((delivery) => delivery.origin),
        standings.map(({ topic }) => topic),
        standings.map(({ key }) => key),
        standings.map(({ sequence }) => sequence),
        standings.map(({ recordedAt }) => recordedAt),
      ],
    );
  }
}

type SurveyRow = { origin: string | null; topic: string | null; key: string | null; place: number | null };
