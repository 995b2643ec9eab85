import { describe, expect, it } from '@jest/globals';
import type { Contract, JsonSchema, PublishedTopic } from './contract.js';
import { incompatibilities } from './compatibility.js';

const lesson: JsonSchema = {
  type: 'object',
  description: 'A lesson.',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 100 },
    month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
    held: { type: 'integer', minimum: 0, maximum: 10 },
    by: { type: 'string', enum: ['family', 'provider'] },
    note: { type: 'string' },
    parts: { type: 'array', items: { type: 'object', properties: { kopecks: { type: 'integer' } }, required: [] } },
  },
  required: ['id', 'month', 'held', 'by', 'parts'],
};
const topic: PublishedTopic = {
  owner: 'school',
  description: 'Lessons.',
  key: 'child id',
  compacted: false,
  messages: { 'school.lesson-given.v1': lesson },
};
const headers: JsonSchema = { type: 'object', properties: { ce_id: { type: 'string' } }, required: ['ce_id'] };
const released: Contract = { version: '1.0.0', headers, topics: { 'school.lessons.v1': topic } };

const withTopic = (changed: Partial<PublishedTopic>): Contract => ({
  ...released,
  version: '1.1.0',
  topics: { 'school.lessons.v1': { ...topic, ...changed } },
});
const withLesson = (changed: object): Contract =>
  withTopic({ messages: { 'school.lesson-given.v1': { ...lesson, ...changed } } });
const fields = lesson['properties'] as Readonly<Record<string, JsonSchema>>;
const withField = (name: string, schema: object): Contract => withLesson({ properties: { ...fields, [name]: schema } });
const without = (name: string): object =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));

const notReadNow = 'so what 1.0.0 sent cannot always be read now.';
const notReadThen = 'so what is sent now cannot always be read by 1.0.0.';
const neither = 'so what 1.0.0 sent and what is sent now cannot always be read by the other.';
const at = 'school.lessons.v1, school.lesson-given.v1, /properties';

describe('is compatible', () => {
  it.each<readonly [string, Contract]>([
    ['the same', released],
    ['an optional field more', withField('room', { type: 'string' })],
    ['an optional field less', withLesson({ properties: without('note') })],
    ['other words', withLesson({ description: 'One lesson.', title: 'Lesson' })],
    ['other words about a field', withField('held', { ...fields['held'], description: 'How many.' })],
    ['an enum in another order', withField('by', { type: 'string', enum: ['provider', 'family'] })],
    ['required fields in another order', withLesson({ required: ['parts', 'by', 'held', 'month', 'id'] })],
    ['a topic more', { ...released, topics: { ...released.topics, 'school.rooms.v1': topic } }],
  ])('%s', (_, current) => expect(incompatibilities(released, current)).toEqual([]));
});

