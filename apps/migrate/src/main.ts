import '@lib/runtime';
import 'reflect-metadata';
import { runOnce } from '@lib/operations';
import { migrateInstallation } from './migration.js';
import { MIGRATED, settingsFrom } from './settings.js';

const USAGE = `npm run migrate [-- ${MIGRATED.join('|')} …]
  Brings the tables of the services up to date, of all of them unless some are named, and gives their role what they need.
  DATABASE_OWNER_URL     the owner of the database and of the tables, postgres://…; no service is given it
  DATABASE_URL           as the services have it: its role is given the rights
  EVENT_STORE_URL        as certificates has it; where it is postgres://…, EVENT_STORE_OWNER_URL is needed as well
                         where it is esdb://… with a user, EVENT_STORE_OWNER_URL, an administrator of EventStoreDB, makes that
                         user and one who only reads, EVENT_STORE_AUDITOR_URL, and sets the access lists
  PROFILE=embedded       for npm start on a server, where the role of the services is to own nothing`;

runOnce(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return USAGE;
  const settings = settingsFrom(process.env, args);
  return (await migrateInstallation(settings, (text) => void process.stderr.write(`${text}\n`))).join('\n');
});
