import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WireMessage } from '@lib/contracts';

const run = promisify(execFile);
const OUTPUT_MAX = 256 * 1024 * 1024;

/** Debian's kcat, a consumer on librdkafka; apt-get brings it where it may. */
export const hasKcat = async (): Promise<boolean> => {
  const isThere = (): Promise<boolean> =>
    run('kcat', ['-V']).then(
      () => true,
      () => false,
    );
  if (await isThere()) return true;
  await run('apt-get', ['install', '-y', '-q', 'kcat']).catch(() => undefined);
  return isThere();
};

type Line = { readonly headers?: readonly string[]; readonly key: string | null; readonly payload: string | null };

/** Every message of a topic as kcat sees it. `topic` is the name in the cluster, `name` the one of the contract. */
export const readByKcat = async (
  brokers: readonly string[],
  topic: string,
  name: string,
): Promise<readonly WireMessage[]> => {
  const from = ['-C', '-q', '-e', '-J', '-b', brokers.join(','), '-t', topic, '-o', 'beginning'];
  const { stdout } = await run('kcat', from, { maxBuffer: OUTPUT_MAX });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { headers = [], key, payload } = JSON.parse(line) as Line;
      const pairs = Array.from({ length: headers.length / 2 }, (_, index) => headers.slice(index * 2, index * 2 + 2));
      return {
        topic: name,
        key: key ?? '',
        headers: Object.fromEntries(pairs) as Record<string, string>,
        value: payload,
      };
    });
};
