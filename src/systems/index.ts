// The shipped systems, in the order in which the board and the handbook show them.
import type { System } from '../charter/language.ts'
import { appraisals } from './appraisal.ts'
import { building } from './building.ts'
import { cadreFile } from './cadre-file.ts'
import { campaign } from './campaign.ts'
import { communityFunds } from './community-funds.ts'
import { communityLeaders } from './community-leaders.ts'
import { contact } from './contact.ts'
import { distanceEducation } from './distance-education.ts'
import { enterpriseSurvey } from './enterprise-survey.ts'
import { founding } from './founding.ts'
import { graduates } from './graduates.ts'
import { hiddenNames } from './hidden-names.ts'
import { households } from './households.ts'
import { instructors } from './instructors.ts'
import { investigation } from './investigation.ts'
import { meetings } from './meetings.ts'
import { members } from './members.ts'
import { organGoals } from './organ-goals.ts'
import { organizations } from './organizations.ts'
import { performance } from './performance.ts'
import { problems } from './problems.ts'
import { promises } from './promises.ts'
import { recommendation } from './recommendation.ts'
import { responsibility } from './responsibility.ts'
import { selection } from './selection.ts'
import { study } from './study.ts'
import { studyTours } from './study-tours.ts'
import { subordination } from './subordination.ts'
import { supervision } from './supervision.ts'
import { teams } from './teams.ts'
import { trainingFund } from './training-fund.ts'
import { trainingResources } from './training-resources.ts'
import { trips } from './trips.ts'
import { venues } from './venues.ts'
import { villagePay } from './village-pay.ts'

export const SYSTEMS: readonly System[] = [
  organizations,
  members,
  subordination,
  campaign,
  organGoals,
  study,
  cadreFile,
  trainingFund,
  studyTours,
  trainingResources,
  recommendation,
  selection,
  performance,
  communityLeaders,
  communityFunds,
  promises,
  venues,
  distanceEducation,
  enterpriseSurvey,
  instructors,
  founding,
  teams,
  graduates,
  building,
  villagePay,
  trips,
  households,
  responsibility,
  contact,
  meetings,
  supervision,
  appraisals,
  problems,
  investigation,
  hiddenNames,
]
