/**
 * What is wrong with an address of PostgreSQL, undefined when nothing is: its form, and how it asks for TLS. The driver takes
 * seven words for that, of which some check nobody, some will mean something else in its next version, and none says so.
 */
export const pgAddressFault = (url: string): string | undefined => {
  // A host may be left out, as the driver has it.
  if (!URL.canParse(url.replace('@/', '@localhost/'))) return FORM_SAID;
  const options = optionsOf(url);
  for (const name of ['ssl', 'uselibpqcompat'])
    if (options.has(name)) return `there is no option ${name}: sslmode=verify-full, or sslmode=disable`;
  if (options.getAll('sslmode').some((mode) => mode !== 'verify-full' && mode !== 'disable'))
    return 'sslmode is verify-full or disable: nothing else makes sure who answers';
  const ofTls = [...options.keys()].find((name) => /^ssl(?!mode$)/.test(name));
  if (!asksForTls(url)) return ofTls === undefined ? undefined : `${ofTls} has no effect without sslmode=verify-full`;
  const host = options.getAll('host').at(-1) ?? hostOf(url);
  // The driver would compare the certificate with `localhost`.
  return host === '' || host.startsWith('/') ? 'with TLS a host is needed' : undefined;
};

/** Whether nothing is sent before the server has shown a certificate for its name. */
export const asksForTls = (url: string): boolean => optionsOf(url).getAll('sslmode').at(-1) === 'verify-full';

/** The same address, for a server whose certificate an authority of this file has signed. */
export const trusting = (url: string, authorityFile: string): string =>
  `${url}&sslrootcert=${encodeURIComponent(authorityFile)}`;

const FORM_SAID =
  'must be postgres://user:password@host:port/database?option=value&…; the signs : / ? @ # % and spaces of a password are percent-encoded';

const optionsOf = (url: string): URLSearchParams =>
  new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');
