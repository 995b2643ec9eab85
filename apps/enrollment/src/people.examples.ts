export const application = {
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

export const paper = { number: '17/2020', signedOn: '2020-09-25' };

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

export const said = {
  lastName: 'Иванова',
  firstName: 'Мария',
  birthDate: '2012-06-26',
  document: { kind: 'birth-certificate', number: 'II-БА 123456' },
  address: 'Минусинск, ул. Ленина, 1, кв. 2',
  municipality: 2442,
  category: 'general',
};

const parent = {
  lastName: 'Иванова',
  firstName: 'Ольга',
  middleName: 'Сергеевна',
  document: { kind: 'passport', number: '04 12 345678' },
  phone: '+7 391 200-00-00',
};
const knownParent = { ...parent, toldAt: '2020-09-25T05:00:00.000Z' };

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
/** Of those about people: who a child and its parents are, and who acts for whom. */
export const peopleExamples: Readonly<Record<string, unknown>> = {
  ChildSearchDto: {
    document: { kind: 'birth-certificate', number: 'II-БА № 123456' },
    why: 'appeal',
  },
  FoundChildren: {
    items: [{ childId: '24-000441', holderId: '01997c3e-593f-7000-8000-000000000002', by: 'document' }],
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
  ProcessingConsentDto: { textVersion: 'processing-1', paper },
  ProcessingWithdrawalDto: { paper },
  ProcessingConsentAnswer: processing,
  ProcessingConsentsPage: { items: [{ ...processing, paper }] },
  RegistrationDto: said,
  RegistrationView: registration,
  RegistrationsPage: { items: [registration] },
  RegistrationDetail: { ...registration, said, parent: knownParent },
  ConfirmationDto: { childId: '24-000441', as: 'new' },
  RegistrationRefusalDto: { reason: 'not-as-in-the-document' },
  CardView: card,
  CopyView: {
    card,
    merged: [],
    guardianships: [guardianship],
    applications: [application],
    registrations: [confirmed],
    consents: [
      {
        id: '01997c3e-7568-7000-8000-00000000000a',
        applicationId: '01997c3e-593f-7000-8000-000000000001',
        coPaymentAtMostKopecks: 460000,
        textVersion: 'quote-1',
        how: 'paper',
        paper,
        givenAt: '2020-09-25T05:00:00.000Z',
      },
    ],
    processingConsents: [{ ...processing, paper }],
    reads: [read],
  },
  ReadsPage: { items: [read] },
  GuardiansView: {
    items: [
      {
        relation: 'guardian',
        since: '2020-09-25T05:00:00.000Z',
        guardianship: '01997c3e-5ede-7000-8000-000000000003',
        person: 'e52b7f9c-2e9f-55d7-8884-4b8918c40a81',
        parent: knownParent,
      },
    ],
  },
  LostLoginDto: { person: 'e52b7f9c-2e9f-55d7-8884-4b8918c40a81' },
  EndedAccessView: {
    person: 'e52b7f9c-2e9f-55d7-8884-4b8918c40a81',
    guardianships: 2,
    registrations: 0,
    erased: true,
  },
  ParentDto: parent,
  ParentView: knownParent,
  ParentErasureView: { erasedAt: '2021-02-01T05:00:00.000Z' },
  ParentCopyView: {
    parent: knownParent,
    guardianships: [{ ...guardianship, endedAt: null }],
    registrations: [confirmed],
    consents: [
      {
        id: '01997c3e-7568-7000-8000-000000000009',
        of: 'processing',
        holderId: '01997c3e-593f-7000-8000-000000000002',
        at: '2020-09-25T05:00:00.000Z',
      },
    ],
    reads: [{ ...read, what: 'parent', why: 'registration' }],
  },
  MoveDto: { municipality: 2443 },
  MoveAnswer: {
    childId: '24-000441',
    holderId: '01997c3e-593f-7000-8000-000000000002',
    municipality: 2443,
    changed: true,
    hasProgramme: true,
    openApplications: { count: 0, items: [] },
    contracts: { count: 1, items: [{ id: '01997c3e-593f-7000-8000-000000000001', terms: ['municipality'] }] },
    certificates: [{ financingProgramme: '2442-2020-autumn', municipality: 2442, toExclusive: '2021-01-01' }],
  },
  MergeDto: { keep: '24-000441', other: '24-000442', reason: 'same-person' },
  MergeView: merge,
  MergesPage: { items: [merge] },
  ErasureDto: { childId: '24-000441', reason: 'request' },
  ErasureView: erasure,
  ErasuresPage: { items: [erasure] },
};
