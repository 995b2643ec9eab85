// Imported before everything else by every program, for its effect: what comes after it does not even load on an older
// Node. So it uses nothing that an older Node lacks, and imports nothing.

/** The Node that the npm package `node` of package.json brings. */
const MAJOR_NEEDED = 26;

const running = process.versions.node;

if (Number.parseInt(running, 10) < MAJOR_NEEDED) {
  process.stderr.write(
    `Нужен Node.js ${MAJOR_NEEDED} или новее, а это ${running}: запускайте командами npm или node_modules/.bin/node. ` +
      `Node.js ${MAJOR_NEEDED} or later is needed, and this is ${running}: use the npm scripts or node_modules/.bin/node.\n`,
  );
  process.exit(1);
}
