import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoginSettings } from '@lib/access';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

/** An issuer of the tests: it gives whatever token a test wants. */
export type TestIssuer = {
  readonly settings: LoginSettings;
  /** The header of somebody with these claims beside the usual ones. */
  as(claims: Readonly<Record<string, unknown>>): Promise<{ readonly authorization: string }>;
  close(): void;
};

export const startTestIssuer = async (): Promise<TestIssuer> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'tests' }] });
  const server = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings: LoginSettings = {
    issuer,
    audience: 'certificate-ledger',
    jwksUrl: `${issuer}/jwks`,
    algorithms: ['ES256'],
    rolesClaim: 'roles',
  };
  return {
    settings,
    as: async (claims) => {
      const token = await new SignJWT({ sub: 'somebody', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'tests' })
        .setIssuer(issuer)
        .setAudience(settings.audience)
        .setExpirationTime('12h')
        .sign(privateKey);
      return { authorization: `Bearer ${token}` };
    },
    close: () => void server.close(),
  };
};
