export { Environment, EnvironmentFaults } from './environment.js';
export { OperationsModule, type OperationsParts } from './operations.module.js';
export { startService, type Service, type ServiceParts } from './service.js';
