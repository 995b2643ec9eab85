import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Address } from '../address/addresses.js';

/** So many endpoints have connections that wait for the next message; of more the one that was asked first loses its own. */
const ENDPOINTS_MAX = 64;
/** So many of one wait. */
const WAITING_MAX = 2;
/** So long; many receivers and what stands before them end theirs after as much. */
const IDLE_MS = 4_000;

/** Where a connection leads: what was checked of an endpoint's address when it was opened. */
type Place = { readonly endpointId: string; readonly url: URL; readonly addresses: readonly Address[] };

/**
 * Connections that are used again, those of each endpoint for it alone. One that was opened to other addresses than those
 * that are allowed by now is closed and never used again.
 */
export class Connections {
  private readonly kept = new Map<string, { readonly place: string; readonly agent: HttpAgent | HttpsAgent }>();

  /** @param ca authorities that are trusted, in PEM; undefined: those of Node */
  constructor(private readonly ca: readonly string[] | undefined) {}

  to({ endpointId, url, addresses }: Place): HttpAgent | HttpsAgent {
    const place = [url.origin, ...addresses.map(({ address }) => address).toSorted()].join(' ');
    const known = this.kept.get(endpointId);
    if (known?.place === place) return known.agent;
    this.forget(endpointId);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size < ENDPOINTS_MAX) break;
      this.forget(oldest);
    }
    const agent = this.opened(url);
    this.kept.set(endpointId, { place, agent });
    return agent;
  }

  close(): void {
    for (const endpointId of this.kept.keys()) this.forget(endpointId);
  }

  /** What is under way on it goes on to its end. */
  private forget(endpointId: string): void {
    const agent = this.kept.get(endpointId)?.agent;
    this.kept.delete(endpointId);
    if (!agent) return;
    for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    agent.maxFreeSockets = 0;
  }

  private opened({ protocol }: URL): HttpAgent | HttpsAgent {
    const options = { keepAlive: true, maxFreeSockets: WAITING_MAX, timeout: IDLE_MS };
    return protocol === 'https:'
      ? new HttpsAgent({ ...options, rejectUnauthorized: true, ...(this.ca ? { ca: [...this.ca] } : {}) })
      : new HttpAgent(options);
  }
}
