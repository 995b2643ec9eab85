import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { invalidRequest, step, type Fault } from './problem.js';

/** The group in which the fields of libs/http read themselves from text: query and path parameters. */
export const FROM_TEXT = 'from-text';

/** What a field's check hands over when it fails. */
export type FaultContext = Pick<Fault, 'code' | 'params'>;

type Part = Pick<ArgumentMetadata, 'metatype' | 'type'>;

type Read = { readonly dto: unknown; readonly faults: readonly Fault[] };

/** What was read of the parts of requests, by the parts themselves: RequestFieldsGuard reads them ahead of the pipe. */
const partsRead = new WeakMap<object, Read & Part>();

/**
 * Makes the DTO of a part of a request and names every fault: unknown fields are refused, nothing is converted unless
 * the field itself reads text. Undefined where the part has no DTO. A part is read once.
 */
export const readFields = async (value: unknown, { metatype, type }: Part): Promise<Read | undefined> => {
  if (!metatype || type === 'custom' || BUILT_IN.has(metatype)) return undefined;
  const plain = value ?? {};
  if (typeof plain !== 'object' || Array.isArray(plain))
    return { dto: undefined, faults: [{ pointer: '', code: 'not-an-object' }] };
  const known = partsRead.get(plain);
  if (known?.metatype === metatype && known.type === type) return known;
  const dto: object = plainToInstance(
    metatype as new () => object,
    { ...plain },
    type === 'body' ? {} : { groups: [FROM_TEXT] },
  );
  const errors = await validate(dto, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false },
  });
  const read = { metatype, type, dto, faults: errors.flatMap((error) => faultsOf(error, AT[type])) };
  partsRead.set(plain, read);
  return read;
};

/** Gives handlers their DTOs. @throws ProblemError 400 `invalid-request` */
export const validationPipe: PipeTransform<unknown, Promise<unknown>> = {
  async transform(value: unknown, part: ArgumentMetadata): Promise<unknown> {
    const read = await readFields(value, part);
    if (!read) return value;
    if (read.faults.length > 0) throw invalidRequest(read.faults);
    return read.dto;
  },
};

const BUILT_IN: ReadonlySet<unknown> = new Set([String, Boolean, Number, Array, Object, Date]);

const AT = {
  body: step,
  query: (name: string) => `?${name}`,
  param: (name: string) => `:${name}`,
};

const faultsOf = (error: ValidationError, at: (key: string) => string): readonly Fault[] => {
  const pointer = at(error.property);
  const [constraint] = Object.keys(error.constraints ?? {});
  if (constraint !== undefined) return [{ pointer, ...faultOf(error, constraint) }];
  return (error.children ?? []).flatMap((child) => faultsOf(child, (key) => pointer + step(key)));
};

const faultOf = (error: ValidationError, constraint: string): FaultContext => {
  if (constraint === 'whitelistValidation') return { code: 'unknown-field' };
  if (error.value === undefined) return { code: 'required' };
  const context = error.contexts?.[constraint] as FaultContext | undefined;
  return context ?? { code: constraint === 'nestedValidation' ? 'not-an-object' : 'invalid' };
};
