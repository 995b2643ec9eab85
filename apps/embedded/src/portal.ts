import { readFile } from 'node:fs/promises';
import type { Urls } from '@lib/client';
import { DEMO_CABINET, type DemoIssuer } from '@lib/demo-issuer';
import type { PortalParts } from '../../portal/src/portal.parts.js';
import { startPortal } from '../../portal/src/portal.server.js';
import type { Installation } from './config.js';

type PortalNeeds = Pick<PortalParts, 'database' | 'tokens' | 'logger'> & {
  readonly urls: Urls;
  /** Undefined where the issuer is another. */
  readonly demo: DemoIssuer | undefined;
};

/** The cabinet, where the installation wants one. What closes it is added to `closing`. */
export const portalOf = async (
  { ports, login, portalClient, portalRegionFile: file, http }: Installation,
  { database, tokens, urls, logger, demo }: PortalNeeds,
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
    http,
    logger,
  });
  closing.push(() => portal.close());
  await demo?.tellLogouts(portal.backchannel);
  return { portal: portal.url };
};
