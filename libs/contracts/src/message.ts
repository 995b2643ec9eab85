import { err, ok, type Actor, type Result } from '@lib/kernel';
import { z } from 'zod';

/**
 * A message as it lies on a topic: CloudEvents 1.0 in Kafka's binary mode. Attributes are `ce_` headers, the value is JSON.
 * A tombstone has a null value.
 */
export type WireMessage = {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
};

/** A decoded message. `id` derives from the source event; `sequence` is gap-free per key and source, from 0. */
export type Message<Type extends string = string, Data = unknown> = {
  readonly id: string;
  readonly source: string;
  readonly type: Type;
  readonly key: string;
  readonly time: string;
  readonly recordedTime: string;
  readonly sequence: number;
  readonly causationId: string | undefined;
  readonly traceParent: string | undefined;
  /** Who asked for what the message tells; undefined where that was not recorded. */
  readonly actor: Actor | undefined;
  readonly data: Data;
};

/** Why bytes on a topic are not a message of its contract. */
export type ContractViolation = {
  readonly reason:
    | 'tombstone'
    | 'malformed-envelope'
    | 'unknown-type'
    /** The owner's, but not of this build's contract: a newer build sent it. */
    | 'newer-type'
    | 'malformed-json'
    | 'malformed-data';
  readonly faults: readonly string[];
};

export type Topic<Schemas extends Readonly<Record<string, z.ZodType>>> = {
  readonly name: string;
  /** What the messages tell, for those who read them. */
  readonly description: string;
  readonly owner: string;
  /** What the key is, in words. */
  readonly key: string;
  readonly compacted: boolean;
  /** Schema per message type, of the version that is sent; the type on the wire is `<owner>.<type>.v<version>`. */
  readonly schemas: Schemas;
  /** Versions that were sent once and lie on topics: those of a type from 1 on, each with the way to the one after it. */
  readonly older?: { readonly [Type in keyof Schemas]?: readonly OlderVersion[] };
};

/** How a message was sent once. `next` makes the version after it. */
type OlderVersion = {
  /** Its type then, where it has another name since. */
  readonly name?: string;
  readonly schema: z.ZodType;
  readonly next: (data: never) => unknown;
};

/** The version of a message type that is sent: one more than there are older ones. */
const versionOf = ({ older }: AnyTopic, type: string): number => (older?.[type]?.length ?? 0) + 1;

/** The type of a message on the wire. */
export const wireTypeOf = (topic: AnyTopic, type: string): string =>
  `${topic.owner}.${type}.v${versionOf(topic, type)}`;

export type AnyTopic = Topic<Record<string, z.ZodType>>;

export type MessageOf<T> =
  T extends Topic<infer Schemas>
    ? { [Type in keyof Schemas & string]: Message<Type, z.output<Schemas[Type]>> }[keyof Schemas & string]
    : never;

/** The headers that a reader relies on: the attributes of CloudEvents, UTF-8. Others may stand beside them. */
export const envelope = z.object({
  ce_specversion: z.literal('1.0'),
  ce_id: z.string().min(1).describe('The same on every delivery of the message: de-duplicate by it.'),
  ce_source: z.string().min(1).describe('The service whose fact it is.'),
  ce_type: z.string().min(1),
  ce_time: z.iso.datetime().describe('When it became a fact, UTC.'),
  ce_recordedtime: z.iso.datetime().describe('When it was recorded, UTC.'),
  ce_sequence: z
    .string()
    .regex(/^\d{1,15}$/)
    .describe('Counts the messages of a key on a topic from 0 without a gap; decimal digits.'),
  ce_causationid: z.string().min(1).optional().describe('The id of the message or command that caused it.'),
  ce_traceparent: z.string().min(1).optional().describe('W3C Trace Context.'),
  ce_actor: z
    .string()
    .regex(/^(person|integration|job):.{1,100}$/)
    .optional()
    .describe('Who asked for it, as `kind:name`; missing where that was not recorded.'),
  ce_actorproven: z
    .enum(['true', 'false'])
    .optional()
    .describe('Whether the name of the actor was checked; `false`: it is the one that a client gave itself.'),
  ce_occasion: z.string().min(1).optional().describe('What was asked for: the request, or the job of a date.'),
  ce_replay: z.literal('true').optional().describe('The message was sent again on request; it is the same message.'),
});

const violation = (reason: ContractViolation['reason'], faults: readonly string[]): Result<never, ContractViolation> =>
  err({ reason, faults });

const named = (error: z.ZodError): readonly string[] =>
  error.issues.map((issue) => `${issue.path.map(String).join('.') || '(value)'}: ${issue.message}`);

const MESSAGE_TYPE = /^[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9]\d{0,8}$/;

type Reader = {
  readonly type: string;
  readonly schema: z.ZodType;
  readonly upgrade: (data: unknown) => unknown;
};

const readers = new WeakMap<AnyTopic, ReadonlyMap<string, Reader>>();

