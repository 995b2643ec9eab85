import { channel } from 'node:diagnostics_channel';
import { audit } from './audit.js';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { demoLogin } from './demo-login.js';
import { demo } from './demo.js';
import { enrollment } from './enrollment.js';
import { people } from './people.js';
import { exports } from './exports.js';
import { http } from './http.js';
import { messageOf, type Message, type Values } from './message.js';
import { messaging } from './messaging.js';
import { portalAudit } from './portal-audit.js';
import { portalAway } from './portal-away.js';
import { portal } from './portal.js';
import { portalFamily } from './portal-family.js';
import { portalFront } from './portal-front.js';
import { portalImport } from './portal-import.js';
import { portalOffice } from './portal-office.js';
import { portalOperator } from './portal-operator.js';
import { portalRegistrations } from './portal-registrations.js';
import { portalParent } from './portal-parent.js';
import { portalRuns } from './portal-runs.js';
import { portalProvider } from './portal-provider.js';
import { statement } from './statement.js';
import { webhooks } from './webhooks.js';
import type { Locale } from './locale.js';
import type { Phrases } from './phrases.js';

export { localeOf, type Locale } from './locale.js';
export { dateInFigures, dateInWords, dayOfYearInWords, monthInWords, untorn } from './dates.js';
export { change, roubles } from './money.js';

const phrases = new Map(
  Object.entries<Phrases[string]>({
    ...http,
    ...catalog,
    ...enrollment,
    ...people,
    ...certificates,
    ...statement,
    ...exports,
    ...messaging,
    ...webhooks,
    ...demo,
    ...demoLogin,
    ...audit,
    ...portal,
    ...portalFamily,
    ...portalFront,
    ...portalAudit,
    ...portalAway,
    ...portalImport,
    ...portalOffice,
    ...portalOperator,
    ...portalParent,
    ...portalRuns,
    ...portalProvider,
    ...portalRegistrations,
  }),
);

export const hasPhrase = (key: string): boolean => phrases.has(key);

/**
 * The phrase of a key (`problem.<reason>`, `fault.<code>`, `refusal.<reason>`); an unknown key is answered with itself.
 * A phrase that cannot be said, unknown or without one of its parameters, is answered with its key: a reader is better
 * off with that than with an error. Tests listen to the channel `wording.parameters` and fail on a parameter that is
 * missing and on one too many.
 */
export const phrase = (locale: Locale, key: string, params: Values = {}): string => {
  const message = messageAt(locale, key);
  if (!message) return key;
  const mistake = message.mistakeIn(params);
  if (mistake) mistakes.publish({ key, ...mistake });
  return mistake && mistake.missing.length > 0 ? key : message.say(params);
};

/** The names of the parameters that a phrase takes. */
export const parametersOf = (key: string): ReadonlySet<string> => messageAt('ru', key)?.parameters ?? new Set();

const mistakes = channel('wording.parameters');

const messages = { ru: new Map<string, Message>(), en: new Map<string, Message>() } as const;

/** Read at its first use: the catalogue bounds what is kept. */
const messageAt = (locale: Locale, key: string): Message | undefined => {
  const known = messages[locale].get(key);
  const text = phrases.get(key)?.[locale];
  if (known || text === undefined) return known;
  const message = messageOf(locale, text);
  messages[locale].set(key, message);
  return message;
};
