import { topics } from '@lib/contracts';
import { asyncApiOf } from './asyncapi.js';
import { CONTRACT_VERSION, contractOf, type Contract } from './contract.js';
import { samplesOf, typeOf, type Sample } from './samples.js';

/** What the code states at this moment. */
export const currentContract: Contract = contractOf(topics, CONTRACT_VERSION);
export const currentSamples: readonly Sample[] = samplesOf(topics);

/** The files of docs/contracts by their path in it, without those of `released/`. */
export const publishedFiles = (
  contract: Contract = currentContract,
  samples: readonly Sample[] = currentSamples,
): ReadonlyMap<string, string> =>
  new Map([
    ['asyncapi.json', text(asyncApiOf(contract, samples))],
    ['schemas/headers.json', text(contract.headers)],
    ...Object.entries(contract.topics).flatMap(([topic, { owner, messages }]) =>
      Object.entries(messages).map(
        ([type, schema]) => [`schemas/${fileOf(topic, owner, type)}`, text(schema)] as const,
      ),
    ),
    ...samples.map(
      (sample) =>
        [
          `samples/${fileOf(sample.topic, contract.topics[sample.topic]?.owner ?? '', typeOf(sample))}`,
          text(sample),
        ] as const,
    ),
  ]);

const fileOf = (topic: string, owner: string, type: string): string => `${topic}/${type.slice(owner.length + 1)}.json`;

const text = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
