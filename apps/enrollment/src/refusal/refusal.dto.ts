import { IsOneOf, IsText } from '@lib/http';

/** Why a provider refuses. None of them is about health: what is told of that belongs into the words, which are sealed. */
export const PROVIDER_REASONS = [
  'group-not-formed',
  'timetable-changed',
  'selection-not-passed',
  'documents-missing',
  'family-not-reached',
  'family-asked',
  'other',
] as const;
export type ProviderReason = (typeof PROVIDER_REASONS)[number];

export class RefusalDto {
  @IsOneOf(PROVIDER_REASONS, { optional: true, description: '`other` unless told, where there are words.' })
  readonly reason?: ProviderReason;

  @IsText({
    optional: true,
    max: 1000,
    description: "The provider's own words. They may be about the child: sealed under its key, told in no message.",
  })
  readonly words?: string;
}
