import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../support/http-client.js';

const LOOK_EVERY_MS = 100;

/** What webhooks have sent to all inboxes, each request as it was, when nothing waits any more. */
export const sentTo = async ([first = '', second = first]: readonly string[]): Promise<readonly string[]> => {
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
const asked = async <Answer>(url: string): Promise<Answer> => (await call(url)).json as Answer;
