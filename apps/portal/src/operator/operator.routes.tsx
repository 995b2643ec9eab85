import type { Role, Route } from '../page/visit.js';
import { groupsPage } from '../audit/groups.page.js';
import { accountPage, certificateSearch } from './account.page.js';
import { askOfChild, childPage, giveCode } from './child.page.js';
import { importPage, importsPage, takeFile } from './imports.page.js';
import { overviewPage } from './overview.page.js';
import { askForLimits, programmePage } from './programme.page.js';
import { refusalsPage } from './refusals.page.js';
import { decideRegistration, registrationPage, registrationsPage } from './registrations.page.js';
import { searchPage, searchPeople } from './search.page.js';
import { decideWaiting, waitingPage } from './waiting.page.js';

/** Whoever runs the financing, and whoever only sees what it pays for. */
const SIGHT: readonly Role[] = ['operator', 'municipality', 'payer'];
const OPERATOR: readonly Role[] = ['operator'];

export const operatorRoutes: readonly Route[] = [
  { get: '/operator', for: SIGHT, page: overviewPage },
  { get: '/operator/programmes/:programme', for: SIGHT, page: (visit) => programmePage(visit) },
  { get: '/operator/programmes/:programme/groups', for: SIGHT, page: groupsPage('operator') },
  { post: '/operator/programmes/:programme', for: OPERATOR, act: askForLimits },
  { get: '/operator/certificates', for: SIGHT, page: certificateSearch },
  { get: '/operator/accounts/:holder', for: SIGHT, page: accountPage },
  { get: '/operator/children', for: SIGHT, page: (visit) => childPage(visit) },
  { post: '/operator/children', for: OPERATOR, act: giveCode },
  { get: '/operator/search', for: OPERATOR, page: (visit) => searchPage(visit) },
  { post: '/operator/search', for: OPERATOR, act: searchPeople },
  { post: '/operator/children/ask', for: OPERATOR, act: askOfChild },
  { get: '/operator/waiting', for: OPERATOR, page: (visit) => waitingPage(visit) },
  { post: '/operator/waiting', for: OPERATOR, act: decideWaiting },
  { get: '/operator/imports', for: OPERATOR, page: (visit) => importsPage(visit) },
  { get: '/operator/imports/:id', for: OPERATOR, page: importPage },
  { upload: '/operator/imports', for: OPERATOR, act: takeFile },
  { get: '/operator/registrations', for: OPERATOR, page: registrationsPage },
  { get: '/operator/registrations/:id', for: OPERATOR, page: (visit) => registrationPage(visit) },
  { post: '/operator/registrations/:id', for: OPERATOR, act: decideRegistration },
  { get: '/operator/refusals', for: OPERATOR, page: refusalsPage },
];
