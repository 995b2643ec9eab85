import { expect, it } from '@jest/globals';
import { hasPhrase } from '@lib/wording';
import { applicationProblems } from './application/application.problems.js';
import { ADMISSION_REFUSALS } from './application/domain/admission.js';
import { childProblems } from './child/child.problems.js';
import { childrenFileProblems } from './import/import.problems.js';
import { lessonsProblems, lessonsReportProblems } from './lessons/lessons.problems.js';

const problems = {
  ...applicationProblems,
  ...childProblems,
  ...childrenFileProblems,
  ...lessonsProblems,
  ...lessonsReportProblems,
};

it.each(Object.keys(problems))('the problem %s has its words', (reason) =>
  expect(hasPhrase(`problem.${reason}`)).toBe(true),
);

it.each([...ADMISSION_REFUSALS, 'by-provider', 'contract-period-over', 'start-too-old', 'period-over'])(
  'the refusal %s has its words',
  (reason) => expect(hasPhrase(`refusal.${reason}`)).toBe(true),
);
