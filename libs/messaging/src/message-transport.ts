import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Retry } from './ordered-delivery.js';
import type { Parking } from './parking.js';

/** What a service and its operator may ask of a transport, whatever the messages travel on. */
export type MessageTransport = Server &
  CustomTransportStrategy & {
    /** What this consumer could not handle. */
    readonly parking: Parking;
    /** Messages whose effects have not all happened yet. */
    lag(): Promise<number>;
    /** Delivers the parked messages of a key again; see `OrderedDelivery.retry`. @throws RetryElsewhere */
    retry(topic: string, key: string): Promise<Retry>;
  };
