import type { Contract, JsonSchema, PublishedTopic } from './contract.js';
import { schemaChanges, type SchemaChange } from './schema-change.js';

/**
 * Why a contract is not fully compatible with a released one: a sentence for every reason, none when it is. Fully means
 * both ways, because a topic keeps old messages and has old readers: what was sent can be read now, and what is sent now
 * could be read then.
 */
export const incompatibilities = (released: Contract, current: Contract): readonly string[] => {
  const because = reasonsFor(released.version);
  const ofHeaders = noticed(released.headers, current.headers).map(
    ({ pointer, effect, what }) => `every topic, the headers, ${pointer}: ${what}, so ${because[effect]}.`,
  );
  const ofTopics = Object.entries(released.topics).flatMap(([name, topic]) => {
    const now = current.topics[name];
    return now
      ? topicFaults(topic, now, released.version).map((fault) => `${name}${fault}`)
      : [`${name}: the topic is gone, so readers of ${released.version} hear nothing any more.`];
  });
  return [...ofHeaders, ...ofTopics];
};

const topicFaults = (then: PublishedTopic, now: PublishedTopic, version: string): readonly string[] => {
  const because = reasonsFor(version);
  const types = [...new Set([...Object.keys(then.messages), ...Object.keys(now.messages)])];
  return [
    ...(then.key === now.key
      ? []
      : [`: the key, "${then.key}", has become "${now.key}", so the order of messages is another one.`]),
    ...(then.compacted === now.compacted
      ? []
      : [
          `: the topic is ${now.compacted ? 'now' : 'no longer'} compacted, so other messages are kept than under ${version}.`,
        ]),
    ...types.flatMap((type) => {
      const [was, is] = [then.messages[type], now.messages[type]];
      if (!is) return [`, ${type}: the message is gone or has another name, so ${because.narrowed}.`];
      if (!was) return [`, ${type}: the message is new on a released topic, so ${because.widened}.`];
      return noticed(was, is).map(
        ({ pointer, effect, what }) => `, ${type}, ${pointer}: ${what}, so ${because[effect]}.`,
      );
    }),
  ];
};

/** An optional field may come and go: objects are open, and readers tolerate what they do not know. */
const noticed = (then: JsonSchema, now: JsonSchema): readonly NoticedChange[] =>
  schemaChanges(then, now).flatMap(({ effect, ...change }) => (effect === 'none' ? [] : [{ ...change, effect }]));

type NoticedChange = SchemaChange & { readonly effect: Exclude<SchemaChange['effect'], 'none'> };

const reasonsFor = (version: string): Readonly<Record<NoticedChange['effect'], string>> => ({
  narrowed: `what ${version} sent cannot always be read now`,
  widened: `what is sent now cannot always be read by ${version}`,
  changed: `what ${version} sent and what is sent now cannot always be read by the other`,
});
