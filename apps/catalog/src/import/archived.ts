import type { Reading } from './reading.js';

/**
 * How the catalogue API writes that a programme is in the archive. Its answers carry `status`, which is 1 for every
 * programme that a family finds there; the portal's own register knows the states 0 (not determined), 1 (waiting),
 * 2 (certified), 3 (denied), 5 (draft) and 10 (in the archive), and shows families none but live ones. So 1, and an
 * answer without a status, is a live programme, and every other status is one that takes no new application. `is_open`
 * and `enrollment` are no archive: they say whether that portal takes applications at the moment of the answer.
 * Exports of offices write `archived`, `is_archived` or `is_archive`, for a module or a study group as well.
 */
const LIVE_STATUS = 1;
const FLAGS = ['archived', 'is_archived', 'is_archive'] as const;

export const isArchivedProgramme = (program: Reading): boolean => {
  const status = program.wholeIfAny('status', 'status-not-valid', { orText: true }) ?? LIVE_STATUS;
  return isArchived(program) || status !== LIVE_STATUS;
};

/** Whether a programme, a module or a study group says of itself that it is archived. */
export const isArchived = (reading: Reading): boolean =>
  FLAGS.map((flag) => reading.flag(flag, 'archived-not-valid')).includes(true);
