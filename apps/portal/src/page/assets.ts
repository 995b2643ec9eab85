import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Assets } from './document.js';

const FILES = {
  style: ['style.css', 'text/css; charset=utf-8'],
  script: ['enhance.js', 'text/javascript; charset=utf-8'],
} as const;

/** Serves the style and the script of all pages under names that change with their content, so browsers keep them. */
export const serveAssets = (server: FastifyInstance): Assets => {
  const names = Object.entries(FILES).map(([key, [file, type]]) => {
    const bytes = readFileSync(new URL(file, import.meta.url));
    const compressed = brotliCompressSync(bytes);
    const name = `/assets/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}-${file}`;
    server.get(name, (request, reply) => {
      const isCompressed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
      void reply
        .headers({
          'content-type': type,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
        })
        .headers(isCompressed ? { 'content-encoding': 'br' } : {})
        .send(isCompressed ? compressed : bytes);
    });
    return [key, name] as const;
  });
  return Object.fromEntries(names) as Assets;
};
