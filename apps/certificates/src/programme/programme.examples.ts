const region = {
  region: '24',
  name: 'Krasnoyarsk region',
  timeZone: 'Asia/Krasnoyarsk',
  municipality: { id: 2442, name: 'Minusinsk' },
  certificateNumber: { prefix: '24', length: 10 },
  period: {
    id: '2020-autumn',
    from: '2020-10-01',
    toExclusive: '2021-01-01',
  },
  rules: {
    reserveAt: 'enrolment',
    split: 'calendar-days',
    rounding: 'down',
    terminationTakesEffect: 'end-of-month',
    releaseAt: 'notice',
    refundAt: 'report',
    minBalanceKopecks: 100,
    lateEntryDays: 31,
  },
  groups: [
    {
      id: 'general',
      name: 'General',
      nominalKopecks: 500000,
      countLimit: 10,
      sumLimitKopecks: null,
    },
    {
      id: 'special',
      name: 'Special',
      nominalKopecks: 900000,
      countLimit: null,
      sumLimitKopecks: null,
    },
  ],
};

const limitChange = {
  certificateGroup: 'general',
  countLimit: 25,
  sumLimitKopecks: null,
  act: 'No. 412 of 2020-10-19',
};
const askedChange = {
  id: '5f0c1a44-93ad-5b5c-8f0e-6f2f7d0f5a01',
  ...limitChange,
  state: 'waiting',
  askedOn: '2020-10-20',
  askedBy: 'operator-1',
};

/** What the bodies look like by which a financing programme and its limits are told. */
export const programmeExamples: Readonly<Record<string, unknown>> = {
  RegionFile: region,
  ProgrammeView: { programme: '2442-2020-autumn', settings: region },
  ProgrammeDryRun: { programme: '2442-2020-autumn', settings: region, dryRun: true, isRegistered: false },
  LimitChange: limitChange,
  LimitChangeView: askedChange,
  LimitsOfProgramme: {
    programme: '2442-2020-autumn',
    groups: [
      {
        certificateGroup: 'general',
        name: 'General',
        nominalKopecks: 500000,
        countLimit: 10,
        sumLimitKopecks: null,
        issued: 10,
        issuedKopecks: 5000000,
      },
    ],
    changes: [askedChange],
  },
};
