/**
 * Canonical JSON by docs/event-hashes.md, written anew from that page: an auditor that took the ledger's own would find
 * right what the ledger computes wrong.
 * @throws Error for what has no canonical form, which is a difference like any other
 */
export const canonical = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new Error('a lone surrogate');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new Error(`the number ${value}`);
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
      return `{${members(value)}}`;
    default:
      throw new Error(`no JSON: ${typeof value}`);
  }
};

const members = (value: object): string =>
  Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonical(name)}:${canonical(member)}`)
    .join();
