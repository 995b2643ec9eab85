import { playsRandomSeasons } from '../long/random-seasons.js';
import { seedOfRun } from '../support/chance.js';

// Others each time; `npm run test:long` plays one of every combination of settings.
const seed = seedOfRun();
playsRandomSeasons([seed, seed + 1]);
