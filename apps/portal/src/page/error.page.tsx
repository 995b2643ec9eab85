import { WhomToCall } from '../region/contacts.js';
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

/** What went wrong, and what to do now. */
export const errorPage = ({ words, region }: Visit, error: unknown): Page => {
  const { say } = words;
  const isRefused = error instanceof Refused;
  const status = isRefused ? error.status : statusOf(error);
  const key = status === 404 ? 'missing' : status === 429 ? 'too-often' : status >= 500 ? 'away' : 'refused';
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

const statusOf = (error: unknown): number => {
  const { status, statusCode = status } = (error ?? {}) as { readonly status?: unknown; readonly statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 503;
};
