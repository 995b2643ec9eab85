import type { LoginSettings } from '@lib/access';
import type { Limits } from '@lib/database';
import type { HttpSettings } from '@lib/http';
import { LOG_LEVELS, type LogLevel } from '@lib/telemetry';
import { databaseAddress, databaseLimits } from './database-settings.js';
import type { Environment } from './environment.js';
import { httpSettings } from './http-settings.js';
import { loginSettings } from './login-settings.js';

/** What every process of a clustered installation that answers requests is told by its environment. */
export type ServerSettings = {
  readonly login: LoginSettings;
  readonly databaseUrl: string;
  readonly databaseLimits: Limits;
  readonly host: string;
  readonly port: number;
  readonly http: HttpSettings;
  readonly logLevel: LogLevel;
  readonly isMeasured: boolean;
  /** Where traces are sent; undefined: nothing is traced. */
  readonly tracing: { readonly endpoint: string; readonly share: number } | undefined;
};

/** Reads them. The caller adds its own and asks for the whole. */
export const serverSettings = (env: Environment, port: number): ServerSettings => {
  const endpoint = env.address('OTEL_EXPORTER_OTLP_ENDPOINT', ['http', 'https']);
  const share = env.share('OTEL_TRACES_SHARE', 1);
  return {
    login: env.required('OIDC_ISSUER', loginSettings(env)),
    databaseUrl: env.required('DATABASE_URL', databaseAddress(env)),
    databaseLimits: databaseLimits(env),
    host: env.text('HOST') ?? '127.0.0.1',
    port: env.port('PORT', port),
    http: httpSettings(env),
    logLevel: env.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    isMeasured: env.oneOf('METRICS', ['on', 'off'], 'on') === 'on',
    tracing: endpoint === undefined ? undefined : { endpoint, share },
  };
};
