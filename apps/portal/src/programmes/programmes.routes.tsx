import type { Route } from '../page/visit.js';
import { apply, groupPage } from './group.page.js';
import { programmesPage } from './programmes.page.js';

export const programmesRoutes: readonly Route[] = [
  { get: '/programmes', for: 'anyone', page: programmesPage },
  { get: '/programmes/:groupId', for: 'anyone', page: (visit) => groupPage(visit) },
  { post: '/programmes/:groupId/apply', for: ['parent'], act: apply },
];
