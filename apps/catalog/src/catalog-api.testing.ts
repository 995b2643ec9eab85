/** Any field may be of any type: the specs spoil them one by one. */
type Api = Readonly<Record<string, unknown>>;

/** Answers of the catalogue API, as a test needs them: `anAnswer({ id: 1 }, [aModule({ id: 2 }, [aGroup({ id: 3 })])])`. */
export const anAnswer = (program: Api = {}, modules: unknown = [aModule()]) => ({
  result_code: 'FLSCS',
  result_message: 'Полный успех',
  data: {
    program: {
      id: 1,
      full_name: 'Программа «Радиоэлектроника»',
      short_name: 'Радиоэлектроника',
      direction_id: 1,
      direction: { id: 1, name: 'Техническая' },
      mun: 2442,
      age_group_min: 84,
      age_group_max: 156,
      organization: {
        id: 10,
        name: 'Центр «Квант»',
        inn: '7757961674',
        cant_use_certificate: 0,
        address: { id: 1, name: 'г. Минусинск' },
      },
      ...program,
      modules,
    },
  },
});

export const aModule = (module: Api = {}, groups: unknown = [aGroup()]) => ({
  id: 100,
  name: 'Модуль 1',
  hours: 48,
  price: '5028.00',
  normative_price: '4022.40',
  groups,
  ...module,
});

export const aGroup = (group: Api = {}) => ({
  id: 1000,
  name: 'Группа 1',
  date_start: '2020-10-02',
  date_end: '2020-12-30',
  max_children: 15,
  ...group,
});
