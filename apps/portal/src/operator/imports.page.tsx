import type { JSX } from 'preact';
import { Refused, orRefused } from '../page/answers.js';
import { FileField, Tick } from '../page/inputs.js';
import { Form, Refusal } from '../page/parts.js';
import { UPLOAD_MIB } from '../page/upload.js';
import { personOf, type Page, type Redirect, type Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';
import { GoingOn } from '../under-way/going-on.js';
import { Later } from '../under-way/under-way.js';
import { CatalogueReport, RegionReport, RegisterReport } from './import-report.js';
import { KINDS, XLSX, sendFile, type Imported, type Kind } from './importing.js';

const ACCEPTED: Readonly<Record<Kind, string>> = {
  programs: '.json,application/json',
  children: `.csv,.xlsx,text/csv,${XLSX}`,
  region: '.json,application/json',
};

type Taken = { readonly came: Imported; readonly isPreview: boolean };
type Result = { readonly came: Imported | Refused; readonly isPreview: boolean };

/** Files that an operator brings in, each after a look at what it would change. */
export const importsPage = async (visit: Visit, result?: Result): Promise<Page> => {
  const { words } = visit;
  const { say } = words;
  return {
    title: say('import.title'),
    status: result?.came instanceof Refused ? result.came.status : 200,
    body: (
      <>
        <h1>{say('import.title')}</h1>
        <Rooms visit={visit} />
        <p>{say('import.text', { size: UPLOAD_MIB })}</p>
        {result && <Told visit={visit} result={result} />}
        {KINDS.map((kind) => (
          <section aria-labelledby={`import-${kind}`}>
            <h2 id={`import-${kind}`}>{say(`import.${kind}`)}</h2>
            <p>{say(`import.${kind}-text`)}</p>
            <Form action="/operator/imports" hasFile>
              <input type="hidden" name="kind" value={kind} />
              <FileField label={say('import.file')} name="file" id={`file-${kind}`} accept={ACCEPTED[kind]} required />
              {kind === 'programs' && <Tick name="complete" value="true" text={say('import.complete')} />}
              <div class="actions">
                <button name="step" value="preview">
                  {say('import.preview')}
                </button>
                <button name="step" value="take" class="second">
                  {say('import.take')}
                </button>
              </div>
            </Form>
          </section>
        ))}
      </>
    ),
  };
};

const Told = ({ visit: { words }, result: { came, isPreview } }: { visit: Visit; result: Result }): JSX.Element => {
  const { say } = words;
  if (came instanceof Refused) return <Refusal refused={came} words={words} />;
  return (
    <div class="notice" role="status">
      <h2>{say(isPreview ? 'import.would' : 'import.done')}</h2>
      {came.kind === 'programs' && <CatalogueReport report={came.report} words={words} />}
      {came.kind === 'children' && <RegisterReport report={came.report} words={words} />}
      {came.kind === 'region' && <RegionReport report={came.report} words={words} />}
      {isPreview && <p>{say('import.nothing-changed')}</p>}
    </div>
  );
};

/** Tells what a file would change, or takes it over; where that takes long, it goes on behind a page of its own. */
export const takeFile = async (visit: Visit, file: Uint8Array<ArrayBuffer> | undefined): Promise<Page | Redirect> => {
  const { form, words, underWay } = visit;
  const kind = KINDS.find((one) => one === form.get('kind')) ?? 'programs';
  const isPreview = form.get('step') !== 'take';
  if (!file) return importsPage(visit, { came: new Refused(422, { title: words.say('import.no-file') }), isPreview });
  const came = await orRefused(() =>
    underWay.run('import', personOf(visit), async () => ({
      came: await sendFile(visit, kind, file, isPreview),
      isPreview,
    })),
  );
  if (came instanceof Later) return { to: `/operator/imports/${came.id}` };
  return importsPage(visit, came instanceof Refused ? { came, isPreview } : came);
};

/** A file that is being taken over, and what came of it. */
export const importPage = async (visit: Visit): Promise<Page> => {
  const { words, underWay, params, address } = visit;
  const { say } = words;
  const standing = await orRefused(async () => {
    const found = await underWay.look('import', params['id'] ?? '', personOf(visit));
    if (!found) throw new Refused(404, undefined);
    return found;
  });
  if (standing instanceof Refused) {
    if (standing.status === 404) throw standing;
    return importsPage(visit, { came: standing, isPreview: false });
  }
  if (standing.state === 'over') return importsPage(visit, standing.outcome as Taken);
  return {
    title: say('import.title'),
    body: (
      <>
        <h1>{say('import.title')}</h1>
        <Rooms visit={visit} />
        <GoingOn
          standing={standing}
          address={address}
          words={words}
          said={({ seconds }) => say('import.going-on', { seconds })}
          broken={say('import.broken-off')}
        />
        <p>
          <a href="/operator/imports">{say('import.back')}</a>
        </p>
      </>
    ),
  };
};
