import type { LoginSettings } from '@lib/access';
import { DEMO_APPROVER, DEMO_PROGRAM, demoSettings, startDemoIssuer, type DemoIssuer } from '@lib/demo-issuer';
import { HTTP_SETTINGS, type HttpSettings } from '@lib/http';
import { signingKeyOf, type Installation } from './config.js';

/** Whose tokens are taken: those of the issuer that the installation names, else of a demo issuer in this process. */
export const loginOf = async (
  installation: Installation,
  closing: (() => Promise<void>)[],
): Promise<{ readonly login: LoginSettings; readonly demo?: DemoIssuer }> => {
  if (installation.login) return { login: installation.login };
  const issuer = await demoLogin(installation, closing);
  return { login: demoSettings(issuer), demo: issuer };
};

/** A demo issuer in this process, and its tokens. What closes it is added to `closing`. */
const demoLogin = async (installation: Installation, closing: (() => Promise<void>)[]): Promise<DemoIssuer> => {
  const issuer = await startDemoIssuer(installation.ports.login ?? 0, await signingKeyOf(installation));
  closing.push(() => issuer.close());
  return issuer;
};

/** The programs of the demo issuer drive a sandbox: a thousand requests a second each, unless the settings say otherwise. */
const DEMO_PER_MINUTE = 60_000;

export const withDemoPrograms = (http: HttpSettings = HTTP_SETTINGS): HttpSettings => {
  const programs = [DEMO_PROGRAM, DEMO_APPROVER].map(({ clientId }) => [clientId, DEMO_PER_MINUTE] as const);
  return { ...http, rates: { ...http.rates, clients: new Map([...programs, ...http.rates.clients]) } };
};
