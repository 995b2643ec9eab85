import type { Schema } from '@lib/database';
import { feedback } from './feedback/feedback.migrations.js';
import { kept, namesOfSessions } from './session/session.migrations.js';

/** The portal has no data of its own but what it keeps for browsers for a while, and what families say to the operator. */
export const portalSchema: Schema = {
  name: 'portal',
  migrations: [
    { name: '0001_kept', sql: kept },
    { name: '0002_feedback', sql: feedback },
    { name: '0003_names_of_sessions', sql: namesOfSessions },
  ],
  rights: { kept: ['INSERT', 'DELETE'], feedback: ['INSERT', 'UPDATE', 'DELETE'] },
};
