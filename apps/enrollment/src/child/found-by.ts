import type { PersonalData, Vault } from '../vault/vault.js';
import { documentText, nameText } from './domain/identity.js';

/** What else than its id a child is found by; null where nobody has said who it is. */
export type FoundBy = { readonly documentIndex: Uint8Array | null; readonly nameIndex: Uint8Array | null };

export const foundBy = (
  vault: Vault,
  { document, lastName, firstName, birthDate }: Omit<PersonalData, 'childId'>,
): FoundBy => ({
  documentIndex: document === undefined ? null : vault.indexOf(documentText(document)),
  nameIndex:
    lastName === undefined || firstName === undefined
      ? null
      : vault.indexOf(nameText({ lastName, firstName, birthDate })),
});
