/**
 * Something was written by a newer version of the software than this one: an event or a message whose type or version this
 * build does not know. It is no fault of what was written, and nothing is lost: this process waits, as for an outage, until
 * it is replaced by a build that knows it.
 */
export class NewerVersion extends Error {
  constructor(what: string) {
    super(`${what} is not known to this version of the software: it waits to be upgraded`);
    this.name = 'NewerVersion';
  }
}
