export { OperationsModule, type OperationsParts } from './operations.module.js';
