import { fdatasyncSync, fstatSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const CHUNK = 65_536;
const END = 0x0a;

/** Somebody else has written to the file since it was opened. */
export class FileMoved extends Error {
  constructor() {
    super('another process has written to the file');
    this.name = 'FileMoved';
  }
}

/**
 * A file of lines that is only ever added to, so that it may lie where nothing else is allowed. What a crash has left of a
 * line stays there.
 */
export class LineFile {
  private constructor(
    private readonly handle: FileHandle,
    private size: number,
    /** Whether the last line has its end. */
    private isEnded: boolean,
  ) {}

  static async open(path: string): Promise<LineFile> {
    const handle = await open(path, 'a+');
    const { size } = await handle.stat();
    const { buffer } = size === 0 ? { buffer: Buffer.of(END) } : await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return new LineFile(handle, size, buffer[0] === END);
  }

  /** Its lines, the last one first. */
  async *backwards(): AsyncGenerator<string, void> {
    let rest = Buffer.alloc(0);
    for (let from = this.size; from > 0;) {
      const length = Math.min(CHUNK, from);
      from -= length;
      const { buffer } = await this.handle.read(Buffer.alloc(length), 0, length, from);
      rest = Buffer.concat([buffer, rest]);
      for (let end = rest.lastIndexOf(END); end >= 0; end = rest.lastIndexOf(END)) {
        if (end < rest.length - 1) yield rest.subarray(end + 1).toString();
        rest = rest.subarray(0, end);
      }
    }
    if (rest.length > 0) yield rest.toString();
  }

  /** Is on the disk when it returns. Nothing of this process comes between the look and the writing. @throws FileMoved */
  append(line: string): void {
    const { fd } = this.handle;
    if (fstatSync(fd).size !== this.size) throw new FileMoved();
    const bytes = Buffer.from(`${this.isEnded ? '' : '\n'}${line}\n`);
    const written = writeSync(fd, bytes);
    if (written !== bytes.length) throw new Error('the file did not take the whole line');
    fdatasyncSync(fd);
    this.size += written;
    this.isEnded = true;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
