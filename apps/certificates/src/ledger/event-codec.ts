import type { JsonObject } from '@lib/event-store';
import { isCalendarDate, isMonth, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import { z } from 'zod';

type Stored = { readonly type: string; readonly version: number; readonly data: JsonObject };

/** How one kind of stream is stored. `decode` throws on a type or version it does not know: history is never guessed. */
export type EventCodec<Event extends { readonly type: string }> = {
  encode(event: Event): Stored;
  decode(stored: Stored): Event;
};

/** The stored forms of single fields. */
export const stored = {
  date: z.custom<CalendarDate>(isCalendarDate),
  month: z.custom<Month>(isMonth),
  kopecks: z.custom<Kopecks>((value) => Number.isSafeInteger(value) && (value as number) >= 0),
};

/** The first released shape of every event of a stream kind. It never changes: a new shape is a new version with an upcaster. */
export type VersionOne<Event extends { readonly type: string }> = {
  readonly [Type in Event['type']]: z.ZodType<Omit<Extract<Event, { type: Type }>, 'type'>>;
};

/** A codec whose events are stored as they are. */
export const codecOf = <Event extends { readonly type: string }>(v1: VersionOne<Event>): EventCodec<Event> => ({
  encode: ({ type, ...data }) => ({ type, version: 1, data: data as unknown as JsonObject }),
  decode: ({ type, version, data }) => {
    const schema: z.ZodType | undefined = Object.hasOwn(v1, type) ? v1[type as Event['type']] : undefined;
    if (!schema || version !== 1) throw new TypeError(`unknown event ${type} version ${version}`);
    return { type, ...(schema.parse(data) as object) } as Event;
  },
});
