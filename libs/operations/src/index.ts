export { clusterSettings, openCluster } from './cluster.js';
export { databaseLimits } from './database-settings.js';
export { Environment, EnvironmentFaults } from './environment.js';
export { openClock, type ServiceName } from './installation-clock.js';
export { eventStoreSettings, openEventStore, type EventStoreSettings } from './installation-store.js';
export { OperationsModule } from './operations.module.js';
export { runProcess } from './process.js';
export { startService, type Service, type ServiceParts } from './service.js';
