import { IssuerAway } from '@lib/access';
import type { JSX } from 'preact';
import { WhomToCall } from '../region/contacts.js';
import type { SentForm } from '../session/login.js';
import { Refused } from './answers.js';
import type { Page, Visit } from './visit.js';

/** Somebody is logged in and has no role that this page is for. */
export const forbiddenPage = ({ words, region }: Visit): Page => ({
  title: words.say('forbidden.title'),
  status: 403,
  body: (
    <>
      <h1>{words.say('forbidden.title')}</h1>
      <p>{words.say('forbidden.text')}</p>
      <WhomToCall region={region} words={words} />
      <p>
        <a href="/">{words.say('nav.home')}</a>
      </p>
    </>
  ),
});

/** A form was sent by somebody who is not logged in any more. @param isKept whether it can be sent after the login */
export const endedPage = (visit: Visit, loginAt: string, isKept: boolean): Page =>
  loginPage(visit, { key: isKept ? 'ended' : 'not-kept', status: 401, loginAt });

/** The issuer has not said who it is. It is not asked again by itself: it might say the same for ever. */
export const notLoggedInPage = (visit: Visit): Page =>
  loginPage(visit, { key: 'not-logged-in', status: 400, loginAt: '/login?back=%2Fcabinet' });

const loginPage = (
  { words: { say } }: Visit,
  { key, status, loginAt }: { readonly key: string; readonly status: number; readonly loginAt: string },
): Page => ({
  title: say(`${key}.title`),
  status,
  body: (
    <>
      <h1>{say(`${key}.title`)}</h1>
      <p>{say(`${key}.text`)}</p>
      <p>
        <a class="button" href={loginAt}>
          {say('ended.login')}
        </a>
      </p>
    </>
  ),
});

/**
 * What went wrong, and what to do now.
 * @param sent the form that was sent, where something was away: it is sent again with the key that it had, so it counts once
 */
export const errorPage = (visit: Visit, error: unknown, sent?: SentForm): Page => {
  const { words, region } = visit;
  const { say } = words;
  const isRefused = error instanceof Refused;
  const status = isRefused ? error.status : statusOf(error);
  if (status >= 500) return awayPage(visit, status, error instanceof IssuerAway ? 'login-away' : 'away', sent);
  const key = status === 404 ? 'missing' : status === 429 ? 'too-often' : 'refused';
  const title = isRefused && error.title !== '' && key === 'refused' ? error.title : say(`${key}.title`);
  return {
    title,
    status,
    body: (
      <>
        <h1>{title}</h1>
        <p>{(isRefused && key === 'refused' && error.detail) || say(`${key}.text`)}</p>
        <WhomToCall region={region} words={words} />
        <p>
          <a href="/">{say('nav.home')}</a>
        </p>
      </>
    ),
  };
};

const awayPage = (
  { words, region, address }: Visit,
  status: number,
  key: 'away' | 'login-away',
  sent: SentForm | undefined,
): Page => ({
  title: words.say(`${key}.title`),
  status,
  body: (
    <>
      <h1>{words.say(`${key}.title`)}</h1>
      <p>{words.say(sent ? 'away.sent-text' : `${key}.text`)}</p>
      {sent ? (
        <HeldForm sent={sent} button={words.say('away.send-again')} />
      ) : (
        <p>
          {/* A callback is used up: the login begins anew. */}
          <a class="button" href={address.startsWith('/callback') ? '/login?back=%2Fcabinet' : address}>
            {words.say('away.again')}
          </a>
        </p>
      )}
      <WhomToCall region={region} words={words} />
      <p>
        <a href="/">{words.say('nav.home')}</a>
      </p>
    </>
  ),
});

/** A form that was filled in before, to be sent as it was. */
export const HeldForm = ({ sent, button }: { sent: SentForm; button: string }): JSX.Element => (
  <form method="post" action={sent.to}>
    {[...new URLSearchParams(sent.fields)].map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button>{button}</button>
  </form>
);

/** Somebody has logged out here, and not at the issuer. @param leaveAt where he can; undefined: it does not answer */
export const halfOutPage = ({ words: { say } }: Visit, leaveAt: string | undefined): Page => ({
  title: say('half-out.title'),
  body: (
    <>
      <h1>{say('half-out.title')}</h1>
      <p>{say('half-out.text')}</p>
      {leaveAt === undefined ? (
        <p>{say('half-out.away')}</p>
      ) : (
        <p>
          <a class="button" href={leaveAt}>
            {say('half-out.leave')}
          </a>
        </p>
      )}
    </>
  ),
});

const statusOf = (error: unknown): number => {
  const { status, statusCode = status } = (error ?? {}) as { readonly status?: unknown; readonly statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 503;
};
