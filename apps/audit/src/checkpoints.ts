import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonical } from './canonical.js';
import type { LedgerEvent } from './ledger-event.js';

const NOTHING = '0'.repeat(64);
const MARK = 8;
/** Where an event is missing every line behind it differs: the first ones tell where. */
const DIFFERENCES_MAX = 20;

/** What a line says of the log, by docs/checkpoints.md. */
type Line = {
  readonly line: number;
  readonly at: string;
  /** So many events the log had. */
  readonly events: number;
  /** What their hashes come to. */
  readonly log: string;
  /** The beginnings of the hashes of the last of them. */
  readonly marks: string;
};

/** A file of checkpoints, and the keys that may have signed it. */
export type Signed = { readonly text: string; readonly keys: readonly KeyObject[] };

/** Compares the log with what was signed of it: lines that follow one from the other, each with its signature. */
export class Checkpoints {
  private readonly lines: Line[] = [];
  private events = 0;
  private log = Buffer.from(NOTHING, 'hex');
  /** The line that the next event belongs to. */
  private at = 0;
  /** The first event behind the line before that is not the one that was signed. */
  private strange: string | undefined;
  private differing = 0;

  /** @param differ told what is wrong, with the file and then with the log */
  constructor(
    { text, keys }: Signed,
    private readonly differ: (what: string) => void,
  ) {
    const known = new Map(keys.map((key) => [idOf(key), key] as const));
    let before = { line: 0, events: 0, hash: NOTHING };
    for (const own of text.split('\n')) {
      const read = parsed(own);
      // What a crash has left of a line; were it a line that somebody has spoilt, the next one would not follow.
      if (read === undefined) continue;
      const { signature, ...signed } = read;
      const { line, events, previous, key } = signed;
      const hash = createHash('sha256').update(own).digest('hex');
      const fault = faultOf(signed, signature, known.get(String(key)));
      if (fault !== undefined) differ(`checkpoint ${String(line)}: ${fault}`);
      else if (previous !== before.hash)
        differ(
          `checkpoint ${String(line)}: does not follow checkpoint ${before.line}; what stood between was taken out or changed`,
        );
      else if (Number(events) <= before.events)
        differ(`checkpoint ${String(line)}: has no more events than the one before`);
      before = { line: Number(line), events: Number(events), hash };
      if (fault === undefined) this.lines.push(signed as unknown as Line);
    }
    if (this.lines.length === 0) differ('the file has no checkpoint');
  }

  /** How many of them can be relied on. */
  get count(): number {
    return this.lines.length;
  }

  /** The next event of the log. */
  add({ stream, revision, position, hash }: LedgerEvent): void {
    this.events += 1;
    this.log = createHash('sha256').update(this.log).update(Buffer.from(hash, 'hex')).digest();
    const line = this.lines[this.at];
    if (!line) return;
    const first = line.events - line.marks.length / MARK;
    const place = (this.events - first - 1) * MARK;
    if (place >= 0 && line.marks.slice(place, place + MARK) !== hash.slice(0, MARK))
      this.strange ??= `${stream}#${revision} at position ${position}`;
    if (this.events >= line.events) this.compare(line);
  }

  /** What was signed and the log does not have, once all of it was read. */
  finish(): void {
    const last = this.lines.at(-1);
    if (last && this.events < last.events)
      this.differ(
        `checkpoint ${last.line} of ${last.at}: the log had ${last.events} events, and has ${this.events}: the others were cut off or dropped`,
      );
    if (this.differing > DIFFERENCES_MAX)
      this.differ(`${this.differing - DIFFERENCES_MAX} further checkpoints differ from the log`);
  }

  private compare(line: Line): void {
    if (this.log.toString('hex') !== line.log) {
      this.differing += 1;
      const what = this.strange ?? 'one of the events before it';
      if (this.differing <= DIFFERENCES_MAX)
        this.differ(
          `checkpoint ${line.line} of ${line.at}: ${what} is not what was signed at its place: it, or one before it, was rewritten, dropped or moved`,
        );
    }
    // From what was signed on, so that a line behind it tells of its own events.
    this.log = Buffer.from(line.log, 'hex');
    this.strange = undefined;
    do this.at += 1;
    while ((this.lines[this.at]?.events ?? Infinity) <= this.events);
  }
}

/** By which lines name a key: the beginning of the SHA-256 of its SubjectPublicKeyInfo. */
const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/** A public key of Ed25519 in PEM. @throws TypeError */
export const checkpointKeyIn = (pem: string): KeyObject => {
  // Of a private key Node makes the public one: whoever audits should not have it.
  if (/PRIVATE KEY/.test(pem))
    throw new TypeError('the key of the checkpoints is the private one: only the public is needed');
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the key of the checkpoints is none of Ed25519');
  return key;
};

const faultOf = (
  signed: Readonly<Record<string, unknown>>,
  signature: unknown,
  key: KeyObject | undefined,
): string | undefined => {
  if (!key) return `signed by the key ${String(signed['key'])}, which was not given`;
  return isSigned(signed, signature, key) ? undefined : 'the signature does not fit';
};

const isSigned = (signed: Readonly<Record<string, unknown>>, signature: unknown, key: KeyObject): boolean => {
  try {
    return verify(null, Buffer.from(canonical(signed)), key, Buffer.from(String(signature), 'base64'));
  } catch {
    // What has no canonical form was never signed.
    return false;
  }
};

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};
