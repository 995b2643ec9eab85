import { readFileSync } from 'node:fs';
import type { AnyTopic } from '@lib/contracts';

/** A message as it lies on its topic, its value parsed. */
export type Sample = {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Readonly<Record<string, unknown>>;
};

/** The samples of the topics, of every type one. */
export const samplesOf = (topics: readonly AnyTopic[]): readonly Sample[] =>
  topics.flatMap(({ name }) => {
    const file = new URL(`../../libs/contracts/src/samples/${name}.json`, import.meta.url);
    const samples = JSON.parse(readFileSync(file, 'utf8')) as readonly Omit<Sample, 'topic'>[];
    return samples.map((sample) => ({ topic: name, ...sample }));
  });

export const typeOf = ({ headers }: Pick<Sample, 'headers'>): string => headers['ce_type'] ?? '';
