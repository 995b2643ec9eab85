import { PARAMTYPES_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { CanActivate, ExecutionContext, Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { schemaOfBody } from './body-schema.js';
import { invalidRequest, type Fault } from './problem.js';
import { faultsBesideFields } from './request-check.js';
import { FAULTS_MAX } from './request-guard.js';
import { readFields } from './validation.pipe.js';
import { zodFaults } from './zod-faults.js';

type PartName = 'body' | 'query' | 'param';
type Part = { readonly type: PartName; readonly metatype: Type };

/** Judges path, query and body together, so that one answer names every fault. @throws ProblemError 400 `invalid-request` */
export const requestFieldsGuard: CanActivate = {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const read = { body: request.body, query: request.query, param: request.params };
    const faults = [...faultsBesideFields(request)];
    for (const part of partsOf(context.getClass(), context.getHandler().name))
      faults.push(...((await readFields(read[part.type], part))?.faults ?? []));
    // A file that is wrong in itself is its handler's to refuse; here it only adds to what is wrong anyway.
    if (faults.length > 0) {
      const file = schemaOfBody(context.getHandler())?.safeParse(request.body, { reportInput: true });
      faults.push(...(file?.error ? zodFaults(file.error) : []));
      throw invalidRequest(onePerPlace(faults));
    }
    return true;
  },
};

const PARTS: Readonly<Record<number, PartName>> = {
  [RouteParamtypes.BODY]: 'body',
  [RouteParamtypes.QUERY]: 'query',
  [RouteParamtypes.PARAM]: 'param',
};

/** What a handler takes whole (`@Query() query: SearchQuery`); a single parameter (`@Param('id')`) has no DTO. */
const partsOf = (controller: Type, method: string): readonly Part[] => {
  const types = Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype as object, method) as readonly Type[];
  const taken = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Readonly<
    Record<string, { readonly index: number; readonly data?: unknown }>
  >;
  return Object.entries(taken).flatMap(([key, { index, data }]) => {
    const type = PARTS[Number(key.split(':')[0])];
    const metatype = types[index];
    return type === undefined || metatype === undefined || data !== undefined ? [] : [{ type, metatype }];
  });
};

// The first is the one to mend: what else is said of the same place may follow from it.
const onePerPlace = (faults: readonly Fault[]): readonly Fault[] => {
  const places = new Map<string, Fault>();
  for (const fault of faults) if (!places.has(fault.pointer)) places.set(fault.pointer, fault);
  return [...places.values()].slice(0, FAULTS_MAX);
};
