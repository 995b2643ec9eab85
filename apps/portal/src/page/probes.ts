import { InvalidToken, IssuerAway, reachBy, type TokenCheck } from '@lib/access';
import { operationsPolicy } from '@lib/operations';
import { inTime, type Metrics } from '@lib/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const ANSWER_WITHIN_MS = 2_000;

export type Probed = {
  /** What the portal cannot work without: each resolves when it answers. */
  readonly dependencies: Readonly<Record<string, () => Promise<unknown>>>;
  readonly tokens: TokenCheck;
  /** Undefined: nothing is measured. */
  readonly metrics: Metrics | undefined;
};

/** What whoever keeps the portal running asks, as of every service: no pages. */
export const serveProbes = (server: FastifyInstance, { dependencies, tokens, metrics }: Probed): void => {
  server.get('/health/live', async () => ({ status: 'alive' }));
  // Where a service or the issuer is away the portal is still what says so.
  server.get('/health/ready', async (_, reply) => {
    const asked = Object.entries(dependencies).map(([name, ask]) =>
      inTime(ask(), ANSWER_WITHIN_MS).then(
        () => [],
        () => [name],
      ),
    );
    const silent = (await Promise.all(asked)).flat();
    if (silent.length === 0) return { status: 'ready' };
    return reply.code(503).header('retry-after', '1').send({ status: 'not-ready', silent });
  });
  if (!metrics) return;
  server.get('/metrics', async (request, reply) => {
    const status = await refusalOf(tokens, request);
    if (status !== undefined) return reply.code(status).send({ status });
    return sendMetrics(metrics, reply);
  });
};

export const isProbe = (route: string): boolean => route === '/metrics' || route.startsWith('/health/');

/** Undefined: an administrator asks. */
const refusalOf = async (tokens: TokenCheck, { headers }: FastifyRequest): Promise<401 | 403 | 503 | undefined> => {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return 401;
  try {
    return reachBy(operationsPolicy['GET /metrics'], await tokens.caller(token)) ? undefined : 403;
  } catch (error) {
    if (error instanceof InvalidToken) return 401;
    if (error instanceof IssuerAway) return 503;
    throw error;
  }
};

const sendMetrics = async (metrics: Metrics, reply: FastifyReply): Promise<FastifyReply> =>
  reply.header('content-type', metrics.contentType).send(await metrics.text());
