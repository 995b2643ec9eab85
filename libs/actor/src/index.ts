import { AsyncLocalStorage } from 'node:async_hooks';
import { UNNAMED, type Actor } from '@lib/kernel';

const acting = new AsyncLocalStorage<Actor>();

/** Does work for somebody: all that is recorded and sent in it, however far away, says who asked. */
export const actFor = <T>(actor: Actor, work: () => T): T => acting.run(actor, work);

/** For whom the present work is done; undefined where nobody said. */
export const actorNow = (): Actor | undefined => acting.getStore();

/** The code of whoever asks at present, `unnamed` where nobody said. */
export const askerNow = (): string => actorNow()?.name ?? UNNAMED;
