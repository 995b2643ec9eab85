export { isDatabaseAway, isLockedByOthers, isStatementEnded } from './away.js';
export {
  type Beginning,
  Database,
  afterCommit,
  leaveToCommit,
  bindTo,
  outsideTransaction,
  refuseInsideTransaction,
  type Bind,
  type Row,
  type Sql,
} from './database.js';
export { FreshDatabase, NoFreshDatabase } from './fresh-database.js';
export { Gathering, type Gathered, type GatheringOptions } from './gathering.js';
export { LIMITS, type Length, type Limits } from './limits.js';
export { asksForTls, pgAddressFault, trusting } from './pg.address.js';
export { PgDatabase } from './pg.database.js';
export { PgliteDatabase } from './pglite.database.js';
export { FolderInUse } from './folder-lock.js';
export { DatabaseIsNewer, SchemaIsBehind, expectMigrated, migrate, migrateFor } from './migrate.js';
export { UnfitRole, ownsTables, standsBelow } from './roles.js';
export type { Migration, Rights, Schema } from './schema.js';
export { onceReached } from './reach.js';
export { UnfitServer } from './server-check.js';
export { rehearse } from './rehearse.js';
