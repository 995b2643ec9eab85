import { Refused } from './answers.js';
import type { Page, Visit } from './visit.js';

/** Somebody is logged in and has no role that this page is for. */
export const forbiddenPage = ({ words: { say } }: Visit): Page => ({
  title: say('forbidden.title'),
  status: 403,
  body: (
    <>
      <h1>{say('forbidden.title')}</h1>
      <p>{say('forbidden.text')}</p>
    </>
  ),
});

/** A form was sent by somebody who is not logged in any more. */
export const endedPage = ({ words: { say } }: Visit, loginAt: string, isKept: boolean): Page => ({
  title: say('ended.title'),
  status: 401,
  body: (
    <>
      <h1>{say('ended.title')}</h1>
      <p>{say(isKept ? 'ended.text' : 'ended.not-kept')}</p>
      <p>
        <a class="button" href={loginAt}>
          {say('ended.login')}
        </a>
      </p>
    </>
  ),
});

/** What went wrong, and what to do now. */
export const errorPage = ({ words: { say } }: Visit, error: unknown): Page => {
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
