import { Catch, type INestApplication, type INestMicroservice, type RpcExceptionFilter } from '@nestjs/common';
import type { NestMicroservice, Server } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';

/** Lets the handler's own error through. Nest's filter puts a bare "Internal server error" in its place. */
@Catch()
class PassCause implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Connects a transport to an application; `app.startAllMicroservices()` starts it, `app.close()` stops it. The only way
 * to connect one of ours: without the filter installed here a transport could not tell a poison message from an outage.
 */
export const connectTransport = (app: INestApplication, transport: Server): INestMicroservice => {
  // Filters are bound to the handlers when the listeners are registered: that has to wait for ours.
  const service = app.connectMicroservice<{ strategy: Server }>(
    { strategy: transport },
    { deferInitialization: true },
  ) as NestMicroservice;
  service.useGlobalFilters(new PassCause());
  // A late initialisation would otherwise run the module hooks of the application a second time.
  service.setIsInitHookCalled(true);
  return service;
};
