import type { JSX } from 'preact';
import { FileField } from '../page/inputs.js';
import { Facts, Form, Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { findingIn, runResultIn, type RunResult } from './findings.js';

const HERE = '/audit/runs';
const SHOWN = 500;
const COMMAND = 'npm run audit -- --certificates URL --enrollment URL --json > result.json';

/** What an audit of the whole ledger has found: the audit runs by itself, elsewhere, and its result is shown here. */
export const runsPage = async ({ words }: Visit, result?: RunResult | 'no-result'): Promise<Page> => {
  const { say } = words;
  const isWrong = result === 'no-result';
  return {
    title: say('runs.title'),
    status: isWrong ? 422 : 200,
    body: (
      <>
        <h1>{say('runs.title')}</h1>
        <p>{say('runs.text')}</p>
        <pre>{COMMAND}</pre>
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
        {result !== undefined && !isWrong && <Result result={result} words={words} />}
        <p>
          <a href="/audit">{say('runs.back')}</a>
        </p>
      </>
    ),
  };
};

const Result = ({ result, words }: { result: RunResult; words: Words }): JSX.Element => {
  const { say, money, month } = words;
  const { differences, checkpoints } = result;
  const isRight = differences.length === 0;
  return (
    <section aria-labelledby="result">
      <h2 id="result">{say('runs.result')}</h2>
      <p class={isRight ? 'notice' : 'notice wrong'} role="status">
        {isRight ? say('runs.agrees') : say('runs.differs', { count: differences.length })}
      </p>
      <Facts
        items={[
          [say('runs.events'), result.events],
          [say('runs.accounts'), result.accounts],
          [say('runs.certificates'), result.certificates],
          ...(checkpoints === undefined ? [] : [[say('runs.checkpoints'), checkpoints] as const]),
        ]}
      />
      {!isRight && <Findings differences={differences} words={words} />}
      <Table
        caption={say('audit.by-month')}
        head={[say('contract.month'), say('certificate.spent')]}
        rows={Object.entries(result.debitedByMonth)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([of, kopecks]) => [month(of), <span class="money">{money(kopecks)}</span>])}
        empty={say('audit.no-months')}
      />
    </section>
  );
};

const Findings = ({ differences, words: { say } }: { differences: readonly string[]; words: Words }): JSX.Element => (
  <>
    <Table
      caption={say('runs.findings')}
      head={['meaning', 'said', 'look'].map((name) => say(`runs.${name}`))}
      rows={differences
        .slice(0, SHOWN)
        .map(findingIn)
        .map(({ kind, at, said }) => [
          say(`runs.kind-${kind}`),
          <span lang="en">{said}</span>,
          at === undefined ? '—' : <a href={at}>{say('runs.open')}</a>,
        ])}
      empty=""
    />
    {differences.length > SHOWN && <p>{say('runs.more', { count: differences.length - SHOWN })}</p>}
  </>
);

/** Shows the result in a file; nothing of it is kept. */
export const showRun = (visit: Visit, file: Uint8Array | undefined): Promise<Page> =>
  runsPage(visit, (file && runResultIn(file)) ?? 'no-result');
