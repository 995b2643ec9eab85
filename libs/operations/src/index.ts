export { clusterSettings, openCluster, type ClusterGround, type ClusterSettings } from './cluster.js';
export { Environment, EnvironmentFaults } from './environment.js';
export { OperationsModule, type OperationsParts } from './operations.module.js';
export { runProcess, type Running } from './process.js';
export { startService, type Service, type ServiceParts } from './service.js';
