import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from './answers.js';
import type { Words } from './words.js';

export const UPLOAD_MIB = 32;
const FILE_BYTES = UPLOAD_MIB * 1024 * 1024;
/** What the fields beside the file and the marks between them take at most. */
const FIELDS_BYTES = 64 * 1024;
/** So many files are in memory at once, from their first byte until a service has answered. */
const HELD_AT_ONCE = 4;
const LIMITS = { files: 1, fileSize: FILE_BYTES, fields: 20, fieldSize: 2_000, parts: 21 };

type Uploaded = { readonly form: URLSearchParams; readonly file: Uint8Array<ArrayBuffer> | undefined };

/** Adds what reads forms with a file in them to a server: for the routes of this scope alone. */
export const takeUploads = async (scope: FastifyInstance): Promise<void> => {
  await scope.register(multipart, { limits: LIMITS });
};

let held = 0;

/**
 * Works with a form that has a file in it, which is undefined where none was chosen. What is larger than a file may be is not
 * read at all, and of many that come at once only some are held.
 * @throws Refused 413, 415, 503
 */
export const withUpload = async <Done>(
  request: FastifyRequest,
  { say }: Words,
  work: (uploaded: Uploaded) => Promise<Done>,
): Promise<Done> => {
  if (!request.isMultipart()) throw new Refused(415, undefined);
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (length > FILE_BYTES + FIELDS_BYTES)
    throw new Refused(413, { title: say('import.too-large', { size: UPLOAD_MIB }) });
  if (held >= HELD_AT_ONCE) throw new Refused(503, undefined);
  held += 1;
  try {
    return await work(await uploadIn(request));
  } finally {
    held -= 1;
  }
};

const uploadIn = async (request: FastifyRequest): Promise<Uploaded> => {
  const form = new URLSearchParams();
  let file: Uint8Array<ArrayBuffer> | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') form.append(part.fieldname, String(part.value));
    else {
      const bytes = Uint8Array.from(await part.toBuffer());
      if (bytes.length > 0) file = bytes;
    }
  }
  return { form, file };
};
