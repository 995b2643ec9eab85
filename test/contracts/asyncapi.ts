import type { Contract, JsonSchema, PublishedTopic } from './contract.js';
import { typeOf, type Sample } from './samples.js';

const BINDING_VERSION = '0.5.0';

type Reference = { readonly $ref: string };

type Channel = {
  readonly address: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, Reference>>;
  readonly bindings: {
    readonly kafka: { readonly topicConfiguration: { readonly 'cleanup.policy': readonly string[] } };
  };
  readonly 'x-owner': string;
  readonly 'x-key': string;
};

/** The part of an AsyncAPI document that `contractIn` reads. */
export type AsyncApi = {
  readonly info: { readonly version: string };
  readonly channels: Readonly<Record<string, Channel>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
  };
};

/**
 * The contract as an AsyncAPI 3.1 document with Kafka bindings. It stands alone: no part of it is in another file. The
 * schemas are draft 2020-12 and use only keywords which the schema object of AsyncAPI has with the same meaning.
 */
export const asyncApiOf = (contract: Contract, samples: readonly Sample[]): AsyncApi => {
  const topics = Object.entries(contract.topics);
  const messages = topics.flatMap(([, topic]) => Object.keys(topic.messages).map((type) => ({ type, topic })));
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Certificate ledger',
      version: contract.version,
      description:
        "What the services tell each other and others. CloudEvents 1.0 in Kafka's binary mode: attributes in `ce_` headers, the value JSON. Every message is delivered at least once, and those of a key in order.",
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map(([name, topic]) => [name, channelOf(name, topic)])),
    operations: Object.fromEntries(topics.map(([name, topic]) => [`send.${name}`, sendingOf(name, topic)])),
    components: {
      messages: Object.fromEntries(messages.map(({ type, topic }) => [type, messageOf(type, topic, samples)])),
      schemas: {
        headers: contract.headers,
        ...Object.fromEntries(messages.map(({ type, topic }) => [type, topic.messages[type] ?? {}])),
      },
    },
  } as AsyncApi;
};

/** The contract that a document publishes: the reverse of `asyncApiOf`. */
export const contractIn = ({ info, channels, components: { schemas } }: AsyncApi): Contract => ({
  version: info.version,
  headers: schemas['headers'] ?? {},
  topics: Object.fromEntries(
    Object.values(channels).map((channel) => [
      channel.address,
      {
        owner: channel['x-owner'],
        description: channel.description,
        key: channel['x-key'],
        compacted: channel.bindings.kafka.topicConfiguration['cleanup.policy'].includes('compact'),
        messages: Object.fromEntries(Object.keys(channel.messages).map((type) => [type, schemas[type] ?? {}])),
      },
    ]),
  ),
});

const channelOf = (name: string, topic: PublishedTopic) => ({
  address: name,
  description: topic.description,
  messages: Object.fromEntries(
    Object.keys(topic.messages).map((type) => [type, { $ref: `#/components/messages/${type}` }]),
  ),
  bindings: {
    kafka: {
      topic: name,
      topicConfiguration: topic.compacted
        ? { 'cleanup.policy': ['compact'] }
        : { 'cleanup.policy': ['delete'], 'retention.ms': -1 },
      bindingVersion: BINDING_VERSION,
    },
  },
  'x-owner': topic.owner,
  'x-key': topic.key,
});

const sendingOf = (name: string, topic: PublishedTopic) => ({
  action: 'send',
  title: `${topic.owner} sends`,
  channel: { $ref: `#/channels/${name}` },
  messages: Object.keys(topic.messages).map((type) => ({ $ref: `#/channels/${name}/messages/${type}` })),
});

const messageOf = (type: string, topic: PublishedTopic, samples: readonly Sample[]) => ({
  name: type,
  title: type,
  summary: topic.messages[type]?.['description'],
  contentType: 'application/json',
  headers: {
    allOf: [
      { $ref: '#/components/schemas/headers' },
      {
        type: 'object',
        properties: {
          ce_type: { const: type },
          ce_source: { const: `/${topic.owner}` },
          ce_replay: { const: 'true', description: 'Stands on a message that is sent again on request.' },
          'content-type': { const: 'application/json' },
        },
      },
    ],
  },
  payload: { $ref: `#/components/schemas/${type}` },
  bindings: {
    kafka: { key: { type: 'string', description: `The ${topic.key}.` }, bindingVersion: BINDING_VERSION },
  },
  examples: samples
    .filter((sample) => typeOf(sample) === type)
    .map(({ headers, value }) => ({ name: type, headers, payload: value })),
});
