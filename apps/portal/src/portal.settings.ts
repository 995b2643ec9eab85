import { serverSettings, type Environment, type ServerSettings } from '@lib/operations';
import { RegionInfoFaults, regionInfoIn } from './region/region-info.js';
import type { PortalParts } from './portal.parts.js';

/** What the portal is told by its environment. */
export type PortalSettings = ServerSettings &
  Required<Pick<PortalParts, 'client' | 'answerMs' | 'regionFile'>> & {
    /** Where browsers find it, such as `https://cabinet.example`. */
    readonly publicUrl: string;
    /** Every instance of each service. */
    readonly instances: { readonly [Service in 'catalog' | 'enrollment' | 'certificates']: readonly string[] };
  };

/** Reads the environment once. @throws EnvironmentFaults */
export const portalSettings = (env: Environment): PortalSettings =>
  env.whole({
    ...serverSettings(env, 3000),
    publicUrl: env.required('PORTAL_URL', publicUrlIn(env)),
    client: {
      id: env.required('PORTAL_CLIENT_ID', env.text('PORTAL_CLIENT_ID')),
      secret: env.hidden('PORTAL_CLIENT_SECRET', { mayBeEmpty: true }),
    },
    answerMs: env.count('PORTAL_ANSWER_SECONDS', 30) * 1000,
    regionFile: regionFileIn(env),
    instances: {
      catalog: instancesIn(env, 'CATALOG_URL'),
      enrollment: instancesIn(env, 'ENROLLMENT_URL'),
      certificates: instancesIn(env, 'CERTIFICATES_URL'),
    },
  });

const instancesIn = (env: Environment, name: string): readonly string[] =>
  (env.required(name, env.addresses(name, ['http', 'https'])) ?? '')
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, ''));

/** Its text, where nothing in the section of the cabinet is wrong: a fault is told with those of the other settings. */
const regionFileIn = (env: Environment): string | undefined => {
  const file = env.readable('PORTAL_REGION_FILE');
  try {
    if (file !== undefined) regionInfoIn(file);
  } catch (error) {
    if (!(error instanceof RegionInfoFaults)) throw error;
    for (const fault of error.faults) env.wrong('PORTAL_REGION_FILE', fault, undefined);
  }
  return file;
};

const THIS_MACHINE = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** An origin. Without HTTPS on this machine alone: the cookies of a login would go over the network in the clear. */
const publicUrlIn = (env: Environment): string | undefined => {
  const text = env.address('PORTAL_URL', ['https', 'http']);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.href !== `${url.origin}/`)
    return env.wrong('PORTAL_URL', 'an address such as https://cabinet.example, without a path', undefined);
  if (url.protocol === 'http:' && !THIS_MACHINE.has(url.hostname))
    return env.wrong('PORTAL_URL', 'must begin with https://, except on this machine', undefined);
  return url.origin;
};
