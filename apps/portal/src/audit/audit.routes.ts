import type { Role, Route } from '../page/visit.js';
import { accountPage } from './account.page.js';
import { eventPage } from './event.page.js';
import { findPage } from './find.page.js';
import { groupsPage } from './groups.page.js';
import { programmePage } from './programme.page.js';
import { beginRun, runPage, runsPage, showRun } from './runs.page.js';

/** An operator reads accounts and programmes in rooms of its own. */
const READERS: readonly Role[] = ['auditor'];

/** The room of whoever checks: every account and every total as of any day, by what was known on any other. */
export const auditRoutes: readonly Route[] = [
  { get: '/audit', for: READERS, page: findPage },
  { get: '/audit/programmes/:programme', for: READERS, page: programmePage },
  { get: '/audit/programmes/:programme/groups', for: READERS, page: groupsPage('audit') },
  { get: '/audit/runs', for: READERS, page: (visit) => runsPage(visit) },
  { upload: '/audit/runs', for: READERS, act: showRun },
  { post: '/audit/runs/begin', for: READERS, act: beginRun },
  { get: '/audit/runs/:id', for: READERS, page: runPage },
  { get: '/audit/accounts/:holder', for: READERS, page: accountPage },
  { get: '/audit/accounts/:holder/events/:revision', for: READERS, page: eventPage },
];
