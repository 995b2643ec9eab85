import type { Environment } from './environment.js';

/** Of every key of the vault. */
export const VAULT_KEY_BYTES = 32;

/**
 * The keys that encrypt keys of the vault of personal data: from the environment, a file, or whatever hands a file out, as
 * the agent of a key management service does.
 */
export type VaultKeys = {
  /** New keys are wrapped under it. 32 bytes. */
  readonly present: Buffer;
  /** What was wrapped under these opens as well: those before, and the next one. 32 bytes each. */
  readonly others?: readonly Buffer[];
};

/**
 * `VAULT_KEY`, and in `VAULT_OTHER_KEYS` those before it or the one that comes next, separated by commas. Undefined without
 * `VAULT_KEY`.
 */
export const vaultSettings = (env: Environment): VaultKeys | undefined => {
  const others = env.secrets('VAULT_OTHER_KEYS', VAULT_KEY_BYTES);
  const present = env.secret('VAULT_KEY', VAULT_KEY_BYTES);
  return present && { present, others };
};
