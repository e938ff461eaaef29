// The English text of the investigation report. Numbers come by :fig only, names by :org or :names; headings are numbered by the program. One sentence a line, so that changes can be reviewed.
export const ENGLISH = `This report looks into the true state of primary-level Party building in :org over :period: what has been done, what stands in the way, and what comes next.
Its figures hold as of :asof{} and are taken from the register of organizations, the roll of members and the records of daily work.
Where nothing has been recorded, the report says “not recorded”; the reason, and the unit that owes the record, are given at the end.

# The situation

## Party organizations

:org has :fig{i="orgs.total" word="primary-level Party organization|primary-level Party organizations"}.
They comprise :fig{i="orgs.committees" word="committee|committees"} (:names{of="orgs.committees"}), :fig{i="orgs.general_branches" word="general branch|general branches"} and :fig{i="orgs.branches" word="branch|branches"}.
They are spread over the town, the state-owned farms, public security, government organs, urban communities, villages, sub-farms and enterprises.
Distances are long and working conditions differ widely, so that one way of working cannot suit them all.
State-owned farms account for :fig{i="orgs.farms"}; of these, :fig{i="orgs.farms_urban_model" bare} still follow the model made for towns.

## Party members

The organizations have :fig{i="members.total" word="Party member|Party members"}, of whom :fig{i="members.farmers_herders" bare} are farmers or herders.
Women make up :fig{i="members.women_share"} and members of ethnic minorities :fig{i="members.minority_share"}.
By age, :fig{i="members.under_35_share"} are under thirty-five and :fig{i="members.over_60_share"} are sixty or older.
Every member is counted once; a member whose membership is transferred counts in the receiving organization from the day of transfer.

## The work of the year

The theme of the year was innovation in building primary-level organizations.
On the basis of :fig{i="documents.long_term_mechanism" word="long-term document|long-term documents"} on keeping the Party advanced, it was carried by the campaigns “three-level joint drive”, “two chains, two pushes”, “five ones” and “three innovations, one implementation”.
Each campaign has units that answer for it, goals, deadlines and results: planned at the start of the year, checked in the middle, judged at the end.
What happens is recorded once, where it happens, and serves meetings, supervision, appraisal and reports alike; the units below are not asked for the same fact again.

# Progress of the year

## Members and cadres: raising overall quality

### Regular study

The Party committee began with its own study group and completed the rules on training, on theoretical discussion and on making up missed lessons.
The rule is :fig{i="study.days_per_month" word="day|days"} of concentrated study every month, prepared by people assigned to it.
Who was due, who came, who was excused and who made up a lesson is recorded each time; attendance over the period was :fig{i="study.attendance_share"}.
A missed lesson stays open until it has been made up; for the old and the sick, study is brought to the home and attendance is not demanded.

### Training of cadres

Measures were issued for the education and training of cadres and for the management of reserve cadres.
Every section-level and reserve cadre has a file of his or her own, and training is followed by an evaluation.
A training fund of at least :fig{i="training.fund_per_year"} a year pays for political theory, law and professional knowledge; spending in the period came to :fig{i="training.fund_spent"}.
Cadres were encouraged to go out, to take part in attracting investment and to attend courses organized at higher levels.
Over two years, :fig{i="training.study_tour_people"} went on study tours to :names{of="training.study_tour_places"}, and :fig{i="training.secondments" word="young section-level reserve cadre|young section-level reserve cadres"} spent a year on secondment in investment promotion.

Training resources were brought together: the Party school leads, and the departments for organization, publicity, employment, agriculture and animal husbandry contribute.
A reading room open to the public now holds :fig{i="training.reading_room_books"}, and a training venue for members covers :fig{i="training.base_area"}.
Experts from inside and outside the district gave :fig{i="training.special_lectures" word="special lecture|special lectures"}, which counted :fig{i="training.special_lecture_people" bare} attendances of members and cadres; :fig{i="training.lectures" word="further lecture|further lectures"} counted :fig{i="training.lecture_people" bare} attendances.
People trained and attendances are counted apart and are never added together.

### Reform of personnel work

First nominations were improved: all staff recommended section-level leaders and reserve cadres on ballots without a list of candidates.
The result is a reference and does not take the place of the organization's decision.
Some posts were filled by open selection, with conditions, procedure and outcome made public, so that good people come to notice by more than one way.
Day-to-day assessment and a performance record for each cadre let work speak for itself; there are no points and no rankings.

## Communities, organs and non-public enterprises: new ways of working

### Means for communities

Section-level leaders each answer for a community, and the state of Party building there is analysed and made known.
The yearly office fund of a community :trend{i="community.office_fund_change" up="rose" down="was cut" same="stayed as it was," missing="went"} from :fig{i="community.office_fund_before"} to :fig{i="community.office_fund"}, :trend{i="community.office_fund_change" up="an increase of" down="a cut of" same="a change of" missing="a change of"} :fig{i="community.office_fund_change" form="abs"}.
The monthly pay of community workers :trend{i="community.worker_salary_change" up="rose" down="was cut" same="stayed as it was," missing="went"} from :fig{i="community.worker_salary_before"} to :fig{i="community.worker_salary"}, :trend{i="community.worker_salary_change" up="an increase of" down="a cut of" same="a change of" missing="a change of"} :fig{i="community.worker_salary_change" form="abs"}.
Workers who serve family planning and employment security receive the allowances laid down for them.
Every community is to be equipped with a television set, a computer and a player.

### Service in communities

Members in community branches take on posts with duties, promise a service in public and put up their names beside it; when the promise falls due, residents say whether it was kept.
Activity venues of communities are built to a standard of at least :fig{i="community.area_floor"} each and have an average of :fig{i="community.position_area"}; in this period :fig{i="community.new_building_area"} of new office and activity space was built (:names{of="community.new_buildings"}).
Communities that have the means are connected to distance education; :fig{i="distance.sessions" word="session|sessions"} held over the network counted :fig{i="distance.people" bare} attendances of members and cadres.

### Party building in organs

Branches in government organs worked along the lines of “three innovations, one implementation”: goals and dates at the start of the year, results at its end, each checked when it falls due.
Goals are drawn from the unit's own work and aim at problems to be solved; no separate ledgers are kept, and work is not judged by the amount of paper.

### Covering non-public enterprises

Each territory answers for the enterprises within it. In a “double search”, members looked for their organization and organizations for their members, and enterprises were covered by affiliating, relying, joining, sending and founding, which has strengthened the care of members in private firms and of mobile members.
Where no organization can be founded yet, in :fig{i="enterprise.entities_without_org" word="economic entity|economic entities"}, :fig{i="enterprise.instructors" word="Party-building instructor|Party-building instructors"} and :fig{i="enterprise.liaison_officers" word="section-level liaison officer|section-level liaison officers"} have been appointed.
Joint branches cover :fig{i="enterprise.joint_branch_partners" word="enterprise or partner unit|enterprises and partner units"}: :names{of="enterprise.joint_branch_partners"}.
For enterprises with many members and the conditions for it, a committee is being prepared by the prescribed procedure; what decides is the number of full members on the register.

## Farming and herding areas: moving people, easing the grassland, raising income

### Stronger leading teams

With the change of term in town and villages, leading teams were filled according to plan.
In the town's leading team, :fig{i="teams.town_under_35"} under thirty-five serve, and :fig{i="teams.town_college_share"} have a college education or higher.
Villages took care to bring people from the “three-way training” into their teams.
The average age of village branch teams is :fig{i="teams.village_average_age"}; compared with the previous term it has :trend{i="teams.village_average_age_change" up="risen by" down="fallen by" same="changed by"} :fig{i="teams.village_average_age_change" form="abs"}.
In the two village committees, :fig{i="teams.village_high_school"} have finished senior high school, :fig{i="teams.village_high_school_share"} of all those who serve.
Under the programme “one village, one graduate”, openly recruited graduates serve in the villages; the share of posts filled is :fig{i="teams.student_official_rate"}.

### Better working conditions

The construction of activity venues has begun (:names{of="positions.venue_projects"}); investment stands at :fig{i="positions.wulanhada_investment"}; early investment in distance education stands at :fig{i="positions.distance_education_investment"}.
The monthly pay of village cadres :trend{i="village.cadre_pay_change" up="rose" down="was cut" same="stayed as it was," missing="went"} from :fig{i="village.cadre_pay_before"} to :fig{i="village.cadre_pay"}, :trend{i="village.cadre_pay_change" up="an increase of" down="a cut of" same="a change of" missing="a change of"} :fig{i="village.cadre_pay_change" form="abs"}.
Yearly office expenses :trend{i="village.office_expense_change" up="rose" down="were cut" same="stayed as they were," missing="went"} from :fig{i="village.office_expense_before"} to :fig{i="village.office_expense"}, :trend{i="village.office_expense_change" up="an increase of" down="a cut of" same="a change of" missing="a change of"} :fig{i="village.office_expense_change" form="abs"}.
Both are paid every quarter; pay disbursed in the period came to :fig{i="village.pay_paid"}.
Amounts follow from the standard, the time in office and the day from which the standard holds; where a standard changes within a quarter, the new one applies from its day.

### Going out to learn

The rule is at least :fig{i="village.trips_per_year" word="trip|trips"} a year for primary-level cadres, and each trip is recorded with its destination, its people and what came of it.
In this period village cadres visited :fig{i="trip.places" word="place|places"}, namely :names{of="trip.places"}, to study solar greenhouses and livestock farming.
On these trips a contract for :fig{i="trip.goslings_contracted" word="gosling|goslings"} was signed and :fig{i="trip.cows_introduced" word="Simmental cow|Simmental cows"} were brought in.
Farmers and herders followed: they invested :fig{i="herds.investment"} and brought in :fig{i="herds.cattle_introduced" word="head of Simmental cattle"} and :fig{i="herds.geese_introduced" word="goose|geese"}, which has helped to change the structure of farming.

### Demonstration households

The building of organizations is planned together with economic change and social development.
For service projects, the improvement of cattle, the restoring of sheep breeds and ecological migration, :fig{i="households.demonstration" word="demonstration household|demonstration households"} were chosen and supported with bundled funds of :fig{i="households.support_funds"}.
Each household has a project and a contact person, and each payment is recorded with its source and its use.
Visits, talks, demonstrations on the spot and brochures spread what they learned; :fig{i="households.changed_production" word="farmer or herder has|farmers and herders have"} changed to other production or another trade.

## Responsibility: clear duties at every level

### Levels of responsibility

Responsibility rests on :fig{i="duty.levels"}: the secretary of the district committee is the first responsible person, the secretaries of town and farm committees are directly responsible, and the secretaries of village and sub-farm branches are specifically responsible.
Objectives for the leaders of the district and of its town and farms are refined, quantified and decomposed unit by unit; certificates are signed layer by layer, and only when the parts add up to the whole.

### Contact and help

Section-level leaders and directly affiliated departments each keep in touch with villages and sub-farms.
At present :fig{i="contact.leaders" word="Party and government leader|Party and government leaders"}, :fig{i="contact.bureaus" word="directly affiliated bureau|directly affiliated bureaus"} and :fig{i="contact.cadres" word="section-level cadre|section-level cadres"} have contact points in :fig{i="contact.villages" word="village|villages"} and :fig{i="contact.sub_bureaus" word="sub-farm|sub-farms"}.
They made :fig{i="contact.visits" word="visit|visits"} in this period; needs that came up and promises that were made are on record, and it is for those who were helped to say whether a promise has been kept.

### Meetings and supervision

The leading group's regular meeting, duty reports, analysis and joint meetings have been put in order.
The district secretary presided over :fig{i="meetings.party_committee" word="meeting|meetings"} of the Party committee, :fig{i="meetings.leading_group" word="meeting|meetings"} of the leading group on Party building and :fig{i="meetings.report" word="report meeting|report meetings"} on primary-level work.
They heard reports on the theme year, the use of village venues, the training of leading teams and distance education, and dealt with the pay of cadres and with working funds; each decision has an owner and a date.
The organization department leads supervision at least :fig{i="supervision.per_year" word="time|times"} a year; :fig{i="supervision.rounds" word="round|rounds"} took place in this period, with :fig{i="supervision.findings" word="finding|findings"}.
Town and farm committees supervise villages and sub-farms day by day; results are made known and discussed, and they feed the half-year report and the yearly appraisal.

# Problems

The records point to the following problems.

:::if{i="members.over_60_share" atLeast="25"}

## The membership is ageing

Members of sixty or older make up :fig{i="members.over_60_share"}, those under thirty-five only :fig{i="members.under_35_share"}; young people to carry the work are few.
Some hold to old ways and lack initiative, and their ability to earn well and to help others do so needs to grow.
Farmers and herders among the members number :fig{i="members.farmers_herders" bare}; practical training for them needs to be strengthened.
:::

:::if{i="members.over_60_share" below="25"}

## The ability to lead others to prosperity needs to grow

Members of sixty or older make up :fig{i="members.over_60_share"}; the age structure is sound on the whole.
Yet some members and cadres lack initiative, and their ability to earn well and to help others do so falls short of what people expect.
:::

:::if{i="study.attendance_share" below="90"}

## Party building and economic work do not yet go together

Attendance at study days was :fig{i="study.attendance_share"}; study needs to be fitted better to production.
Some leading cadres are active in economic work and passive in Party building; one hand is firm, the other slack.
:::

:::if{i="study.attendance_share" atLeast="90"}

## Study is not yet turned to use

Attendance at study days was :fig{i="study.attendance_share"}; the rule is well kept, but study and practice are not yet close.
Some leading cadres do not plan Party building and economic work together, and do not turn what was studied into answers to real problems.
:::

:::if{i="orgs.farms_urban_model" atLeast="1"}

## State-owned farms are run by a model that does not fit

Of the Party organizations of state-owned farms, :fig{i="orgs.farms"} in all, :fig{i="orgs.farms_urban_model" bare} are run by the urban model.
Most of their members live by farming and herding; the content and forms of town life suit them badly, and matching funds from above are small.
:::

:::if{i="positions.utilization" below="60"}

## Activity venues are little used

Utilization of venues is :fig{i="positions.utilization"}.
Since grassland rights were contracted to households, herders live far apart; the way to a fixed venue is long and costly, and the use of mobile venues has not matured.
:::

:::if{i="positions.utilization" atLeast="60"}

## Venues are used unevenly

Utilization of venues is :fig{i="positions.utilization"}, good on the whole; but people live far apart, and remote and mobile venues need further thought.
:::

:::if{i="supervision.findings" atLeast="1"}

## Findings have to be put right one by one

Supervision led to :fig{i="supervision.findings" word="finding|findings"}. What they have in common has not been settled in the rules; the analysis of causes and re-checks need to be strengthened.
:::

:::if{i="positions.wulanhada_investment" missing}

## Some spending is not on record

Investment in building activity venues is :fig{i="positions.wulanhada_investment"}, so its effect cannot be judged; until vouchers and records are complete, this report makes no estimate.
:::

# Next steps

## Tasks

The responsibility for objectives will be completed; the rules on responsibility, analysis, duty reports and notification will be kept, and regular and joint meetings put to use.
Difficulties with staff, funds and premises will each be given an owner and a date, checked when due, and explained where they remain open.

:::if{i="supervision.findings" atLeast="1"}
From supervision, :fig{i="supervision.findings" word="finding becomes a case|findings become cases"} with a measure, a responsible unit and a due day, closed only after a re-check; where a problem returns, the cause will be sought in the rules themselves.
:::

## People

Leading teams, above all those of villages, will be strengthened. Going out, inviting in and exchange on the spot will serve training in theory and in practical skills, with the weight on the ability to earn well and to help others do so.
The training fund of at least :fig{i="training.fund_per_year"} a year will be spent according to who actually takes part.
Graduates will continue to be recruited to villages, so that there is someone to do the work.

:::if{i="members.over_60_share" atLeast="25"}
Applicants will be sought among young farmers and herders and among those who do well, and admitted by procedure and standard, so that the age structure improves step by step.
:::

:::if{i="study.attendance_share" below="90"}
Study days will keep clear of lambing and haymaking; study by area, study brought to the home and lessons made up online will fit content to production and time to the season.
:::

## Venues and structure

More will be put into venues and more will be got out of them: what is under construction (:names{of="community.new_buildings"}; :names{of="positions.venue_projects"}) will be completed and equipped, so that there is a place to do the work.

:::if{i="positions.utilization" below="60"}
The cause will be found for each venue that is little used; mobile venues kept by hub households will bring activities to where members are. Convenience decides: no check-ins and no photographs for the record will be asked.
:::

:::if{i="orgs.farms_urban_model" atLeast="1"}
For farms run by the urban model (:fig{i="orgs.farms_urban_model"}), funds will be raised from several sources to deal with scarce and little-used venues, and their subordination will be straightened out step by step, by procedure.
:::

## Coverage and service

Organizations will be founded in enterprises as soon as they qualify; until then instructors and liaison officers keep in touch.
Mobile members will be cared for, so that every member has an organization and every organization is active.
Visits to contact points serve to solve problems and are not judged by their number; promises will be kept by their dates.

## Organs, and a lighter burden

Organs will take the advanced nature of the Party as their guide, carry out the :fig{i="documents.long_term_mechanism" word="long-term document|long-term documents"} and bring Party building and professional work together.
Recording once and using often remains the rule; forms and papers asked of the units below will be strictly limited, so that cadres there have more time for members and for the people.
`
