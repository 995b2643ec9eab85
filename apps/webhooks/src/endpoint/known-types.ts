import { certificatesAccounts, enrollmentContracts } from '@lib/contracts';

/** The topics that webhooks are made of. Their keys are holders, and their messages facts. */
const TOPICS = [enrollmentContracts, certificatesAccounts] as const;

/** The types that an endpoint may want, without their versions. */
export const KNOWN_TYPES: readonly string[] = TOPICS.flatMap(({ owner, schemas }) =>
  Object.keys(schemas).map((type) => `${owner}.${type}`),
);
