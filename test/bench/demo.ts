import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from '../model/region-files.js';
import { repository, run, sample } from '../support/built-program.js';
import { lastLine } from '../support/demo.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';
import { Figures } from './figures.js';
import { manifold } from './manifold.js';
import { processorMs } from './processor.js';

// `npm run bench:demo -- --against DIR`: how long the built demonstration takes for the season of 900 applications on the
// embedded PostgreSQL, its start and its audit included; `DIR` is a built checkout of another version, which plays it first.
// `--times 10`: then the same season with ten of each child, group and application, by this version alone.
const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    times: { type: 'string', default: '1' },
    input: { type: 'string', default: sample('minusinsk-2020') },
  },
});
const times = Number(values.times);
const input = resolve(values.input);
const figures = new Figures('demo');

/** What the children of this process have used of the processor until their end, in milliseconds. */
const usedByEnded = async (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  return (await processorMs(process.pid)) - (user + system) / 1000;
};

/** Plays a season as `npm run demo` does, and tells how long that took beside an earlier one. */
const play = async (name: string, folder: string, checkout: string, beside?: string): Promise<string> => {
  const [began, before] = [performance.now(), await usedByEnded()];
  const ended = await run(
    'demo',
    ['--input', folder, '--json'],
    { NODE_OPTIONS: '--max-semi-space-size=64' },
    checkout,
  );
  const seconds = (performance.now() - began) / 1000;
  if (ended.code !== 0) throw new Error(`the demonstration${name}, ended with ${ended.code}\n${ended.stderr}`);
  const { submitted } = lastLine(ended).applications;
  const work = `${submitted} applications${name}`;
  figures.measure(work, seconds, 's', beside);
  figures.measure(`processor: ${work}`, ((await usedByEnded()) - before) / 1000, 's', beside && `processor: ${beside}`);
  return work;
};

const other =
  values.against === undefined
    ? undefined
    : await play(`, ${basename(resolve(values.against))}`, input, resolve(values.against));
const once = await play('', input, repository, other);
if (times > 1) await play('', await regionFolder(manifold(filesOf(input), times)), repository, once);
await figures.end();
await removeTempFolders();
process.exit();
