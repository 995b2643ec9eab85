import type { WireMessage } from '@lib/contracts';
import { storable } from './settled.js';

/** A message on its way to a handler. `origin` names its place for ever (log and cursor; partition and offset), so that a redelivery is recognised. */
export type Delivery = {
  readonly origin: string;
  readonly message: WireMessage;
  /** Its number within its key. Who gives it may cut the batches of a redelivery anew; without it, see `OrderedDelivery`. */
  readonly place?: number;
};

/** Messages of the same lane are handled one after the other. */
export const laneOf = ({ topic, key }: { readonly topic: string; readonly key: string }): string =>
  `${topic} ${storable(key)}`;
