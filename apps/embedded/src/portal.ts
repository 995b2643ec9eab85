import { readFile } from 'node:fs/promises';
import type { Urls } from '@lib/client';
import { DEMO_CABINET } from '@lib/demo-issuer';
import { startPortal, type PortalParts } from '../../portal/src/portal.server.js';
import type { Installation } from './config.js';

type PortalNeeds = Pick<PortalParts, 'database' | 'tokens'> & {
  readonly urls: Urls;
  readonly logger: { error(message: unknown, context: string): unknown } | undefined;
};

/** The cabinet, where the installation wants one. What closes it is added to `closing`. */
export const portalOf = async (
  { ports, login, portalClient, portalRegionFile: file }: Installation,
  { database, tokens, urls, logger }: PortalNeeds,
  closing: (() => Promise<void>)[],
): Promise<{ readonly portal?: string }> => {
  const client = portalClient ?? (login ? undefined : { id: DEMO_CABINET });
  if (ports.portal === undefined || client === undefined) return {};
  const regionFile = file === undefined ? undefined : await readFile(file, 'utf8');
  const portal = await startPortal({
    regionFile,
    host: '127.0.0.1',
    port: ports.portal,
    database,
    tokens,
    client,
    urls: () => urls,
    onError: (error) => void logger?.error(error, 'portal'),
  });
  closing.push(() => portal.close());
  return { portal: portal.url };
};
