import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Environment } from './environment.js';

/** Where signed checkpoints of the log are written, by which key, and how often (docs/checkpoints.md). */
export type CheckpointSettings = {
  readonly file: string;
  /** Ed25519, private. */
  readonly key: KeyObject;
  readonly everyMs: number;
};

/** CHECKPOINT_FILE, CHECKPOINT_KEY_FILE, CHECKPOINT_EVERY_SECONDS; undefined where the first two are left out: none are written. */
export const checkpointSettings = (env: Environment): CheckpointSettings | undefined => {
  const [file, keyFile] = [env.text('CHECKPOINT_FILE'), env.text('CHECKPOINT_KEY_FILE')];
  const everyMs = env.count('CHECKPOINT_EVERY_SECONDS', 60) * 1000;
  if (file === undefined && keyFile === undefined) return undefined;
  return {
    file: env.required('CHECKPOINT_FILE', file),
    key: keyIn(env, env.required('CHECKPOINT_KEY_FILE', keyFile)),
    everyMs,
  };
};

// What is wrong with a key is told without a word of it.
const keyIn = (env: Environment, file: string | undefined): KeyObject => {
  if (file === undefined) return NO_KEY;
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return env.wrong('CHECKPOINT_KEY_FILE', error.message, NO_KEY);
  }
  return env.wrong('CHECKPOINT_KEY_FILE', `${file} has no private key of Ed25519 in PEM`, NO_KEY);
};

/** Never used: `whole` throws first. */
const NO_KEY = undefined as unknown as KeyObject;
