import type { WireMessage } from '@lib/contracts';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';

/** CloudEvents in binary mode: the headers and the key in UTF-8, the value as it is. */
export const toKafka = ({ key, headers, value }: WireMessage): Message => ({ key, value, headers: { ...headers } });

/** Whatever bytes lie on a topic, as a message to be judged by its contract. Never throws. */
export const fromKafka = (topic: string, { key, headers = {}, value }: Omit<KafkaMessage, 'size'>): WireMessage => ({
  topic,
  key: key?.toString() ?? '',
  headers: textsOf(headers),
  value: value?.toString() ?? null,
});

/** About how many bytes a message takes on its way. */
export const sizeOf = ({ key, headers, value }: WireMessage): number =>
  Object.entries(headers).reduce(
    (sum, [name, text]) => sum + name.length + Buffer.byteLength(text) + 4,
    Buffer.byteLength(key) + Buffer.byteLength(value ?? '') + 32,
  );

// A header that comes twice counts as its last.
const textsOf = (headers: IHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value.at(-1) : value)?.toString() ?? '',
    ]),
  );
