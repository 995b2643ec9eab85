import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate and its key, as PEM. */
export type Identity = { readonly certificate: string; readonly key: string };

/** An authority for the length of a test. */
export type Authority = {
  /** Its own certificate, which a client trusts. */
  readonly file: string;
  /** A certificate for these names and addresses: `DNS:localhost`, `IP:127.0.0.1`. Days below 0: it has run out. */
  sign(names: readonly string[], days?: number): Promise<Identity>;
};

const openssl = (args: readonly string[], cwd: string): Promise<unknown> =>
  promisify(execFile)('openssl', [...args], { cwd });

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Made by the system's openssl. @throws Error where there is none */
export const authority = async (): Promise<Authority> => {
  const folder = await mkdtemp(join(process.env.TEST_FOLDER ?? tmpdir(), 'authority-'));
  const ofAuthority = ['-keyout', 'authority.key', '-out', 'authority.pem', '-days', '2', '-subj', '/CN=authority'];
  const extensions = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  await openssl(['req', '-x509', ...CURVE, ...ofAuthority, ...extensions], folder);
  let signed = 0;
  return {
    file: join(folder, 'authority.pem'),
    sign: async (names, days = 2) => {
      const name = `signed-${signed++}`;
      await openssl(['req', ...CURVE, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`], folder);
      await writeFile(join(folder, `${name}.ext`), `subjectAltName=${names.join(',')}\n`);
      const time = ['-days', String(days)];
      const by = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-extfile', `${name}.ext`];
      await openssl(['x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by, ...time], folder);
      const read = (end: string): Promise<string> => readFile(join(folder, `${name}.${end}`), 'utf8');
      return { certificate: await read('pem'), key: await read('key') };
    },
  };
};
