import { ok, err, type Result } from '@lib/kernel';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import { programmeId, type FinancingProgramme, type ProgrammeEvent, type ProgrammeState } from './domain/programme.js';

export type ProgrammeRejection = { readonly reason: 'programme-differs'; readonly programme: string };

/** Registers financing programmes and tells their settings. */
export class Programmes {
  constructor(private readonly ledger: Ledger<ProgrammeState, ProgrammeEvent>) {}

  /** The same settings again are the same registration; other settings for a registered period are refused. */
  async register(
    settings: FinancingProgramme,
  ): Promise<Result<{ readonly programme: string; readonly created: boolean }, ProgrammeRejection>> {
    const programme = programmeId(settings);
    const registered = await this.ledger.handle(streams.programme(programme), { commandId: 'register' }, (state) => {
      if (!state) return ok([{ type: 'ProgrammeRegistered', programme, settings } as const]);
      return sameSettings(state.settings, settings) ? ok([]) : err({ reason: 'programme-differs', programme } as const);
    });
    return registered.ok ? ok({ programme, created: registered.value.events.length > 0 }) : registered;
  }

  async find(programme: string): Promise<FinancingProgramme | undefined> {
    // A registration is the first and only event of its stream.
    return (await this.ledger.atLeast(streams.programme(programme), 0)).state?.settings;
  }
}

// Both came through the same schema, so their fields stand in the same order.
const sameSettings = (a: FinancingProgramme, b: FinancingProgramme): boolean => JSON.stringify(a) === JSON.stringify(b);
