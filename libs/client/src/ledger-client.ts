import type { Operations as CatalogOperations } from './generated/catalog.js';
import type { Operations as CertificatesOperations } from './generated/certificates.js';
import type { Operations as EnrollmentOperations } from './generated/enrollment.js';
import type { Operations as OperatorsOperations } from './generated/operations.js';
import type { Operations as WebhooksOperations } from './generated/webhooks.js';
import type { Login } from './login.js';
import type { Patience } from './patience.js';
import { ServiceClient, type Call, type Described } from './service-client.js';

/** Where the services listen; whoever needs no webhooks need not know theirs. */
export type Urls = {
  readonly catalog: string;
  readonly enrollment: string;
  readonly certificates: string;
  readonly webhooks?: string;
};

/** With what every service of a cluster answers to its operator. */
type Operated<Operations extends Described> = Operations & Omit<OperatorsOperations, keyof Operations>;

/** An installation over HTTP. */
export type LedgerClient = {
  readonly catalog: ServiceClient<Operated<CatalogOperations>>;
  readonly enrollment: ServiceClient<Operated<EnrollmentOperations>>;
  readonly certificates: ServiceClient<Operated<CertificatesOperations>>;
  readonly webhooks: ServiceClient<Operated<WebhooksOperations>>;
};

export type LedgerOptions = {
  /** Undefined: what anyone may ask. */
  readonly login?: Login | undefined;
  /** In which language the answers word what they say; Russian unless told. */
  readonly language?: 'ru' | 'en';
  /** Half a minute unless told. */
  readonly patience?: Patience | undefined;
  /** Ends all asking. */
  readonly signal?: AbortSignal | undefined;
  /** What goes with every request beside what the operation needs: a `traceparent`. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** Told of every call before it is sent first. */
  readonly onCall?: (call: Call) => void;
};

const PATIENCE: Patience = { totalMs: 30_000, pauseMs: 200 };

/**
 * A client of the services.
 * @param urls asked before every sending: after a restart the services may listen elsewhere, and another instance may answer
 */
export const ledgerAt = (
  urls: () => Urls,
  { patience = PATIENCE, onCall = () => undefined, ...more }: LedgerOptions = {},
): LedgerClient => {
  const options = { ...more, patience, onCall };
  return {
    catalog: new ServiceClient(() => urls().catalog, options),
    enrollment: new ServiceClient(() => urls().enrollment, options),
    certificates: new ServiceClient(() => urls().certificates, options),
    webhooks: new ServiceClient(() => urls().webhooks ?? '', options),
  };
};

/** Every sending goes to the next instance: what one does not answer is sent to the other. */
export const inTurn = (instances: { readonly [Service in keyof Urls]: readonly string[] }): (() => Urls) => {
  let sendings = 0;
  const next = (of: readonly string[]): string => of[sendings % of.length] ?? '';
  return () => {
    sendings += 1;
    return {
      catalog: next(instances.catalog),
      enrollment: next(instances.enrollment),
      certificates: next(instances.certificates),
      ...(instances.webhooks && { webhooks: next(instances.webhooks) }),
    };
  };
};
