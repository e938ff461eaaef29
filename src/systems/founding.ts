// S21 Founding organizations: who qualifies is decided by member counts; each founding is a plan with stages.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'
import { enterpriseSurvey } from './enterprise-survey.ts'
import { instructors } from './instructors.ts'

const BRANCH_RULES = {
  zh: '中国共产党支部工作条例（试行）（2018 年）第四条',
  en: 'Regulations on the work of branches (trial, 2018), article 4',
}
// The regulations of 2018 wrote down what the Party constitution had asked for long.
const CONSTITUTION = {
  zh: '党章（2007 年）第二十九条：正式党员三人以上的，成立党的基层组织',
  en: 'Party constitution (2007), article 29: three full members or more form an organization',
}

const BRANCH = {
  zh: '党章第二十九条；支部工作条例第四条：正式党员三人以上的单位成立党支部',
  en: 'Party constitution, article 29; regulations on branches, article 4: a unit with three full members or more has a branch',
}
const JOINT = {
  zh: '支部工作条例第五条：正式党员不足三人的单位，地域相邻、行业相近的成立联合党支部',
  en: 'Regulations on branches, article 5: units with fewer than three full members that lie near each other form a joint branch',
}
const AFFILIATED = {
  zh: '组建实施意见：联合也不足三人的，党员编入就近的党组织',
  en: 'Plan for founding organizations: where even together there are fewer than three, the members belong to an organization nearby',
}
const SENT = {
  zh: '选派党建指导员的通知：没有正式党员、暂不具备组建条件的，选派党建指导员',
  en: 'Notice on selecting instructors: where there is no full member and nothing can be founded yet, an instructor is sent',
}

