const application = {
  id: '01997c3e-5b17-7000-8000-000000000001',
  childId: '24-000441',
  holderId: '01997c3e-593f-7000-8000-000000000002',
  groupId: '100',
  financingProgramme: '2442-2020-autumn',
  state: 'enrolled',
  awaiting: null,
  reason: null,
  start: '2020-10-01',
  lastDay: '2020-12-31',
  submittedOn: '2020-09-25',
  concludedOn: '2020-09-25',
  notTaken: null,
};

const paper = { number: '17/2020', signedOn: '2020-09-25' };

const processing = {
  childId: '24-000441',
  holderId: '01997c3e-593f-7000-8000-000000000002',
  standing: 'given',
  textVersion: 'processing-1',
  how: 'paper',
  at: '2020-09-25T05:00:00.000Z',
};

const card = {
  childId: '24-000441',
  holderId: '01997c3e-593f-7000-8000-000000000002',
  birthDate: '2008-06-26',
  municipality: 2442,
  category: 'general',
  registeredAt: '2020-09-25T05:00:00.000Z',
};

const read = {
  at: '2020-11-03T05:00:00.000Z',
  what: 'card',
  why: 'appeal',
  by: { kind: 'person', roles: ['operator'] },
};

const erasure = {
  id: '01997c3e-65c8-7000-8000-000000000005',
  holderId: '01997c3e-593f-7000-8000-000000000002',
  reason: 'request',
  state: 'waiting',
  askedBy: 'e52b7f9c-2e9f-55d7-8884-4b8918c40a81',
  askedAt: '2021-02-01T05:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
};

const guardianship = {
  id: '01997c3e-5ede-7000-8000-000000000003',
  childId: '24-000441',
  holderId: '01997c3e-593f-7000-8000-000000000002',
  relation: 'guardian',
  since: '2020-09-25T05:00:00.000Z',
};

const said = {
  lastName: 'Иванова',
  firstName: 'Мария',
  birthDate: '2012-06-26',
  document: { kind: 'birth-certificate', number: 'II-БА 123456' },
  address: 'Минусинск, ул. Ленина, 1, кв. 2',
  municipality: 2442,
  category: 'general',
};

const registration = {
  id: '01997c3e-69b0-7000-8000-000000000006',
  state: 'waiting',
  holderId: null,
  reason: null,
  askedAt: '2020-09-25T05:00:00.000Z',
  decidedAt: null,
};

const confirmed = {
  ...registration,
  state: 'confirmed',
  holderId: '01997c3e-593f-7000-8000-000000000002',
  decidedAt: '2020-09-26T05:00:00.000Z',
};

const merge = {
  id: '01997c3e-6d98-7000-8000-000000000007',
  keep: '01997c3e-593f-7000-8000-000000000002',
  other: '01997c3e-7180-7000-8000-000000000008',
  reason: 'same-person',
  state: 'waiting',
  askedBy: 'e52b7f9c-2e9f-55d7-8884-4b8918c40a81',
  askedAt: '2021-02-01T05:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
};

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
  ChildAnswer: {
    childId: '24-000441',
    holderId: '01997c3e-593f-7000-8000-000000000002',
  },
  ClaimCodeDto: { childId: '24-000441', relation: 'guardian' },
  ClaimCodeAnswer: {
    code: '6E2JYNJN5Z9A',
    expiresAt: '2020-10-25T05:00:00.000Z',
  },
  ClaimDto: { code: '6E2JYNJN5Z9A' },
  GuardianshipView: guardianship,
  GuardianshipsPage: { items: [guardianship] },
  LessonsDto: lessons,
  LessonsAnswer: { ...lessons, contracts: 1 },
  LessonsReportView: report,
  LessonsPage: { items: [report] },
  CorrectionDto: { ...lessons, held: 4, reason: 'inspection' },
  CorrectionView: correction,
  ConsentDto: { coPaymentAtMostKopecks: 460000, textVersion: 'quote-1', paper },
  ConsentTextsView: {
    items: [{ version: 'quote-1', of: 'quote', text: 'Семья согласна с условиями.' }],
  },
  ProcessingConsentDto: { textVersion: 'processing-1', paper },
  ProcessingWithdrawalDto: { paper },
  ProcessingConsentAnswer: processing,
  ProcessingConsentsPage: { items: [{ ...processing, paper }] },
  RegistrationDto: said,
  RegistrationView: registration,
  RegistrationsPage: { items: [registration] },
  RegistrationDetail: { ...registration, said },
  ConfirmationDto: { childId: '24-000441', as: 'new' },
  RegistrationRefusalDto: { reason: 'not-as-in-the-document' },
  CardView: card,
  CopyView: {
    card,
    merged: [],
    guardianships: [guardianship],
    applications: [application],
    registrations: [confirmed],
    reads: [read],
  },
  ReadsPage: { items: [read] },
  MergeDto: { keep: '24-000441', other: '24-000442', reason: 'same-person' },
  MergeView: merge,
  MergesPage: { items: [merge] },
  BulkApplicationsDto: { items: [{ applicationId: application.id }], dryRun: true },
  BulkLessonsDto: { items: [lessons] },
  BulkChildrenDto: { items: [{ ...said, childId: '24-000443' }] },
  BulkJobView: job,
  BulkJobsPage: { items: [job] },
  BulkItemsPage: { items },
  ErasureDto: { childId: '24-000441', reason: 'request' },
  ErasureView: erasure,
  ErasuresPage: { items: [erasure] },
  CorrectionWithWords: { ...correction, words: null },
};
