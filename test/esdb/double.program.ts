import { EsdbDouble } from './double.js';

// A double in a process of its own, so that what a client costs can be told from what the server costs. Ends with its parent.
const double = await EsdbDouble.start();
process.stdout.write(`${double.url}\n`);
process.stdin.on('end', () => process.exit()).resume();
