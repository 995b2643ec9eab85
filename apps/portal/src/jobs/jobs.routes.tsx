import type { Role, Route } from '../page/visit.js';
import { beginJob } from './begin.js';
import { cancelJob, jobPage, jobsPage } from './jobs.page.js';

/** The jobs of whoever is logged in, in the rooms in which he works. */
const ofRoom = (room: string, role: Role): readonly Route[] => [
  { get: `${room}/jobs`, for: [role], page: (visit) => jobsPage(visit) },
  { get: `${room}/jobs/:id`, for: [role], page: (visit) => jobPage(visit) },
  { post: `${room}/jobs/:id`, for: [role], act: cancelJob },
];

export const jobsRoutes: readonly Route[] = [
  ...ofRoom('/operator', 'operator'),
  ...ofRoom('/provider', 'provider'),
  { post: '/provider/jobs', for: ['provider'], act: beginJob },
];
