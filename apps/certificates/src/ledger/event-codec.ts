import type { JsonObject } from '@lib/event-store';
import {
  NewerVersion,
  isCalendarDate,
  isKopecks,
  isMonth,
  type CalendarDate,
  type Kopecks,
  type Month,
} from '@lib/kernel';
import { z } from 'zod';
import { exactFormOf } from './exact-form.js';

type Stored = { readonly type: string; readonly version: number; readonly data: JsonObject };

/** How one kind of stream is stored. `decode` guesses nothing. @throws NewerVersion, ZodError */
export type EventCodec<Event extends { readonly type: string }> = {
  encode(event: Event): Stored;
  decode(stored: Stored): Event;
  /** Every stored version of each event, from the first on; the last is the one that is written. */
  readonly versions: { readonly [Type in Event['type']]: readonly Pick<Stored, 'type' | 'version'>[] };
};

/** The stored forms of single fields. */
export const stored = {
  date: z.custom<CalendarDate>(isCalendarDate),
  month: z.custom<Month>(isMonth),
  /** What the amounts of a certificate count. Regions of the social certificate count hours; those are not computed yet. */
  unit: z.literal('kopeck'),
  kopecks: z.custom<Kopecks>(isKopecks),
};

/** One form in which an event was or is stored; `next` makes the form after it. */
type Form = { readonly name: string | undefined; readonly schema: z.ZodType; readonly next: (data: never) => unknown };

/** Every stored form of an event, from version 1 on; the last is the one that is written. A released form never changes. */
export type Forms<Data> = {
  readonly forms: readonly Form[];
  write(this: void, data: Data): unknown;
  /** A later version of the event, made of the one before it. */
  now<Next>(schema: z.ZodType<Next>, next: (data: Data) => Next): Forms<Next>;
  /** The event in memory, where it has another form than the one that is stored. */
  as<Memory>(read: (data: Data) => Memory, write: (memory: Memory) => Data): Forms<Memory>;
};

const formsOf = <Data>(forms: readonly Form[], write: (data: Data) => unknown): Forms<Data> => {
  const lastMakes = (next: (data: Data) => unknown): readonly Form[] => [
    ...forms.slice(0, -1),
    ...forms.slice(-1).map((form) => ({ ...form, next })),
  ];
  return {
    forms,
    write,
    now: <Next>(schema: z.ZodType<Next>, next: (data: Data) => Next) =>
      formsOf<Next>([...lastMakes(next), { name: undefined, schema, next: asItIs }], asItIs),
    as: <Memory>(read: (data: Data) => Memory, back: (memory: Memory) => Data) =>
      formsOf<Memory>(lastMakes(read), back),
  };
};

const asItIs = (data: unknown): unknown => data;

/** The first version of an event. @param name the one under which it was stored, where the event has another name today */
export const versionOne = <Data>(schema: z.ZodType<Data>, name?: string): Forms<Data> =>
  formsOf<Data>([{ name, schema, next: asItIs }], asItIs);

/** An entry for every event of a stream kind. */
export type StoredForms<Event extends { readonly type: string }> = {
  readonly [Type in Event['type']]: Forms<Omit<Extract<Event, { type: Type }>, 'type'>>;
};

/** Writes the last form of every event and reads all of them. */
export const codecOf = <Event extends { readonly type: string }>(all: StoredForms<Event>): EventCodec<Event> => {
  const readers = new Map<string, Map<number, (data: JsonObject) => Event>>();
  const writers = new Map<string, (data: object) => Stored>();
  for (const [type, { forms, write }] of Object.entries(all as unknown as Readonly<Record<string, Forms<object>>>)) {
    writers.set(type, (data) => ({ type, version: forms.length, data: write(data) as JsonObject }));
    for (const [index, { name = type, schema }] of forms.entries()) {
      const isExact = exactFormOf(schema);
      const later = forms.slice(index).map(({ next }) => next as (data: unknown) => unknown);
      const read = (data: JsonObject): Event => {
        let current: unknown = isExact(data) ? data : schema.parse(data);
        for (const next of later) current = next(current);
        return { type, ...(current as object) } as unknown as Event;
      };
      readers.set(name, (readers.get(name) ?? new Map<number, typeof read>()).set(index + 1, read));
    }
  }
  const versions = Object.entries(all as unknown as Readonly<Record<string, Forms<object>>>).map(
    ([type, { forms }]) => [type, forms.map(({ name = type }, index) => ({ type: name, version: index + 1 }))] as const,
  );
  return {
    versions: Object.fromEntries(versions) as unknown as EventCodec<Event>['versions'],
    encode: ({ type, ...data }) => {
      const write = writers.get(type);
      if (!write) throw new TypeError(`an event ${type} has no stored form`);
      return write(data);
    },
    decode: ({ type, version, data }) => {
      const read = readers.get(type)?.get(version);
      if (!read) throw new NewerVersion(`event ${type} version ${version}`);
      return read(data);
    },
  };
};
