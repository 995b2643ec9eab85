import { clockSchema } from '@lib/clock';
import { PgDatabase, migrate, migrateFor, onceReached, standsBelow, type Limits, type Schema } from '@lib/database';
import { eventStoreSchema, setEsdbRights } from '@lib/event-store';
import { clusterSchemas, type ServiceName } from '@lib/operations';
import { catalogSchema } from '../../catalog/src/catalog.migrations.js';
import { certificatesSchema } from '../../certificates/src/certificates.migrations.js';
import { enrollmentSchema } from '../../enrollment/src/enrollment.migrations.js';
import { portalSchema } from '../../portal/src/portal.migrations.js';
import { webhooksSchema } from '../../webhooks/src/webhooks.migrations.js';
import type { Place, Settings } from './settings.js';

const OWN: Readonly<Record<ServiceName, Schema>> = {
  catalog: catalogSchema,
  enrollment: enrollmentSchema,
  certificates: certificatesSchema,
  webhooks: webhooksSchema,
};

/** The schemas of the services' database, each once. */
export const schemasOf = ({ profile, services, events }: Pick<Settings, 'profile' | 'services' | 'events'>) => {
  const own = services.flatMap((service) => {
    if (service === 'portal') return [portalSchema];
    return profile === 'cluster' ? clusterSchemas(service, [OWN[service]]) : [clockSchema, OWN[service]];
  });
  // One process makes the table of events wherever they are.
  const all = profile === 'embedded' || events === 'database' ? [...own, eventStoreSchema] : own;
  return [...new Map(all.map((schema) => [schema.name, schema])).values()];
};

/**
 * Brings the tables of an installation up to date and gives the services' role what they need of them, and of EventStoreDB
 * where its administrator is named. Waits for a server that is away. @returns what was done, for the operator @throws UnfitRole, UnfitServer, DatabaseIsNewer, SchemaIsBehind
 */
export const migrateInstallation = async (
  settings: Settings,
  say: (text: string) => void,
): Promise<readonly string[]> => {
  const done = await migratePlace(settings.database, schemasOf(settings), settings.limits, say);
  if (settings.rights)
    return [
      ...done,
      ...(await setEsdbRights({ onWaiting: (reason) => say(`waiting: ${reason}`), ...settings.rights })),
    ];
  if (typeof settings.events === 'string') return done;
  return [...done, ...(await migratePlace(settings.events, [eventStoreSchema], settings.limits, say))];
};

const migratePlace = async (
  { ownerUrl, role }: Place,
  schemas: readonly Schema[],
  limits: Limits,
  say: (text: string) => void,
): Promise<readonly string[]> => {
  const owner = new PgDatabase(ownerUrl, { limits, say, connectionsMax: 1 });
  try {
    return await onceReached(
      async () => {
        await owner.check();
        const isBelow = await standsBelow(owner, role);
        const upgraded: string[] = [];
        for (const schema of schemas) {
          const steps = isBelow
            ? await migrateFor(role, owner, schema)
            : await migrate(owner, schema.name, schema.migrations);
          if (steps.length > 0) upgraded.push(schema.name);
        }
        return telling(
          role,
          isBelow,
          schemas.map(({ name }) => name),
          upgraded,
        );
      },
      { say },
    );
  } finally {
    await owner.close();
  }
};

const telling = (
  role: string,
  isBelow: boolean,
  schemas: readonly string[],
  upgraded: readonly string[],
): readonly string[] => [
  `Up to date: ${schemas.join(', ')}.`,
  ...(upgraded.length > 0
    ? [`Of an earlier version, which cannot be started on them any more: ${upgraded.join(', ')}.`]
    : []),
  isBelow
    ? `The role ${role} may do there what the services need, and owns nothing.`
    : `The role ${role} owns the tables: PostgreSQL does not keep the services from changing what is recorded.`,
];
