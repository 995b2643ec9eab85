const group = {
  groupId: '100',
  name: 'First year, Tuesdays',
  firstDay: '2020-10-01',
  lastDay: '2020-12-31',
  places: 2,
  freePlaces: 1,
  priceKopecks: 920000,
  normativeCostKopecks: 460000,
  payable: true,
  closed: false,
  module: {
    moduleId: '10',
    name: 'First year',
    hours: 48,
  },
  programme: {
    programmeId: '1',
    name: 'Chess',
    shortName: 'Chess',
    direction: 'technical',
    municipality: 2442,
    ageMinMonths: 60,
    ageMaxMonths: 216,
  },
  provider: {
    providerId: '7',
    name: 'House of Arts',
    inn: '7757961674',
    address: 'Lenina 1',
  },
};

/** What the bodies of the catalogue look like, by the names of their schemas. */
export const catalogExamples: Readonly<Record<string, unknown>> = {
  ProgramsFile: [
    {
      data: {
        program: {
          id: 1,
          full_name: 'Chess',
          short_name: 'Chess',
          direction_id: 4,
          mun: 2442,
          age_group_min: 60,
          age_group_max: 216,
          organization: {
            id: 7,
            name: 'House of Arts',
            inn: '7757961674',
            cant_use_certificate: 0,
            address: {
              name: 'Lenina 1',
            },
          },
          modules: [
            {
              id: 10,
              name: 'First year',
              hours: 48,
              price: '9200.00',
              normative_price: '4600.00',
              groups: [
                {
                  id: 100,
                  name: 'First year, Tuesdays',
                  date_start: '2020-10-01',
                  date_end: '2020-12-31',
                  max_children: 2,
                },
              ],
            },
          ],
        },
      },
      result_code: 'FLSCS',
      result_message: 'ok',
    },
  ],
  ImportReport: {
    rows: 1,
    taken: 1,
    refused: [],
    refusedRows: 0,
    changed: {
      created: 3,
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
      closed: {
        count: 0,
        items: [],
      },
      opened: {
        count: 0,
        items: [],
      },
      barred: {
        count: 0,
        items: [],
      },
    },
    absentClosed: false,
  },
  GroupCard: group,
  GroupPage: { items: [group], next: 'WyIxMDAiXQ' },
  ProviderPage: {
    items: [
      {
        providerId: '7',
        name: 'House of Arts',
        inn: '7757961674',
        address: 'Lenina 1',
        payable: true,
      },
    ],
  },
};
