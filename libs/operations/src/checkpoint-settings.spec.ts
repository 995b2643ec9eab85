import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeTempFolders, tempFolder } from '../../../test/support/temp-folder.js';
import { checkpointSettings } from './checkpoint-settings.js';
import { Environment } from './environment.js';

const settingsOf = (variables: Readonly<Record<string, string>>) => {
  const env = new Environment(variables);
  const settings = checkpointSettings(env);
  return env.whole({ settings }).settings;
};

describe('where the log is signed', () => {
  let folder: string;
  const keyFile = async (name: string, text: string | Buffer): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const pem = (key: KeyObject): string | Buffer => key.export({ format: 'pem', type: 'pkcs8' });
  beforeAll(async () => {
    folder = await tempFolder();
  });
  afterAll(removeTempFolders);

  it('is nowhere unless told', () => {
    expect(settingsOf({})).toBeUndefined();
    expect(settingsOf({ CHECKPOINT_EVERY_SECONDS: '5' })).toBeUndefined();
  });

  it('is a file, by a key of Ed25519, every minute', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const CHECKPOINT_KEY_FILE = await keyFile('right.pem', pem(privateKey));
    const settings = settingsOf({ CHECKPOINT_FILE: '/somewhere', CHECKPOINT_KEY_FILE });
    expect(settings).toMatchObject({ file: '/somewhere', everyMs: 60_000 });
    expect(settings?.key.equals(privateKey)).toBe(true);
    expect(settingsOf({ CHECKPOINT_FILE: '/a', CHECKPOINT_KEY_FILE, CHECKPOINT_EVERY_SECONDS: '5' })?.everyMs).toBe(
      5_000,
    );
  });

  it('is refused where the file or the key is missing, or the key is another', async () => {
    const fault = (variables: Readonly<Record<string, string>>) => () => settingsOf(variables);
    const CHECKPOINT_FILE = '/somewhere';
    expect(fault({ CHECKPOINT_FILE })).toThrow(/CHECKPOINT_KEY_FILE: is missing/);
    const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { publicKey } = generateKeyPairSync('ed25519');
    const rsa = await keyFile('rsa.pem', pem(other));
    expect(fault({ CHECKPOINT_KEY_FILE: rsa })).toThrow(/CHECKPOINT_FILE: is missing/);
    for (const CHECKPOINT_KEY_FILE of [
      rsa,
      await keyFile('public.pem', publicKey.export({ format: 'pem', type: 'spki' })),
      await keyFile('secret.pem', 'nobody should read this'),
    ]) {
      expect(fault({ CHECKPOINT_FILE, CHECKPOINT_KEY_FILE })).toThrow(/has no private key of Ed25519 in PEM/);
      expect(fault({ CHECKPOINT_FILE, CHECKPOINT_KEY_FILE })).not.toThrow(/nobody should read/);
    }
    expect(fault({ CHECKPOINT_FILE, CHECKPOINT_KEY_FILE: join(folder, 'none') })).toThrow(
      /CHECKPOINT_KEY_FILE: ENOENT/,
    );
  });
});
