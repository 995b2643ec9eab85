import type { SentForm } from '../session/login.js';
import type { Page, Visit } from './visit.js';

/** A session had ended when a form was sent: nothing of it is lost, and nothing is done before it is sent again. */
export const resumePage = ({ words: { say } }: Visit, { to, fields }: SentForm): Page => ({
  title: say('resume.title'),
  body: (
    <>
      <h1>{say('resume.title')}</h1>
      <p>{say('resume.text')}</p>
      <form method="post" action={to}>
        {[...new URLSearchParams(fields)].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button>{say('resume.send')}</button>
      </form>
      <p>
        <a href="/">{say('nav.home')}</a>
      </p>
    </>
  ),
});
