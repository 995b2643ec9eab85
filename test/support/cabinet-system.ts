import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { freshStore } from './fresh-store.js';
import { trusting } from './login.js';

export type SystemWithCabinet = System & { readonly portal: string };

/** The embedded installation with its cabinet, on a fresh folder or a database, and with a clock that can be set. */
export const startWithCabinet = async (databaseUrl?: string): Promise<SystemWithCabinet> => {
  const system = await trusting(
    startSystem({
      dataFolder: await freshStore(),
      databaseUrl,
      ports: { catalog: 0, enrollment: 0, certificates: 0, portal: 0 },
      clock: 'settable',
      vaultKeys: undefined,
    }),
  );
  const { portal } = system;
  if (portal === undefined) throw new Error('the cabinet was not started');
  return { ...system, portal };
};
