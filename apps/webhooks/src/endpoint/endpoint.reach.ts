import type { Reach } from '@lib/access';
import type { Bind } from '@lib/database';

/** The endpoints that somebody reaches, as a condition on `webhooks.endpoints`: a program those that it has registered. */
export const endpointsWithin = (reach: Reach, bind: Bind): string =>
  `state <> 'removed' AND ${reach.isEverything ? 'true' : `owner = ANY(${bind(reach.logins)}::text[])`}`;
