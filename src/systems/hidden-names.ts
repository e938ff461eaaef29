// S36 Hidden names: every name that the register knows can be masked in a report; a masked report that shows one is not given out.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const hiddenNames = system({
  id: 'S36',
  name: { zh: '隐去名称', en: 'Hidden names' },
  group: 'report',
  clause: {
    zh: '调研报告起草办法：对外提供的报告隐去地名、人名和单位名，同一名称用同一代称，不得漏隐',
    en: 'Measures for drafting the investigation report: names of places, people and units are masked in what is handed on, one name by one alias, and none is left',
  },
  standards: {
    'report.names_left': {
      title: { zh: '隐名报告中可以留下的名称', en: 'Names that may be left in a masked report' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 0,
          clause: {
            zh: '调研报告起草办法：名册里的名称不得漏隐，漏隐的不予输出',
            en: 'Measures for drafting the investigation report: no name of the register is left; what shows one is not given out',
          },
        },
      ],
    },
  },
})
