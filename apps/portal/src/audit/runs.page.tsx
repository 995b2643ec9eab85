import type { JSX } from 'preact';
import { FileField } from '../page/inputs.js';
import { Facts, Form, Table } from '../page/parts.js';
import { Refused } from '../page/answers.js';
import { personOf, type Page, type Redirect, type Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { GoingOn } from '../under-way/going-on.js';
import { Later } from '../under-way/under-way.js';
import { auditHere } from './audit-here.js';
import { FINDINGS_SHOWN, findingIn, runResultIn, type RunResult } from './findings.js';

const HERE = '/audit/runs';
const COMMAND = 'npm run audit -- --certificates URL --enrollment URL --json > result.json';

/** What an audit of the whole ledger has found: one that is begun here, or one that ran elsewhere and whose result is shown. */
export const runsPage = async ({ words }: Visit, result?: RunResult | 'no-result'): Promise<Page> => {
  const { say } = words;
  const isWrong = result === 'no-result';
  return {
    title: say('runs.title'),
    status: isWrong ? 422 : 200,
    body: (
      <>
        <h1>{say('runs.title')}</h1>
        {result !== undefined && !isWrong && <Result result={result} words={words} />}
        <p>{say('runs.text')}</p>
        <Form action={`${HERE}/begin`}>
          <button>{say('runs.begin')}</button>
        </Form>
        <p>{say('runs.begin-text')}</p>
        <h2>{say('runs.elsewhere')}</h2>
        <p>{say('runs.elsewhere-text')}</p>
        <pre>{COMMAND}</pre>
        <p>{say('runs.look-here')}</p>
        <Form action={HERE} hasFile>
          <FileField
            label={say('runs.file')}
            hint={say('runs.hint')}
            error={isWrong ? say('runs.no-result') : undefined}
            name="file"
            accept=".json,application/json"
            required
          />
          <button>{say('runs.show')}</button>
        </Form>
        <p>
          <a href="/audit">{say('runs.back')}</a>
        </p>
      </>
    ),
  };
};

const Result = ({ result, words }: { result: RunResult; words: Words }): JSX.Element => {
  const { say, money, month } = words;
  const { differences, checkpoints, differing = differences.length } = result;
  const isRight = differing === 0;
  return (
    <section aria-labelledby="result">
      <h2 id="result">{say('runs.result')}</h2>
      <p class={isRight ? 'notice' : 'notice wrong'} role="status">
        {isRight ? say('runs.agrees') : say('runs.differs', { count: differing })}
      </p>
      <Facts
        items={[
          [say('runs.events'), result.events],
          [say('runs.accounts'), result.accounts],
          [say('runs.certificates'), result.certificates],
          ...(checkpoints === undefined ? [] : [[say('runs.checkpoints'), checkpoints] as const]),
        ]}
      />
      {!isRight && <Findings differences={differences} differing={differing} words={words} />}
      <Table
        caption={say('audit.by-month')}
        head={[say('contract.month'), say('certificate.spent')]}
        rows={Object.entries(result.debitedByMonth)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([of, kopecks]) => [month(of), money(kopecks)])}
        numbers={[1]}
        empty={say('audit.no-months')}
      />
    </section>
  );
};

const Findings = ({
  differences,
  differing,
  words: { say },
}: {
  differences: readonly string[];
  differing: number;
  words: Words;
}): JSX.Element => (
  <>
    <Table
      caption={say('runs.findings')}
      head={['meaning', 'said', 'look'].map((name) => say(`runs.${name}`))}
      rows={differences
        .slice(0, FINDINGS_SHOWN)
        .map(findingIn)
        .map(({ kind, at, said }) => [
          say(`runs.kind-${kind}`),
          <span lang="en">{said}</span>,
          at === undefined ? '—' : <a href={at}>{say('runs.open')}</a>,
        ])}
      empty=""
    />
    {differing > FINDINGS_SHOWN && <p>{say('runs.more', { count: differing - FINDINGS_SHOWN })}</p>}
  </>
);

/** Shows the result in a file; nothing of it is kept. */
export const showRun = (visit: Visit, file: Uint8Array | undefined): Promise<Page> =>
  runsPage(visit, (file && runResultIn(file)) ?? 'no-result');

/** Begins an audit with the rights of whoever asks; where it takes long, it goes on behind a page of its own. */
export const beginRun = async (visit: Visit): Promise<Page | Redirect> => {
  const came = await visit.underWay.run('audit', personOf(visit), (tell, stopping) => auditHere(visit, tell, stopping));
  return came instanceof Later ? { to: `${HERE}/${came.id}` } : runsPage(visit, came);
};

/** An audit that goes on, and what it has found. */
export const runPage = async (visit: Visit): Promise<Page> => {
  const { words, underWay, params, address } = visit;
  const { say } = words;
  const standing = await underWay.look('audit', params['id'] ?? '', personOf(visit));
  if (!standing) throw new Refused(404, undefined);
  if (standing.state === 'over') return runsPage(visit, standing.outcome as RunResult);
  return {
    title: say('runs.title'),
    body: (
      <>
        <h1>{say('runs.title')}</h1>
        <GoingOn
          standing={standing}
          address={address}
          words={words}
          said={({ seconds, done }) => say('runs.going-on', { seconds, count: done })}
          broken={say('runs.broken-off')}
        />
        <p>
          <a href={HERE}>{say('runs.to-runs')}</a>
        </p>
      </>
    ),
  };
};
