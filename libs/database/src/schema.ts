/** One step of a schema's history. Released steps never change; a new step is added at the end. */
export type Migration = { readonly name: string; readonly sql: string };

/** What a service may do with a table beside reading it. To lock a row is to be allowed to update it. */
type Right = 'INSERT' | 'UPDATE' | 'DELETE';

/** By the name of each table and view of a schema. */
export type Rights = Readonly<Record<string, readonly Right[]>>;

/** A schema: how it came to be, and what the role of a service may do in it when another role is its owner. */
export type Schema = {
  readonly name: string;
  readonly migrations: readonly Migration[];
  readonly rights: Rights;
};
