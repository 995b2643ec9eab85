import { step, type Fault } from './problem.js';

/** Deeper than any request of ours, and far from where recursion over it would overflow the stack. */
export const DEPTH_MAX = 32;
/** Enough to mend a file; a hostile one must not make an answer of its own size. */
export const FAULTS_MAX = 1000;

/** PostgreSQL text cannot hold NUL, and UTF-8 cannot hold half of a surrogate pair. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * What no part of a request may hold, whatever it is for: text that cannot be stored, keys that mean something to
 * JavaScript itself (`__proto__`, `constructor`), nesting without end.
 * @param at how the first step of a pointer is written
 */
export const forbiddenIn = (value: unknown, at: (key: string) => string = step): readonly Fault[] => {
  const faults: Fault[] = [];
  const path: string[] = [];
  const refuse = (code: string, params?: Fault['params']): void => {
    if (faults.length === FAULTS_MAX) return;
    const pointer = path.map((key, depth) => (depth === 0 ? at : step)(storable(key))).join('');
    faults.push({ pointer, code, ...(params === undefined ? {} : { params }) });
  };
  const look = (inner: unknown): void => {
    if (typeof inner === 'string') {
      if (!isStorableText(inner)) refuse('forbidden-characters');
    } else if (typeof inner === 'object' && inner !== null) {
      if (path.length === DEPTH_MAX) return refuse('too-deep', { max: DEPTH_MAX });
      for (const [key, item] of Object.entries(inner)) {
        path.push(key);
        if (key in Object.prototype) refuse('forbidden-key');
        else if (!isStorableText(key)) refuse('forbidden-characters');
        else look(item);
        path.pop();
      }
    }
  };
  look(value);
  return faults;
};

/** A key as it can stand in an answer. */
export const storable = (key: string): string => key.toWellFormed().replaceAll('\0', '\uFFFD');
