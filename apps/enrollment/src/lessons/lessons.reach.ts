import type { Reach } from '@lib/access';
import type { Bind } from '@lib/database';
import { applicationsWithin } from '../application/application.reach.js';
import { groupsWithin } from '../group/group.reach.js';

/**
 * The reports of lessons that somebody reaches, as a condition on `enrollment.lessons l` and `enrollment.study_groups g`: a
 * provider those of its groups; a municipality those of the months in which a contract within its reach has days
 * (docs/access.md).
 */
export const reportsWithin = (reach: Reach, bind: Bind): string =>
  reach.isEverything || reach.municipalities.length === 0
    ? groupsWithin(reach, bind)
    : `(${groupsWithin(reach, bind)} OR EXISTS (
        SELECT FROM enrollment.applications WHERE applications.group_id = l.group_id
          AND applications.state IN ('enrolled', 'terminated')
          AND to_char(applications.start, 'YYYY-MM') <= l.month AND to_char(applications.last_day, 'YYYY-MM') >= l.month
          AND (${applicationsWithin(reach, bind)})))`;

/** The contracts whose certificates somebody sees in a correction, as a condition on `lesson_correction_contracts k`. */
export const certificatesWithin = (reach: Reach, bind: Bind): string =>
  reach.isEverything || reach.municipalities.length === 0
    ? 'true'
    : `k.contract IN (SELECT applications.id FROM enrollment.applications WHERE ${applicationsWithin(reach, bind)})`;
