import { HTTP_SETTINGS, type HttpSettings } from '@lib/http';

/** For services that tests ask as fast as they can. */
export const UNCOUNTED_HTTP: HttpSettings = {
  ...HTTP_SETTINGS,
  rates: { perMinute: 0, anonymousPerMinute: 0, clients: new Map() },
};
