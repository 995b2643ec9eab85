import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isDatabaseAway } from '@lib/database';
import { NewerVersion } from '@lib/kernel';
import { stackOf } from '@lib/telemetry';
import { localeOf } from '@lib/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PeerAway, PeerThrottles } from './peer.js';
import { ProblemError } from './problem.js';
import { problemInWords } from './problem.words.js';
import { tooManyRequests } from './request-rates.js';

/** Answers every error as `application/problem+json` (RFC 9457) in the reader's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  /** @param isUnavailable what else means that something the service needs is away for the moment (503) */
  constructor(private readonly isUnavailable: (error: unknown) => boolean = () => false) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    // Whoever cut its own request off is told, where anybody still listens, that it was no request.
    const problem = request.raw.errored === error ? new ProblemError(400, 'malformed-request') : this.problemOf(error);
    if (problem.status >= 500) this.logger.error(`${request.id} ${problem.reason} ${stackOf(error)}`);

    sendProblem(problem, request, reply);
  }

  private problemOf(error: unknown): ProblemError {
    if (error instanceof ProblemError) return error;
    if (error instanceof PeerThrottles) return tooManyRequests(error.retryAfterSeconds);
    if (
      isDatabaseAway(error) ||
      error instanceof PeerAway ||
      error instanceof NewerVersion ||
      this.isUnavailable(error)
    )
      return new ProblemError(503, 'unavailable');
    const status = statusOf(error);
    if (status === undefined || status >= 500) return new ProblemError(500, 'internal-error');
    return new ProblemError(status, REASONS[status] ?? 'malformed-request');
  }
}

export const sendProblem = (problem: ProblemError, request: FastifyRequest, reply: FastifyReply): void => {
  const locale = localeOf(request.headers['accept-language']);
  void reply.status(problem.status);
  void reply.header('content-type', 'application/problem+json; charset=utf-8');
  void reply.header('content-language', locale);
  void reply.header('vary', 'accept-language');
  // RFC 6750, section 3.
  if (problem.status === 401)
    void reply.header(
      'www-authenticate',
      `Bearer realm="certificate-ledger"${problem.reason === 'login-needed' ? '' : ', error="invalid_token"'}`,
    );
  if (problem.hit) void reply.header('idempotency-hit', 'true');
  const { retryAfterSeconds } = problem.extensions;
  if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
  else if (problem.status === 503 || problem.reason === 'idempotency-in-progress')
    void reply.header('retry-after', '1');
  void reply.send(JSON.stringify(problemInWords(problem, locale, request.id)));
};

const REASONS: Readonly<Record<number, string>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

// The framework's own refusals (unknown route, body limit, malformed URL) carry their status; ours are ProblemErrors.
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : undefined;
};
