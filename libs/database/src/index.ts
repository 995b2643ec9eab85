export { isDatabaseAway } from './away.js';
export { Database, outsideTransaction, refuseInsideTransaction, type Row, type Sql } from './database.js';
export { FreshDatabase, NoFreshDatabase } from './fresh-database.js';
export { PgDatabase } from './pg.database.js';
export { PgliteDatabase } from './pglite.database.js';
export { FolderInUse } from './folder-lock.js';
export { DatabaseIsNewer, migrate, type Migration } from './migrate.js';
export { rehearse } from './rehearse.js';
