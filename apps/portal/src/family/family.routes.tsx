import type { Role, Route } from '../page/visit.js';
import { certificatePage } from './certificate.page.js';
import { childrenPage, claim, claimPage } from './children.page.js';

const FAMILY: readonly Role[] = ['parent', 'child'];

export const familyRoutes: readonly Route[] = [
  { get: '/family', for: FAMILY, page: childrenPage },
  { get: '/family/claim', for: FAMILY, page: (visit) => claimPage(visit) },
  { post: '/family/claim', for: FAMILY, act: claim },
  { get: '/family/:holder', for: FAMILY, page: certificatePage },
];
