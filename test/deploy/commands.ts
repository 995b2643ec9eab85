/** The fenced blocks of commands between a heading of a document and the next one. */
export const blocksOf = (text: string, heading: string): readonly string[] => {
  const from = text.indexOf(`\n## ${heading}\n`);
  if (from < 0) throw new TypeError(`there is no ${heading}`);
  const section = text.slice(from + 1);
  const end = section.indexOf('\n## ');
  return [...(end < 0 ? section : section.slice(0, end)).matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(
    ([, block]) => block ?? '',
  );
};
