import { fuzzing } from './fuzzed-service.js';

fuzzing('certificates');
