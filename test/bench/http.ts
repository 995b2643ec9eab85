import { request, type Agent } from 'node:http';

export type Reply = { readonly status: number; readonly text: string };

/** What is sent: with a key, a command with its body, else a question. */
export type Sent = { readonly authorization: string; readonly key?: string; readonly body?: unknown };

/**
 * One request over the connections of an agent, cheaper for who measures than `fetch`.
 * @throws Error when the connection breaks, or after `patienceMs` without an answer
 */
export const send = (
  agent: Agent,
  url: string,
  { authorization, key, body = {} }: Sent,
  patienceMs?: number,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const text = key === undefined ? '' : JSON.stringify(body);
    const command = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'idempotency-key': key,
    };
    const asked = request(
      url,
      {
        method: key === undefined ? 'GET' : 'POST',
        agent,
        headers: { authorization, ...(key === undefined ? {} : command) },
        ...(patienceMs === undefined ? {} : { timeout: patienceMs }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    asked.once('timeout', () => asked.destroy(new Error(`${url}: no answer within ${patienceMs} ms`)));
    asked.once('error', reject);
    asked.end(text);
  });

/** What an answer says. @throws Error when it says anything but that all is well */
export const said = ({ status, text }: Reply): any => {
  if (status >= 300) throw new Error(`${status} ${text}`);
  return JSON.parse(text);
};
