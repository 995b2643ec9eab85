import type { SentForm } from '../session/login.js';
import { HeldForm } from './error.page.js';
import type { Page, Visit } from './visit.js';

/** A session had ended when a form was sent: nothing of it is lost, and nothing is done before it is sent again. */
export const resumePage = ({ words: { say } }: Visit, sent: SentForm): Page => ({
  title: say('resume.title'),
  body: (
    <>
      <h1>{say('resume.title')}</h1>
      <p>{say('resume.text')}</p>
      <HeldForm sent={sent} button={say('resume.send')} />
      <p>
        <a href="/">{say('nav.home')}</a>
      </p>
    </>
  ),
});
