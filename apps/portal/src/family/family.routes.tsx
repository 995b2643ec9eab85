import type { Role, Route } from '../page/visit.js';
import { certificateFile } from './certificate-file.js';
import { certificatePage } from './certificate.page.js';
import { applicationPage, takeStep } from './application.page.js';
import { childrenPage, claim, claimPage } from './children.page.js';
import { newsPage } from './news.page.js';
import { eraseParent, parentPage, tellOfParent } from './parent.page.js';
import { register, registerPage } from './register.page.js';
import { readsPage } from './reads.page.js';

const FAMILY: readonly Role[] = ['parent', 'child'];

export const familyRoutes: readonly Route[] = [
  { get: '/family', for: FAMILY, page: childrenPage },
  { get: '/family/news', for: FAMILY, page: newsPage },
  { get: '/family/claim', for: FAMILY, page: (visit) => claimPage(visit) },
  { post: '/family/claim', for: FAMILY, act: claim },
  { get: '/family/register', for: ['parent'], page: (visit) => registerPage(visit) },
  { post: '/family/register', for: ['parent'], act: register },
  { get: '/family/mail', for: ['parent'], page: (visit) => parentPage(visit) },
  { post: '/family/mail', for: ['parent'], act: tellOfParent },
  { post: '/family/mail/erase', for: ['parent'], act: eraseParent },
  { get: '/family/applications/:id', for: FAMILY, page: (visit) => applicationPage(visit) },
  { post: '/family/applications/:id/consent', for: ['parent'], act: takeStep('consent') },
  { post: '/family/applications/:id/confirm', for: ['parent'], act: takeStep('confirm') },
  { post: '/family/applications/:id/withdraw', for: ['parent'], act: takeStep('withdraw') },
  { post: '/family/applications/:id/terminate', for: ['parent'], act: takeStep('terminate') },
  { get: '/family/:holder', for: FAMILY, page: certificatePage },
  { file: '/family/:holder/certificates/:programme', for: FAMILY, make: certificateFile },
  { get: '/family/:holder/reads', for: FAMILY, page: readsPage },
];