describe('is refused, and says where and why', () => {
  it.each<readonly [string, Contract, string]>([
    [
      'a required field more',
      withLesson({
        properties: { ...fields, room: { type: 'string' } },
        required: [...(lesson['required'] as []), 'room'],
      }),
      `${at}/room: a required field is new, ${notReadNow}`,
    ],
    [
      'a required field less',
      withLesson({ properties: without('by'), required: ['id', 'month', 'held', 'parts'] }),
      `${at}/by: a required field is gone, ${notReadThen}`,
    ],
    [
      'an optional field required',
      withLesson({ required: [...(lesson['required'] as []), 'note'] }),
      `${at}/note: the field has become required, ${notReadNow}`,
    ],
    [
      'a required field optional',
      withLesson({ required: ['id', 'month', 'held', 'parts'] }),
      `${at}/by: the field has become optional, ${notReadThen}`,
    ],
    [
      'another type',
      withField('note', { type: 'integer' }),
      `${at}/note/type: "string" is gone, "integer" is new, ${neither}`,
    ],
    [
      'a wider type',
      withField('held', { ...fields['held'], type: 'number' }),
      `${at}/held/type: "integer" is gone, "number" is new, ${notReadThen}`,
    ],
    ['null as well', withField('note', { type: ['string', 'null'] }), `${at}/note/type: "null" is new, ${notReadThen}`],
    [
      'an enum narrowed',
      withField('by', { type: 'string', enum: ['family'] }),
      `${at}/by/enum: "provider" is gone, ${notReadNow}`,
    ],
    [
      'an enum widened',
      withField('by', { type: 'string', enum: ['family', 'provider', 'court'] }),
      `${at}/by/enum: "court" is new, ${notReadThen}`,
    ],
    [
      'a value of an enum renamed',
      withField('by', { type: 'string', enum: ['family', 'teacher'] }),
      `${at}/by/enum: "provider" is gone, "teacher" is new, ${neither}`,
    ],
    [
      'an enum where there was none',
      withField('note', { type: 'string', enum: ['a'] }),
      `${at}/note/enum: ["a"] is new, ${notReadNow}`,
    ],
    [
      'a higher minimum',
      withField('held', { ...fields['held'], minimum: 1 }),
      `${at}/held/minimum: 0 has become 1, ${notReadNow}`,
    ],
    [
      'a lower minimum',
      withField('held', { ...fields['held'], minimum: -1 }),
      `${at}/held/minimum: 0 has become -1, ${notReadThen}`,
    ],
    [
      'a lower maximum',
      withField('id', { ...fields['id'], maxLength: 50 }),
      `${at}/id/maxLength: 100 has become 50, ${notReadNow}`,
    ],
    [
      'a higher maximum',
      withField('id', { ...fields['id'], maxLength: 200 }),
      `${at}/id/maxLength: 100 has become 200, ${notReadThen}`,
    ],
    [
      'no bound any more',
      withField('id', { type: 'string', minLength: 1 }),
      `${at}/id/maxLength: 100 is gone, ${notReadThen}`,
    ],
    [
      'another pattern',
      withField('month', { type: 'string', pattern: '^\\d{4}$' }),
      `${at}/month/pattern: "^\\\\d{4}-\\\\d{2}$" has become "^\\\\d{4}$", ${neither}`,
    ],
    [
      'a pattern more',
      withField('note', { type: 'string', pattern: 'x' }),
      `${at}/note/pattern: "x" is new, ${notReadNow}`,
    ],
    [
      'something inside a list',
      withField('parts', {
        ...fields['parts'],
        items: { type: 'object', properties: { kopecks: { type: 'string' } }, required: [] },
      }),
      `${at}/parts/items/properties/kopecks/type: "integer" is gone, "string" is new, ${neither}`,
    ],
    [
      'objects that are closed',
      withLesson({ additionalProperties: false }),
      `school.lessons.v1, school.lesson-given.v1, /additionalProperties: false is new, ${notReadNow}`,
    ],
    [
      'a keyword that the check does not know',
      withLesson({ allOf: [{}] }),
      `school.lessons.v1, school.lesson-given.v1, /allOf: [{}] is new, ${notReadNow}`,
    ],
    [
      'a message less',
      withTopic({ messages: {} }),
      `school.lessons.v1, school.lesson-given.v1: the message is gone or has another name, ${notReadNow}`,
    ],
    [
      'a message more',
      withTopic({ messages: { ...topic.messages, 'school.lesson-moved.v1': lesson } }),
      `school.lessons.v1, school.lesson-moved.v1: the message is new on a released topic, ${notReadThen}`,
    ],
    [
      'another key',
      withTopic({ key: 'group id' }),
      'school.lessons.v1: the key, "child id", has become "group id", so the order of messages is another one.',
    ],
    [
      'compaction',
      withTopic({ compacted: true }),
      'school.lessons.v1: the topic is now compacted, so other messages are kept than under 1.0.0.',
    ],
    [
      'a topic less',
      { ...released, topics: {} },
      'school.lessons.v1: the topic is gone, so readers of 1.0.0 hear nothing any more.',
    ],
    [
      'a header less',
      { ...released, headers: { type: 'object' } },
      `every topic, the headers, /properties/ce_id: a required field is gone, ${notReadThen}`,
    ],
  ])('%s', (_, current, sentence) => expect(incompatibilities(released, current)).toEqual([sentence]));

  it('a message renamed, both ways', () => {
    expect(incompatibilities(released, withTopic({ messages: { 'school.lesson-held.v1': lesson } }))).toEqual([
      `school.lessons.v1, school.lesson-given.v1: the message is gone or has another name, ${notReadNow}`,
      `school.lessons.v1, school.lesson-held.v1: the message is new on a released topic, ${notReadThen}`,
    ]);
  });

  it('with every reason, not the first alone', () => {
    const current = withLesson({ properties: { ...fields, id: { type: 'string' }, note: { type: 'integer' } } });
    expect(incompatibilities(released, current)).toEqual([
      `${at}/id/minLength: 1 is gone, ${notReadThen}`,
      `${at}/id/maxLength: 100 is gone, ${notReadThen}`,
      `${at}/note/type: "string" is gone, "integer" is new, ${neither}`,
    ]);
  });

  it('a field that left and came back as something else, by the release before the last', () => {
    const second = { ...withLesson({ properties: without('note') }), version: '1.1.0' };
    const third = withField('note', { type: 'integer' });
    expect(incompatibilities(second, third)).toEqual([]);
    expect(incompatibilities(released, third)).not.toEqual([]);
  });
});
