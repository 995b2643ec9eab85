import type { Role, Route } from '../page/visit.js';
import { actOnApplication, applicationPage } from './application.page.js';
import { answerApplications, applicationsPage } from './applications.page.js';
import { contractsPage } from './contracts.page.js';
import { correctLessons, correctionsPage } from './corrections.page.js';
import { lessonsPage, reportLessons } from './lessons.page.js';
import { payablePage } from './payable.page.js';
import { waitingCorrectionsPage } from './waiting.page.js';

const PROVIDER: readonly Role[] = ['provider'];

export const providerRoutes: readonly Route[] = [
  { get: '/provider', for: PROVIDER, page: (visit) => applicationsPage(visit) },
  { post: '/provider', for: PROVIDER, act: answerApplications },
  { get: '/provider/applications/:id', for: PROVIDER, page: (visit) => applicationPage(visit) },
  { post: '/provider/applications/:id', for: PROVIDER, act: actOnApplication },
  { get: '/provider/contracts', for: PROVIDER, page: contractsPage },
  { get: '/provider/payable', for: PROVIDER, page: payablePage },
  { get: '/provider/corrections', for: PROVIDER, page: waitingCorrectionsPage },
  { get: '/provider/lessons', for: PROVIDER, page: (visit) => lessonsPage(visit) },
  { post: '/provider/lessons', for: PROVIDER, act: reportLessons },
  { get: '/provider/lessons/:groupId/:month', for: PROVIDER, page: (visit) => correctionsPage(visit) },
  { post: '/provider/lessons/:groupId/:month', for: PROVIDER, act: correctLessons },
];
