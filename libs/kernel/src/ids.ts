import { parse, v5, v7 } from 'uuid';

const NAMESPACE = parse('6f4f2a56-0c5a-5e0e-9b4e-7f6b7a0d1c11');

/** A fresh, time-ordered id. Never called inside a domain: ids arrive in the command. */
export const newId = (): string => v7();

/** The same parts give the same id for ever: what makes a redelivery recognisable. */
export const derivedId = (...parts: readonly (string | number)[]): string => v5(parts.join('\u001f'), NAMESPACE);
