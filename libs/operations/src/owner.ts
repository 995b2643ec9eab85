import { ownsTables, type Database, type Schema } from '@lib/database';

/** Says so where the role of the services is the owner of their tables. */
export const warnOwner = async (
  database: Database,
  schemas: readonly Pick<Schema, 'name'>[],
  say: (text: string) => void,
): Promise<void> => {
  const names = schemas.map(({ name }) => name);
  if (await ownsTables(database, names))
    say(
      `the role of the services owns the tables of ${names.join(', ')}: PostgreSQL does not keep it from changing what is ` +
        'recorded (deploy/README.md, Roles)',
    );
};
