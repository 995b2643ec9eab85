/** Ends every exhaustive switch: a forgotten case does not compile, an impossible value throws. */
export const unreachable = (value: never): never => {
  throw new TypeError(`unreachable value: ${JSON.stringify(value)}`);
};