export const founding = system({
  id: 'S21',
  name: { zh: '组建党组织', en: 'Founding organizations' },
  group: 'enterprises',
  clause: { zh: '非公企业组建党组织的实施意见', en: 'Plan for founding organizations in enterprises' },
  uses: [enterpriseSurvey, instructors],
  cases: {
    founding: {
      name: { zh: '组建党组织', en: 'Founding' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        name: { name: { zh: '拟建组织', en: 'Organization to be founded' }, type: 'text' },
        enterprise: { name: { zh: '企业', en: 'Enterprise' }, type: 'thing', of: 'enterprise', optional: true },
        form: {
          name: { zh: '组织形式', en: 'Form' },
          type: 'choice',
          choices: {
            branch: { zh: '党支部', en: 'branch' },
            joint_branch: { zh: '联合党支部', en: 'joint branch' },
            general_branch: { zh: '党总支', en: 'general branch' },
            committee: { zh: '党委', en: 'committee' },
          },
        },
        members: {
          name: { zh: '正式党员数', en: 'Full members' },
          type: 'integer',
          known: { of: 'enterprise', as: 'full_members' },
        },
        units: { name: { zh: '联合单位数', en: 'Units that join' }, type: 'integer', optional: true },
      },
      stages: {
        surveyed: { name: { zh: '摸底', en: 'members found' }, written: { by: ['own', 'above'], as: 'report' } },
        applied: { name: { zh: '请示', en: 'applied' }, written: { by: ['own', 'above'], as: 'report' } },
        // Fewer members, or more units, than is usual: with an approval that says why, and not without.
        approved: {
          name: { zh: '批复', en: 'approved' },
          written: { by: ['above'], as: 'judgement' },
          fields: {
            exception: {
              name: { zh: '人数或单位数例外的批准和理由', en: 'Approval of an exception, and its reason' },
              type: 'text',
              optional: true,
            },
          },
          limits: [
            {
              field: 'members',
              atLeast: 'founding.general_branch_members',
              where: { form: 'general_branch' },
              unless: 'exception',
            },
            {
              field: 'members',
              atLeast: 'founding.committee_members',
              where: { form: 'committee' },
              unless: 'exception',
            },
            { field: 'units', atMost: 'founding.joint_units', where: { form: 'joint_branch' }, unless: 'exception' },
          ],
        },
        founded: {
          name: { zh: '成立', en: 'founded' },
          written: { by: ['own', 'above'], as: 'report' },
          enters: [
            { act: 'org.open', name: 'name', tier: { field: 'form' }, sector: { is: 'enterprise' } },
            // What covered it before, and who was sent to it, end with it.
            { act: 'tie.end', kind: 'enterprise.organization', thing: 'enterprise' },
            {
              act: 'tie.enter',
              kind: 'enterprise.organization',
              body: { enterprise: { field: 'enterprise' }, org: { opened: true } },
            },
            { act: 'tie.end', kind: 'enterprise.instructor', thing: 'enterprise' },
          ],
        },
      },
      limits: [{ field: 'members', atLeast: 'founding.branch_members' }],
    },
  },
  follows: {
    enterprise: {
      joint_members: {
        name: { zh: '本组织内可联合的正式党员', en: 'Full members here who could form a joint branch' },
        sum: 'full_members',
        where: { below: 'founding.branch_members' },
      },
      due_form: {
        name: { zh: '应建形式', en: 'Form that is due' },
        first: {
          own: {
            name: { zh: '单独组建党支部', en: 'a branch of its own' },
            where: { full_members: { atLeast: 'founding.branch_members' } },
            clause: BRANCH,
            met: { covered_by: 'own' },
          },
          joint: {
            name: { zh: '联合组建党支部', en: 'a joint branch' },
            where: { full_members: { atLeast: 1 }, joint_members: { atLeast: 'founding.branch_members' } },
            clause: JOINT,
            met: { covered_by: ['joint', 'own'] },
          },
          affiliated: {
            name: { zh: '挂靠就近党组织', en: 'affiliation with an organization nearby' },
            where: { full_members: { atLeast: 1 } },
            clause: AFFILIATED,
            met: { covered_by: ['affiliated', 'joint', 'own'] },
          },
          instructor: {
            name: { zh: '选派党建指导员', en: 'an instructor' },
            clause: SENT,
            met: { ties: { has: ['enterprise.instructor', 'enterprise.organization'] } },
          },
        },
      },
    },
  },
  standards: {
    'founding.branch_members': {
      title: { zh: '成立党支部的正式党员', en: 'Full members of a branch' },
      unit: 'person',
      strength: 'must',
      entries: [
        { from: day('2008-01-01'), value: 3, clause: CONSTITUTION },
        { from: day('2018-10-28'), value: 3, clause: BRANCH_RULES },
      ],
    },
    'founding.general_branch_members': {
      title: { zh: '设党总支的党员', en: 'Members of a general branch' },
      unit: 'person',
      strength: 'normally',
      entries: [
        {
          from: day('2008-01-01'),
          value: 51,
          clause: { zh: '党员超过五十人的，可设党总支', en: 'More than fifty members may have a general branch' },
        },
      ],
    },
    'founding.committee_members': {
      title: { zh: '设基层党委的党员', en: 'Members of a committee' },
      unit: 'person',
      strength: 'normally',
      entries: [
        {
          from: day('2008-01-01'),
          value: 100,
          clause: { zh: '党员一百人以上的，可设基层党委', en: 'A hundred members or more may have a committee' },
        },
      ],
    },
    'founding.joint_units': {
      title: { zh: '联合党支部的单位一般不超过', en: 'Units of a joint branch, normally at most' },
      unit: 'organization',
      strength: 'normally',
      entries: [
        {
          from: day('2008-01-01'),
          value: 5,
          clause: {
            zh: '联合党支部覆盖单位一般不超过五个',
            en: 'A joint branch normally covers at most five units',
          },
        },
      ],
    },
    'founding.each': {
      title: { zh: '每家符合条件的企业建立党组织', en: 'Organizations of each enterprise that qualifies' },
      unit: 'enterprise',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '今年符合条件的企业都建立党组织',
            en: 'All enterprises that qualify have an organization this year',
          },
        },
      ],
    },
    'founding.in_time_each': {
      title: { zh: '每项组建按期完成', en: 'Each founding is done by its date' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: { zh: '组建计划逐项定时限', en: 'Every founding in the plan has its date' },
        },
      ],
    },
  },
  measures: {
    'founding.qualified': {
      title: { zh: '符合组建条件的企业', en: 'Enterprises that qualify for an organization' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise',
      where: { full_members: { atLeast: 'founding.branch_members' } },
    },
    'founding.covered': {
      title: { zh: '符合条件且已建党组织的企业', en: 'Enterprises that qualify and have an organization' },
      unit: 'enterprise',
      op: 'count',
      over: 'enterprise',
      where: {
        full_members: { atLeast: 'founding.branch_members' },
        covered_by: ['own', 'joint', 'affiliated'],
      },
    },
    'founding.general_too_few': {
      title: { zh: '党员不足的党总支组建', en: 'General branches with too few members' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      where: { form: 'general_branch', members: { below: 'founding.general_branch_members' } },
    },
    'founding.committee_too_few': {
      title: { zh: '党员不足的党委组建', en: 'Committees with too few members' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      where: { form: 'committee', members: { below: 'founding.committee_members' } },
    },
    'founding.joint_within': {
      title: { zh: '单位数合规的联合组建', en: 'Joint branches of no more units than allowed' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      where: { form: 'joint_branch', units: { atMost: 'founding.joint_units' } },
    },
    'founding.founded': {
      title: { zh: '本期成立的党组织', en: 'Organizations founded' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      at: 'closed',
    },
    'founding.open': {
      title: { zh: '在办组建', en: 'Foundings under way' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      at: 'day',
      where: { state: 'open' },
    },
    'founding.all': {
      title: { zh: '历次组建', en: 'Foundings ever begun' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      at: 'day',
    },
    'founding.in_time': {
      title: { zh: '未逾期的组建', en: 'Foundings done or still in time' },
      unit: 'item',
      op: 'count',
      over: 'founding',
      at: 'day',
      where: { overdue: false },
    },
  },
  duties: {
    'founding.everywhere': {
      title: { zh: '符合条件的企业都建立党组织', en: 'Every enterprise that qualifies has an organization' },
      who: { tier: ['committee'] },
      every: 'year',
      measure: 'founding.covered',
      atLeast: { standard: 'founding.each', times: 'founding.qualified' },
      from: day('2012-01-01'),
      grace: 0,
    },
    'founding.planned': {
      title: { zh: '组建按计划完成', en: 'Foundings keep to the plan' },
      who: { tier: ['committee'] },
      every: 'half',
      measure: 'founding.in_time',
      atLeast: { standard: 'founding.in_time_each', times: 'founding.all' },
      from: day('2012-01-01'),
      grace: 15,
    },
  },
})
