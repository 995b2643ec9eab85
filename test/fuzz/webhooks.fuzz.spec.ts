import { fuzzing } from './fuzzed-service.js';

fuzzing('webhooks');
