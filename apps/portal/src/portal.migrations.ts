import type { Schema } from '@lib/database';
import { kept } from './session/session.migrations.js';

/** The portal has no data of its own but what it keeps for browsers for a while. */
export const portalSchema: Schema = {
  name: 'portal',
  migrations: [{ name: '0001_kept', sql: kept }],
  rights: { kept: ['INSERT', 'DELETE'] },
};
