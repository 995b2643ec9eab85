import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';

type InitProducerId = { readonly transactionalId?: string | undefined; readonly transactionTimeout: number };
type Broker = { initProducerId: (request: InitProducerId) => Promise<object> };
type Cluster = {
  findControllerBroker: () => Promise<Broker>;
  findGroupCoordinator: (of: { groupId: string; coordinatorType: number }) => Promise<Broker>;
};

const load = createRequire(import.meta.url);
const names = new AsyncLocalStorage<string>();
const isPatched = new WeakSet<Cluster['findControllerBroker']>();

/**
 * kafkajs 2.2.4 asks for an idempotent producer's number without a name, so every producer is a stranger to the brokers.
 * One that connects within `connect` gets the number of the name, and an epoch above all who had it before: on every
 * partition that it has written to, brokers refuse what they still send (INVALID_PRODUCER_EPOCH). What it sends
 * belongs to no transaction: consumers see it at once, and nothing lies between its messages.
 */
export const fenced = <T>(name: string, connect: () => Promise<T>): Promise<T> => {
  patch();
  return names.run(name, connect);
};

const patch = (): void => {
  const { prototype } = load('kafkajs/src/cluster/index.js') as { prototype: Cluster };
  const find = prototype.findControllerBroker;
  if (isPatched.has(find)) return;
  const patched = async function (this: Cluster): Promise<Broker> {
    const name = names.getStore();
    if (name === undefined) return find.call(this);
    const coordinator = await this.findGroupCoordinator({ groupId: name, coordinatorType: OF_TRANSACTIONS });
    return { initProducerId: (request) => coordinator.initProducerId({ ...request, transactionalId: name }) };
  };
  isPatched.add(patched);
  prototype.findControllerBroker = patched;
};

/** kafkajs's 1: names and epochs of producers are kept where transactions are. */
const OF_TRANSACTIONS = 1;
