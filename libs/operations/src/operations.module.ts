import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import type { MessageTransport } from '@lib/messaging';
import { Module, type DynamicModule } from '@nestjs/common';
import { ClockController, ClockSetting } from './clock.http.js';
import { HealthController, LagController, LagSource } from './health.http.js';
import { ParkedController, ParkedMessages } from './parked.http.js';

export type OperationsParts = {
  readonly lag: () => Promise<number>;
  /** Present where time may be set: never in production. */
  readonly settable?: { readonly clock: SettableClock; readonly database: Database };
  /** The parked messages of a transport; answers to Idempotency-Keys are kept in the schema. */
  readonly parked?: { readonly transport: MessageTransport; readonly database: Database; readonly schema: string };
};

/** What an operator asks of every service: is it alive, how far behind is it, what could it not handle, and in a sandbox what time it is. */
@Module({})
export class OperationsModule {
  static register({ lag, settable, parked }: OperationsParts): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [
        HealthController,
        LagController,
        ...(parked ? [ParkedController] : []),
        ...(settable ? [ClockController] : []),
      ],
      providers: [
        { provide: LagSource, useValue: new LagSource(lag) },
        ...(parked ? [{ provide: ParkedMessages, useValue: new ParkedMessages(parked) }] : []),
        ...(settable ? [{ provide: ClockSetting, useValue: new ClockSetting(settable.clock, settable.database) }] : []),
      ],
    };
  }
}
