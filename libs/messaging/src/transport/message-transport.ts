import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Retry } from '../delivery/ordered-delivery.js';
import type { Parking } from '../delivery/parking.js';

/** What a service and its operator may ask of a transport, whatever the messages travel on. */
export type MessageTransport = Server &
  CustomTransportStrategy & {
    /** What this consumer could not handle. */
    readonly parking: Parking;
    /** Messages whose effects have not all happened yet. */
    lag(): Promise<number>;
    /**
     * Resolves to true once this consumer, in all its instances, has handled or parked every message of the topic that was
     * in the transport when this was called; to false when that does not happen within the time.
     */
    catchesUp(topic: string, withinMs: number): Promise<boolean>;
    /** Delivers the parked messages of a key again; see `OrderedDelivery.retry`. @throws RetryElsewhere */
    retry(topic: string, key: string): Promise<Retry>;
    /** Gives a parked message up, after `OnDiscard` has been told; see `OrderedDelivery.discard`. @throws DiscardNotTold, RetryElsewhere */
    discard(id: number, reason: string): Promise<boolean>;
  };
