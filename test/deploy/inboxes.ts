import { setTimeout as pause } from 'node:timers/promises';
import { programLogin } from '@lib/client';
import { DEMO_PROGRAM } from '@lib/demo-issuer';

const LOOK_EVERY_MS = 100;

/**
 * What webhooks have sent to all inboxes, each request as it was, when nothing waits any more. It logs in each time: an
 * issuer that was replaced has other keys.
 */
export const sentTo = async (
  [first = '', second = first]: readonly string[],
  issuer: string,
): Promise<readonly string[]> => {
  const authorization = `Bearer ${await programLogin({ issuer, ...DEMO_PROGRAM }).token()}`;
  const asked = async <Answer>(url: string): Promise<Answer> =>
    (await (await fetch(url, { headers: { authorization } })).json()) as Answer;
  const requests: object[] = [];
  for (const { id } of (await asked<Page<{ id: string }>>(`${first}/endpoints`)).items) {
    const isSent = async (): Promise<boolean> =>
      (await asked<{ lag: number }>(`${second}/messaging/lag`)).lag === 0 &&
      (await asked<{ messages: number }>(`${first}/endpoints/${id}/waiting`)).messages === 0;
    while (!(await isSent())) await pause(LOOK_EVERY_MS);
    requests.push(...(await asked<Page<object>>(`${second}/endpoints/${id}/requests`)).items);
  }
  return requests.map((request) => JSON.stringify(request));
};

type Page<Item> = { readonly items: readonly Item[] };