/** How to read each type that was ever sent on the topic, by its name on the wire. */
const readersOf = (topic: AnyTopic): ReadonlyMap<string, Reader> => {
  const known = readers.get(topic);
  if (known) return known;
  const all = new Map<string, Reader>();
  for (const [type, schema] of Object.entries(topic.schemas)) {
    all.set(wireTypeOf(topic, type), { type, schema, upgrade: (data) => data });
    const older = topic.older?.[type] ?? [];
    for (const [index, { name = type, schema: was }] of older.entries())
      all.set(`${topic.owner}.${name}.v${index + 1}`, {
        type,
        schema: was,
        upgrade: (data) => older.slice(index).reduce((form, { next }) => next(form as never), data),
      });
  }
  readers.set(topic, all);
  return all;
};

/** Reads a message of a topic. Unknown fields are tolerated, everything else that is off is answered with every fault named; never throws. */
export const decode = <Schemas extends Readonly<Record<string, z.ZodType>>>(
  topic: Topic<Schemas>,
  wire: WireMessage,
): Result<MessageOf<Topic<Schemas>>, ContractViolation> => {
  if (wire.value === null) return violation('tombstone', ['value: null']);
  const head = envelope.safeParse(wire.headers);
  if (!head.success) return violation('malformed-envelope', named(head.error));
  const wireType = head.data.ce_type;
  const reader = readersOf(topic).get(wireType);
  if (!reader) {
    const isOfOwner = wireType.startsWith(`${topic.owner}.`) && MESSAGE_TYPE.test(wireType);
    return violation(isOfOwner ? 'newer-type' : 'unknown-type', [`ce_type: ${wireType}`]);
  }
  let json: unknown;
  try {
    json = JSON.parse(wire.value);
  } catch {
    return violation('malformed-json', ['value: not JSON']);
  }
  const sent = reader.schema.safeParse(json);
  if (!sent.success) return violation('malformed-data', named(sent.error));
  return ok({
    id: head.data.ce_id,
    source: head.data.ce_source,
    type: reader.type,
    key: wire.key,
    time: head.data.ce_time,
    recordedTime: head.data.ce_recordedtime,
    sequence: Number(head.data.ce_sequence),
    causationId: head.data.ce_causationid,
    traceParent: head.data.ce_traceparent,
    actor: actorOf(head.data),
    data: reader.upgrade(sent.data),
  } as MessageOf<Topic<Schemas>>);
};

type ActorHeaders = Pick<z.output<typeof envelope>, 'ce_actor' | 'ce_actorproven' | 'ce_occasion'>;

const actorHeaders = ({ kind, name, proven, occasion }: Actor): Record<string, string> => ({
  ce_actor: `${kind}:${name}`,
  ce_actorproven: String(proven),
  ce_occasion: occasion,
});

/** Who asked for a message, by its headers. */
export const actorOf = (headers: ActorHeaders): Actor | undefined => {
  const [, kind, name] = /^(person|integration|job):(.+)$/.exec(headers.ce_actor ?? '') ?? [];
  if (kind === undefined || name === undefined) return undefined;
  const proven = headers.ce_actorproven === 'true';
  return { kind: kind as Actor['kind'], name, proven, occasion: headers.ce_occasion ?? 'unknown' };
};

/** What the sender states; the outbox or the publisher adds the sequence. */
export type Outgoing<T> =
  T extends Topic<infer Schemas>
    ? {
        [Type in keyof Schemas & string]: {
          readonly id: string;
          readonly type: Type;
          readonly key: string;
          readonly time: string;
          readonly recordedTime: string;
          readonly causationId?: string | undefined;
          readonly traceParent?: string | undefined;
          readonly actor?: Actor | undefined;
          readonly data: z.input<Schemas[Type]>;
        };
      }[keyof Schemas & string]
    : never;

/** Writes a message of a topic. Strict: data that break the schema are a bug of the sender. @throws ZodError */
export const encode = <Schemas extends Readonly<Record<string, z.ZodType>>>(
  topic: Topic<Schemas>,
  message: Outgoing<Topic<Schemas>>,
  sequence: number,
): WireMessage => {
  const schema = topic.schemas[message.type];
  if (!schema) throw new TypeError(`${topic.name} has no message type ${message.type}`);
  return {
    topic: topic.name,
    key: message.key,
    headers: {
      ce_specversion: '1.0',
      ce_id: message.id,
      ce_source: `/${topic.owner}`,
      ce_type: wireTypeOf(topic, message.type),
      ce_time: message.time,
      ce_recordedtime: message.recordedTime,
      ce_sequence: String(sequence),
      ...(message.causationId === undefined ? {} : { ce_causationid: message.causationId }),
      ...(message.traceParent === undefined ? {} : { ce_traceparent: message.traceParent }),
      ...(message.actor === undefined ? {} : actorHeaders(message.actor)),
      'content-type': 'application/json',
    },
    value: JSON.stringify(schema.parse(message.data)),
  };
};
