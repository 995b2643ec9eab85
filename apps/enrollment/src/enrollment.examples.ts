import { application, paper, peopleExamples, said } from './people.examples.js';

const lessons = { groupId: '100', month: '2020-10', held: 3, planned: 4 };

const correction = {
  id: '01997c3e-61e1-7000-8000-000000000004',
  groupId: '100',
  month: '2020-10',
  held: 4,
  planned: 4,
  before: {
    held: 3,
    planned: 4,
  },
  reason: 'inspection',
  state: 'applied',
  submittedAt: '2020-11-03T05:00:00.000Z',
  proposedBy: 'e52b7f9c-2e9f-55d7-8884-4b8918c40a81',
  approvedAt: '2020-11-03T06:00:00.000Z',
  approvedBy: '0b2f9c1e-7d4a-5c1b-9e57-3f1d2a6c8b90',
  decidedAt: '2020-11-03T06:00:00.000Z',
  contracts: 1,
  certificatesLacking: [],
};

const report = {
  groupId: '100',
  month: '2020-10',
  held: 4,
  planned: 4,
  reportedAt: '2020-11-03T05:00:00.000Z',
  first: {
    held: 3,
    planned: 4,
    reportedAt: '2020-11-03T05:00:00.000Z',
  },
  corrections: [correction],
};

const job = {
  id: '01997c3e-7568-7000-8000-000000000009',
  operation: 'accept',
  dryRun: false,
  state: 'running',
  total: 2000,
  done: 350,
  ok: 348,
  refused: 2,
  failed: 0,
  askedBy: 'register',
  askedAt: '2020-09-25T05:00:00.000Z',
  startedAt: '2020-09-25T05:00:01.000Z',
  endedAt: null,
  trustedUntil: '2020-09-25T05:10:00.000Z',
};

const items = [
  {
    index: 0,
    reference: application.id,
    outcome: 'ok',
    result: { state: 'accepted', awaiting: null, reason: null },
  },
  {
    index: 1,
    reference: '01997c3e-7950-7000-8000-00000000000a',
    outcome: 'refused',
    problem: {
      type: '/problems/unknown-application',
      title: 'Такой заявки нет',
      status: 404,
      instance: 'urn:uuid:5b7f1d52-6b1f-5f0e-8f39-3f0a4f6f7a11',
    },
  },
];

/** What the bodies of enrolment look like, by the names of their schemas. */
export const enrollmentExamples: Readonly<Record<string, unknown>> = {
  ApplicationDto: { childId: '24-000441', groupId: '100', start: '2020-10-01' },
  ApplicationView: application,
  ApplicationDetails: {
    ...application,
    terms: {
      firstDay: '2020-10-01',
      lastDay: '2020-12-31',
      priceKopecks: 920000,
      normativeCostKopecks: 460000,
      ageMinMonths: 60,
      ageMaxMonths: 216,
      direction: 'technical',
      providerId: '7',
      municipality: 2442,
      financingProgramme: '2442-2020-autumn',
      certificateGroup: 'general',
    },
  },
  ApplicationsPage: { items: [application] },
  RefusalDto: { reason: 'group-not-formed' },
  TerminationDto: { by: 'family', on: '2020-11-03' },
  QuoteView: {
    possible: true,
    lastDay: '2020-12-31',
    fullPriceKopecks: 920000,
    fullNormKopecks: 460000,
    shareKopecks: 460000,
    coPaymentKopecks: 460000,
    parts: [
      {
        month: '2020-10',
        shareKopecks: 155000,
        coPaymentKopecks: 155000,
      },
      {
        month: '2020-11',
        shareKopecks: 152500,
        coPaymentKopecks: 152500,
      },
      {
        month: '2020-12',
        shareKopecks: 152500,
        coPaymentKopecks: 152500,
      },
    ],
  },
  VoucherView: { holds: true },
  ImportReport: {
    rows: 4,
    taken: 4,
    changed: {
      created: 4,
      updated: 0,
      unchanged: 0,
    },
    touched: {
      openApplications: {
        count: 0,
        items: [],
      },
      contracts: {
        count: 0,
        items: [],
      },
    },
    refused: [],
    read: {
      encoding: 'utf-8',
      delimiter: 'comma',
      dates: 'yyyy-mm-dd',
    },
    unknownCategories: {
      count: 1,
      items: [
        {
          category: 'nobody-knows',
          municipality: 2442,
          rows: 1,
          lines: [4],
          hasProgramme: true,
          message:
            'категории «nobody-knows» нет ни в одной программе финансирования муниципалитета 2442; дети из этих строк отнесены к general',
        },
      ],
    },
  },
  LessonsDto: lessons,
  LessonsAnswer: { ...lessons, contracts: 1 },
  LessonsReportView: report,
  LessonsPage: { items: [report] },
  CorrectionDto: { ...lessons, held: 4, reason: 'inspection' },
  CorrectionView: correction,
  CorrectionsPage: { items: [correction] },
  ConsentDto: { coPaymentAtMostKopecks: 460000, textVersion: 'quote-1', paper },
  ConsentTextsView: {
    items: [{ version: 'quote-1', of: 'quote', text: 'Семья согласна с условиями.' }],
  },
  ...peopleExamples,
  BulkApplicationsDto: { items: [{ applicationId: application.id }], dryRun: true },
  BulkLessonsDto: { items: [lessons] },
  BulkChildrenDto: { items: [{ ...said, childId: '24-000443' }] },
  BulkJobView: job,
  BulkJobsPage: { items: [job] },
  BulkItemsPage: { items },
  CorrectionWithWords: { ...correction, words: null },
};
