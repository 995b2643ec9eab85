import type { RefusalReason, Refuse } from './refusal.js';

/** Stands where a fault was noted already: what is read of it is harmless and notes nothing more. */
const TOLD = Symbol('told');

/**
 * A value of an answer and its place in it. It is read as what it should be; where it is something else, that is noted
 * with `refuse` and something harmless is read ('', NaN), so that one reading of a row finds every fault of it.
 */
export class Reading {
  constructor(
    private readonly value: unknown,
    readonly place: string,
    readonly refuse: Refuse,
  ) {}

  /** An object inside this one. */
  object(name: string): Reading {
    const inner = this.member(name);
    return isObject(inner.value) ? inner : inner.told('not-an-object');
  }

  /** As `object`; undefined where there is none. */
  objectIfAny(name: string): Reading | undefined {
    return this.member(name).isNothing ? undefined : this.object(name);
  }

  /** The objects of a list. */
  objects(name: string): readonly Reading[] {
    const list = this.member(name);
    if (!Array.isArray(list.value)) {
      list.told('not-a-list');
      return [];
    }
    return list.value.map((item: unknown, index) => {
      const inner = new Reading(item, `${list.place}/${index}`, this.refuse);
      return isObject(item) ? inner : inner.told('not-an-object');
    });
  }

  /** A number given by a registry, as the text it is known by; '' where there is none. */
  id(): string {
    const { value } = this.member('id');
    if (Number.isSafeInteger(value) && (value as number) >= 0) return String(value);
    this.note('id', 'id-not-valid');
    return '';
  }

  /** A whole number; also written as text where `orText`, as some exports do. */
  whole(name: string, reason: RefusalReason, { min = 0, max = Number.MAX_SAFE_INTEGER, orText = false } = {}): number {
    const { value } = this.member(name);
    const number = orText && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    if (Number.isSafeInteger(number) && (number as number) >= min && (number as number) <= max) return number as number;
    this.note(name, reason);
    return Number.NaN;
  }

  /** As `whole`; null where there is none. */
  wholeIfAny(...[name, ...rest]: Parameters<Reading['whole']>): number | null {
    return this.member(name).isNothing ? null : this.whole(name, ...rest);
  }

  /** A text for which `holds` is true. */
  text(name: string, reason: RefusalReason, holds: (text: string) => boolean = () => true): string {
    const { value } = this.member(name);
    if (typeof value === 'string' && holds(value)) return value;
    this.note(name, reason);
    return '';
  }

  /** As `text`; null where there is none. */
  textIfAny(...[name, ...rest]: Parameters<Reading['text']>): string | null {
    return this.member(name).isNothing ? null : this.text(name, ...rest);
  }

  /** true, 1 or "1"; false, 0, "0" or nothing at all. */
  flag(name: string, reason: RefusalReason): boolean {
    const inner = this.member(name);
    if (inner.isNothing || inner.value === false || inner.value === 0 || inner.value === '0') return false;
    if (inner.value === true || inner.value === 1 || inner.value === '1') return true;
    this.note(name, reason);
    return false;
  }

  /** Notes a fault of the member `name`, once. */
  note(name: string, reason: RefusalReason): void {
    if (this.value !== TOLD) this.refuse(reason, `${this.place}/${name}`);
  }

  private get isNothing(): boolean {
    return this.value === undefined || this.value === null || this.value === TOLD;
  }

  private member(name: string): Reading {
    const inside = isObject(this.value) ? (Object.hasOwn(this.value, name) ? this.value[name] : undefined) : TOLD;
    return new Reading(inside, `${this.place}/${name}`, this.refuse);
  }

  private told(reason: RefusalReason): Reading {
    if (this.value !== TOLD) this.refuse(reason, this.place);
    return new Reading(TOLD, this.place, this.refuse);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
