import { certificatesAccounts, encode, type WireMessage } from '@lib/contracts';
import type { StoredEvent } from '@lib/event-store';
import { causeOf } from '../ledger/cause.js';
import { holderOf } from '../ledger/streams.js';
import { isContractFact } from './domain/contract.js';
import type { AccountEvent } from './domain/events.js';
import { accountCodec, catalogue, type Body, type OfCertificate, type OfContract } from './event-catalogue.js';
import type { Standing } from './standing.publisher.js';

/**
 * The message of an account event: one for each, so that the revision in the stream is the gap-free `sequence` of the
 * holder.
 */
export const accountMessage = (stored: StoredEvent, standing: Standing): WireMessage => {
  const event = accountCodec.decode(stored);
  const holder = holderOf(stored.stream);
  const head = {
    id: stored.id,
    key: holder,
    time: stored.recordedAt,
    recordedTime: stored.recordedAt,
    ...causeOf(stored),
  };
  const bodyOf = catalogue[event.type].message as (event: AccountEvent, told: OfCertificate | OfContract) => Body;
  return encode(certificatesAccounts, { ...head, ...bodyOf(event, toldOf(holder, event, standing)) }, stored.revision);
};

const toldOf = (
  holder: string,
  event: AccountEvent,
  { number, after, terms }: Standing,
): OfCertificate | OfContract => ({
  holder,
  financingProgramme: event.financingProgramme,
  on: event.on,
  unit: 'kopeck',
  ...(number === undefined ? {} : { certificateNumber: number }),
  ...(after === undefined ? {} : { after }),
  ...(isContractFact(event) ? { contract: event.contract, ...terms } : {}),
  ...('provider' in event ? { provider: event.provider } : {}),
  ...('group' in event ? { group: event.group, module: event.module } : {}),
});
