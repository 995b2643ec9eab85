import { envelope, wireTypeOf, type AnyTopic } from '@lib/contracts';
import { z } from 'zod';

/** The version of what is published. Raise it with any change after a release (docs/subscribers.md). */
export const CONTRACT_VERSION = '2.1.0';

export type JsonSchema = { readonly [keyword: string]: unknown };

export type PublishedTopic = {
  readonly owner: string;
  readonly description: string;
  /** What the key is, in words. */
  readonly key: string;
  readonly compacted: boolean;
  /** The schema of the value, by the type on the wire. */
  readonly messages: Readonly<Record<string, JsonSchema>>;
};

/** What other services may rely on, as data: what is published, and what a release is compared with. */
export type Contract = {
  readonly version: string;
  /** The schema of the headers that every message has. */
  readonly headers: JsonSchema;
  readonly topics: Readonly<Record<string, PublishedTopic>>;
};

/** The contract that the topics state. */
export const contractOf = (topics: readonly AnyTopic[], version: string): Contract => ({
  version,
  headers: jsonSchema(envelope),
  topics: Object.fromEntries(
    topics.map((topic) => [
      topic.name,
      {
        owner: topic.owner,
        description: topic.description,
        key: topic.key,
        compacted: topic.compacted,
        messages: Object.fromEntries(
          Object.entries(topic.schemas).map(([type, schema]) => [wireTypeOf(topic, type), jsonSchema(schema)]),
        ),
      },
    ]),
  ),
});

// `input` is what lies on the wire: a transform only brands what was read. It also leaves objects open, as `decode` does:
// a reader that refused unknown fields would refuse every later version.
const jsonSchema = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
