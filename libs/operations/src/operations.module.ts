import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import { Module, type DynamicModule } from '@nestjs/common';
import { ClockController, ClockSetting } from './clock.http.js';
import { HealthController, LagController, LagSource } from './health.http.js';

export type OperationsParts = {
  readonly lag: () => Promise<number>;
  /** Present where time may be set: never in production. */
  readonly settable?: { readonly clock: SettableClock; readonly database: Database };
};

/** What an operator asks of every service: is it alive, how far behind is it, and in a sandbox what time it is. */
@Module({})
export class OperationsModule {
  static register({ lag, settable }: OperationsParts): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [HealthController, LagController, ...(settable ? [ClockController] : [])],
      providers: [
        { provide: LagSource, useValue: new LagSource(lag) },
        ...(settable ? [{ provide: ClockSetting, useValue: new ClockSetting(settable.clock, settable.database) }] : []),
      ],
    };
  }
}
