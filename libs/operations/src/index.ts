export { clusterSettings, openCluster, type ClusterResources, type ClusterSettings } from './cluster.js';
export { Environment, EnvironmentFaults } from './environment.js';
export { openClock, type InstallationClock, type ServiceName } from './installation-clock.js';
export { OperationsModule, type OperationsParts } from './operations.module.js';
export { runProcess, type Running } from './process.js';
export { startService, type Service, type ServiceParts } from './service.js';
