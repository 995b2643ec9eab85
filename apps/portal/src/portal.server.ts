import type { AddressInfo } from 'node:net';
import cookieParser from '@fastify/cookie';
import formParser from '@fastify/formbody';
import { TokenCheck } from '@lib/access';
import { HTTP_SETTINGS, RequestRates, watchRequests, type HttpSettings } from '@lib/http';
import { newId } from '@lib/kernel';
import { fastify, type FastifyInstance } from 'fastify';
import { Refused } from './page/answers.js';
import { serveAssets } from './page/assets.js';
import { BACKCHANNEL } from './page/backchannel.js';
import { Cookies, headersFor } from './page/browser.js';
import { compressPages } from './page/compress.js';
import { isProbe, serveProbes } from './page/probes.js';
import type { PortalParts } from './portal.parts.js';
import { LIVE, PortalRouting } from './portal.routing.js';
import { Logins } from './session/login.js';

export type Portal = {
  /** Where browsers find it. */
  readonly url: string;
  /** Where it listens. */
  readonly address: string;
  /** Where the issuer tells it of logouts. */
  readonly backchannel: string;
  /** Stops taking requests and finishes what is in hand. */
  close(): Promise<void>;
};

const BODY_LIMIT_BYTES = 1024 * 1024;

/** The cabinet of families, providers, operators and auditors: pages in front of the services, and no data of its own but sessions and what families say to the operator. */
export const startPortal = async (parts: PortalParts): Promise<Portal> => {
  let url = parts.publicUrl ?? '';
  const http = parts.http ?? HTTP_SETTINGS;
  const { issuer } = parts.tokens;
  const tokens = new TokenCheck(parts.tokens);
  const login = {
    issuer,
    clientId: parts.client.id,
    clientSecret: parts.client.secret,
    callback: () => `${url}/callback`,
    home: () => `${url}/`,
  };
  const server = serverWith(http);
  watchRequests(server, (answered) => {
    // A stream is open for as long as a page: it would count as an answer of minutes.
    if (answered.route !== LIVE)
      parts.metrics?.request(answered.method, answered.route, answered.status, answered.seconds);
    if (!isProbe(answered.route)) parts.logger?.log({ msg: 'answered', ...answered }, 'http');
  });
  await server.register(cookieParser);
  await server.register(formParser, {
    parser: (text) => new URLSearchParams(text) as unknown as Record<string, unknown>,
  });
  compressPages(server);
  const headers = headersFor(issuer, http.hstsDays);
  const rates = new RequestRates(http.rates);
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    if (isProbe(request.routeOptions.url ?? '')) return;
    // On a connection that was open already: the next one leads to another instance.
    if (isClosing) throw new Refused(503, undefined);
    rates.takeOfAddress(request.ip, reply);
  });
  serveProbes(server, {
    dependencies: { database: () => parts.database.takesWrites() },
    tokens,
    metrics: parts.metrics,
  });
  const logins = new Logins(parts.database, login, tokens);
  const portal = new PortalRouting(
    parts,
    () => url,
    logins,
    new Cookies(url.startsWith('https:')),
    serveAssets(server),
  );
  await portal.addTo(server);
  await server.listen({ host: parts.host, port: parts.port });
  // Of all addresses of a machine `listen` tells one only.
  const { port } = server.server.address() as AddressInfo;
  const address = `http://${parts.host.includes(':') ? `[${parts.host}]` : parts.host}:${port}`;
  if (url === '') url = address;
  return { url, address, backchannel: `${address}${BACKCHANNEL}`, close: () => server.close() };
};

const serverWith = ({ headersMs, requestMs, proxies }: HttpSettings): FastifyInstance =>
  fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => newId(),
    requestIdHeader: false,
    trustProxy: proxies.length > 0 && [...proxies],
    requestTimeout: requestMs,
    http: { headersTimeout: Math.min(headersMs, requestMs), requestTimeout: requestMs },
    routerOptions: { maxParamLength: 500 },
    // Its own answer is no page.
    return503OnClosing: false,
  });
