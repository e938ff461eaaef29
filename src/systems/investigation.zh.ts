// The Chinese text of the investigation report. Numbers come by :fig only, names by :org or :names; headings are numbered by the program. One sentence a line, so that changes can be reviewed.
export const CHINESE = `为掌握基层党组织建设的真实情况，总结做法、找准问题、明确下步措施，现就:org:period的基层党建工作形成调研报告。
文中数据截至:asof，全部取自组织登记、党员名册和日常工作记录；没有记录的标明“未记录”，原因和应补记的单位列在文后。

# 基本情况

## 党组织设置情况

:org现有基层党组织:fig{i="orgs.total"}。
其中，基层党委:fig{i="orgs.committees"}，分别是:names{of="orgs.committees"}；党总支:fig{i="orgs.general_branches"}；党支部:fig{i="orgs.branches"}。
党组织分布在镇、国有农牧场、公安、机关、城市社区、嘎查村、牧业分场和企业，区域跨度大，工作条件差别明显，需要分类指导。
国有农牧场党组织共:fig{i="orgs.farms"}，目前仍按城市党建模式管理的:fig{i="orgs.farms_urban_model"}。

## 党员队伍情况

共有党员:fig{i="members.total"}，其中农牧民党员:fig{i="members.farmers_herders"}。
从性别和民族看，女党员占:fig{i="members.women_share"}，少数民族党员占:fig{i="members.minority_share"}。
从年龄看，三十五岁以下的占:fig{i="members.under_35_share"}，六十岁以上的占:fig{i="members.over_60_share"}。
党员按人统计，一人只计一次；接转组织关系的，自转入之日起计入接收党组织。

## 工作部署情况

按照“创新推进基层组织建设年”主题活动要求，以落实保持先进性:fig{i="documents.long_term_mechanism"}长效机制文件为载体，开展“三级联创”“双链双推”“五个一”和“三创一落实”活动。
每项活动都明确承担单位、具体目标、完成时限和结果要求，年初有安排，年中有检查，年末看成效。
日常工作按实际发生逐次记录，一次记录供会议、督查、考核和报告共用，不再要求基层就同一件事重复填报。

# 主要做法和成效

## 以提高整体素质为核心，加强党员干部队伍建设

### 坚持集中学习制度

从党委中心组学习抓起，完善学习培训、理论研讨和补课制度，坚持每月集中学习:fig{i="study.days_per_month"}，由专人备课。
学习日应到、实到、请假和补课情况逐次记录，全年到课率为:fig{i="study.attendance_share"}。
因故缺课的安排补课，补课完成后方可销去缺课记录；年老体弱的党员以送学上门为主，不作硬性要求。

### 健全干部教育培训机制

制定干部教育培训和后备干部管理办法，对科级干部和后备干部实行一人一档，建立培训考评制度。
规定每年安排培训专项经费不少于:fig{i="training.fund_per_year"}，用于政治理论、法律法规和业务知识等培训，本期实际支出:fig{i="training.fund_spent"}。
支持干部走出去开阔眼界、参与招商引资、参加上级培训：近两年组织:fig{i="training.study_tour_people"}到:names{of="training.study_tour_places"}学习考察，选派年轻科级后备干部:fig{i="training.secondments"}外出招商锻炼，为期一年。

整合培训资源，由党校牵头，组织、宣传、就业和涉农涉牧部门共同参与。
建成面向社会开放的图书室，藏书:fig{i="training.reading_room_books"}；建成党员教育培训阵地，面积:fig{i="training.base_area"}。
邀请区内外专家举办专题讲座:fig{i="training.special_lectures" word="场"}，培训党员干部:fig{i="training.special_lecture_people" word="人次"}；组织宣讲:fig{i="training.lectures" word="场"}，培训:fig{i="training.lecture_people" word="人次"}。
培训人数和参训人次分开统计，两者不相加。

### 深化干部人事制度改革

改进初始提名方式，由全体干部职工以非定向民主推荐方式，对科级领导干部和后备干部进行首次提名；推荐结果只作参考，不代替组织决定。
对部分岗位实行公开选拔，公布条件、程序和结果，拓宽选人用人视野。
建立平时考核和实绩档案制度，把考核放在日常，以工作记录反映实绩，不打积分、不排名次。

## 以创新机制载体为目标，加强城市社区、机关和非公有制企业党建工作

### 落实社区保障

实行科级领导联系社区制度和党建工作分析通报制度。
社区办公经费由每年:fig{i="community.office_fund_before"}:trend{i="community.office_fund_change" up="提高到" down="调减为" same="继续保持为" missing="到"}:fig{i="community.office_fund"}，:trend{i="community.office_fund_change" up="增加" down="减少" same="变化" missing="变化"}:fig{i="community.office_fund_change" form="abs"}；社区工作者报酬由每月:fig{i="community.worker_salary_before"}:trend{i="community.worker_salary_change" up="提高到" down="调减为" same="继续保持为" missing="到"}:fig{i="community.worker_salary"}，:trend{i="community.worker_salary_change" up="增加" down="减少" same="变化" missing="变化"}:fig{i="community.worker_salary_change" form="abs"}。
从事计划生育和就业保障服务的社区工作者，补贴按有关规定发放。
各社区按标准配备电视机、计算机和播放设备。

### 完善社区功能

在社区党支部推行党员设岗定责、承诺践诺和挂牌服务，让党员认岗位、作承诺、亮服务，到期由群众评议是否兑现。
社区活动阵地按每个不少于:fig{i="community.area_floor"}的标准建设，平均面积:fig{i="community.position_area"}，本期新建社区办公活动用房:fig{i="community.new_building_area"}（:names{of="community.new_buildings"}）。
具备条件的社区开通远程教育，通过网络举办培训:fig{i="distance.sessions" word="期"}，培训党员干部:fig{i="distance.people" word="人次"}。

### 抓实机关党建

机关党建以“三创一落实”活动为主线，按照年初有目标、年末见成效的要求，由各机关党支部提出目标和完成时限，到期对照检查。
党支部的目标围绕本单位主要业务提出，重在解决实际问题，不另设台账，不以材料多少评价工作。

### 扩大非公有制企业覆盖

按照属地管理原则开展党员找组织、组织找党员的“双找”调查，采取“挂、靠、联、派、建”的办法，加强对非公有制企业党员和流动党员的教育管理。
暂不具备建立党组织条件的经济实体共:fig{i="enterprise.entities_without_org"}，向其选派党建指导员:fig{i="enterprise.instructors"}，并确定科级领导:fig{i="enterprise.liaison_officers"}担任联络员。
通过联合建立党支部纳入管理的企业:fig{i="enterprise.joint_branch_partners"}，包括:names{of="enterprise.joint_branch_partners"}。
对党员较多、条件成熟的企业，按规定程序筹建党的基层委员会；是否具备条件，以登记的正式党员人数为准。

## 以推进“两转双赢”为目标，加强农村牧区党建工作

### 选优配强基层班子

结合镇和嘎查村换届，有计划地配备基层班子。
镇领导班子成员中，三十五岁以下的:fig{i="teams.town_under_35"}，大专以上学历的占:fig{i="teams.town_college_share"}。
嘎查村注重把“三向培养”对象选进班子，党支部班子平均年龄:fig{i="teams.village_average_age"}，与上届相比:trend{i="teams.village_average_age_change" up="提高" down="降低" same="变化"}:fig{i="teams.village_average_age_change" form="abs"}。
“两委”班子中，高中以上学历的:fig{i="teams.village_high_school"}，占班子成员总数的:fig{i="teams.village_high_school_share"}。
实施“一村一名大学生”工程，公开选聘的大学生到村任职，配备率为:fig{i="teams.student_official_rate"}。

### 改善基层工作条件

启动阵地建设项目（:names{of="positions.venue_projects"}），建设资金投入:fig{i="positions.wulanhada_investment"}；远程教育前期资金投入:fig{i="positions.distance_education_investment"}。
嘎查村干部报酬由每月:fig{i="village.cadre_pay_before"}:trend{i="village.cadre_pay_change" up="提高到" down="调减为" same="继续保持为" missing="到"}:fig{i="village.cadre_pay"}，:trend{i="village.cadre_pay_change" up="增加" down="减少" same="变化" missing="变化"}:fig{i="village.cadre_pay_change" form="abs"}；办公经费由每年:fig{i="village.office_expense_before"}:trend{i="village.office_expense_change" up="提高到" down="调减为" same="继续保持为" missing="到"}:fig{i="village.office_expense"}，:trend{i="village.office_expense_change" up="增加" down="减少" same="变化" missing="变化"}:fig{i="village.office_expense_change" form="abs"}。
报酬和经费按季度发放，本期已发放报酬:fig{i="village.pay_paid"}。
发放金额由标准、任职时间和执行日期算出，标准在季度中调整的，自执行之日起按新标准计算。

### 组织干部外出学习

规定基层干部每年外出学习:fig{i="village.trips_per_year"}以上，每次外出都要记录去向、人员和成果。
本期组织嘎查村干部到:names{of="trip.places"}学习考察日光温室建设和特色养殖，考察去向共:fig{i="trip.places" word="处"}。
考察期间签订雏鹅购销合同:fig{i="trip.goslings_contracted" word="只"}，引进西门塔尔牛:fig{i="trip.cows_introduced" word="头"}。
在考察带动下，农牧民投入资金:fig{i="herds.investment"}，引进西门塔尔牛:fig{i="herds.cattle_introduced" word="头"}、鹅:fig{i="herds.geese_introduced" word="只"}，促进了养殖结构调整。

### 发挥示范户带动作用

把基层党组织建设与经济转型、社会发展统一规划、统一管理。
围绕服务项目、牛的改良、羊的提纯复壮和生态移民，选树典型示范户:fig{i="households.demonstration"}，捆绑扶持资金:fig{i="households.support_funds"}。
每户确定项目和联系人，扶持资金逐笔登记来源和用途。
通过走访座谈、现场观摩和发放资料等方式推广经验，带动农牧民:fig{i="households.changed_production"}实现转产转业。

## 以明确责任为重点，落实党建工作责任制

### 建立分级负责的责任体系

实行:fig{i="duty.levels"}责任制：区党委书记为第一责任人，镇和农牧场党委书记为直接责任人，嘎查村和分场党支部书记为具体责任人。
制定区和镇、场两级党委主要领导责任目标，逐级细化、量化、分解到单位，各部分之和与总目标相等方可签订，责任书层层签订。

### 落实联系帮扶制度

建立科级领导和直属部门联系嘎查村、分场制度。
目前，党政领导:fig{i="contact.leaders"}、直属局办:fig{i="contact.bureaus"}、科级干部:fig{i="contact.cadres"}，在嘎查村:fig{i="contact.villages"}、牧业分场:fig{i="contact.sub_bureaus"}建立联系点。
本期共走访联系点:fig{i="contact.visits"}，走访中了解的需求和作出的承诺均有记录，承诺到期由受助一方确认是否办结。

### 健全议事和督查制度

完善领导小组例会、述职、分析研判和联席会议制度。
区党委书记主持召开党委会议:fig{i="meetings.party_committee"}、党建工作领导小组会议:fig{i="meetings.leading_group"}、基层党建汇报会:fig{i="meetings.report"}，听取主题年活动、嘎查村阵地使用、班子教育管理和远程教育等情况汇报，研究基层干部待遇和工作经费，议定事项明确责任人和办理时限。
规定由组织部门牵头，每年对基层党组织建设督查:fig{i="supervision.per_year"}以上；本期实际督查:fig{i="supervision.rounds"}，发现问题:fig{i="supervision.findings"}。
镇、场党委结合重点工作，对嘎查村和分场进行日常督导；督查结果及时通报、讲评，并与半年报告、年度考核衔接。

# 存在的问题

从记录反映的情况看，基层党建工作还存在以下问题。

:::if{i="members.over_60_share" atLeast="25"}

## 党员年龄偏大

六十岁以上党员占:fig{i="members.over_60_share"}，三十五岁以下党员占:fig{i="members.under_35_share"}，年轻骨干不足。
一些党员干部习惯于老办法，主动性和创新意识不强，自身致富和带领群众致富的能力有待提高。
农牧民党员:fig{i="members.farmers_herders"}，面向他们的实用技术培训还需要加强。
:::

:::if{i="members.over_60_share" below="25"}

## 带头致富能力需要提高

六十岁以上党员占:fig{i="members.over_60_share"}，年龄结构总体平稳。
但一些党员干部主动性和创新意识不强，自身致富和带领群众致富的能力与群众期望还有差距。
:::

:::if{i="study.attendance_share" below="90"}

## 党建工作与经济工作结合不紧

学习日到课率为:fig{i="study.attendance_share"}，学习安排还需要更好地照顾生产经营。
一些领导干部思想认识有差距，抓经济主动、抓党建被动，一手硬、一手软的现象在一定程度上仍然存在。
:::

:::if{i="study.attendance_share" atLeast="90"}

## 学习成果转化不够

学习日到课率为:fig{i="study.attendance_share"}，学习制度坚持得较好，但学用结合还不紧密。
一些领导干部抓党建与抓经济统筹不够，没有把学习成果及时转化为解决问题的办法。
:::

:::if{i="orgs.farms_urban_model" atLeast="1"}

## 国有农牧场党建管理体制不顺

国有农牧场党组织:fig{i="orgs.farms"}中，按城市党建模式管理的有:fig{i="orgs.farms_urban_model"}。
农牧场党员多数从事农牧业生产，套用城市模式，活动内容和方式都有不相适应之处，上级配套资金也较少。
:::

:::if{i="positions.utilization" below="60"}

## 活动阵地利用率不高

阵地利用率为:fig{i="positions.utilization"}。
草牧场“双权一制”落实后，农牧民居住高度分散，到固定阵地参加活动路途远、成本高，流动阵地的使用办法还不成熟。
:::

:::if{i="positions.utilization" atLeast="60"}

## 阵地使用不够均衡

阵地利用率为:fig{i="positions.utilization"}，总体使用较好，但农牧民居住分散，偏远阵地和流动阵地的使用仍需研究。
:::

:::if{i="supervision.findings" atLeast="1"}

## 督查发现的问题需要逐条整改

本期督查发现问题:fig{i="supervision.findings"}，其中共性问题还没有从制度上解决，原因分析和跟踪复查有待加强。
:::

:::if{i="positions.wulanhada_investment" missing}

## 部分资金记录不完整

阵地建设资金投入:fig{i="positions.wulanhada_investment"}，影响对投入效果的分析；在补齐凭证和记录之前，本报告不作估计。
:::

# 下步打算

## 抓任务落实

完善党建目标责任机制，落实责任、分析、述职和通报制度，发挥例会和联席会议作用。
对人员、经费、场所等实际困难，逐项明确责任人和办理时限，到期检查，未办结的说明原因。

:::if{i="supervision.findings" atLeast="1"}
对督查发现的:fig{i="supervision.findings"}问题逐条建立整改事项，明确措施、责任单位和期限，经复查确认后方可销号；同类问题再次发生的，从制度上查找原因。
:::

## 抓队伍建设

选优配强基层班子特别是嘎查村班子，采取走出去、请进来和现场交流等方式，开展政治理论和实用技术培训，重点提高基层党员干部带头致富、带领群众致富的能力。
落实每年不少于:fig{i="training.fund_per_year"}的培训专项经费，按实际参训情况安排支出。
继续做好大学生到村任职工作，充实基层力量，解决“有人办事”的问题。

:::if{i="members.over_60_share" atLeast="25"}
注重在青年农牧民和致富能手中培养入党积极分子，按程序和标准发展党员，逐步改善年龄结构。
:::

:::if{i="study.attendance_share" below="90"}
学习日避开接羔、打草等生产旺季，推行分片学习、送学上门和网上补课，使学习内容贴近生产、学习时间服从农时。
:::

## 抓阵地建设和体制理顺

加大阵地投入和使用力度，抓紧完成在建社区用房和阵地（:names{of="community.new_buildings"}、:names{of="positions.venue_projects"}）的建设和设备配套，解决“有场所办事”的问题。

:::if{i="positions.utilization" below="60"}
对利用率低的阵地逐个分析原因，依托党员中心户设立流动阵地，把活动送到党员身边；阵地使用以便利党员群众为准，不要求打卡、拍照留痕。
:::

:::if{i="orgs.farms_urban_model" atLeast="1"}
对按城市模式管理的国有农牧场党组织:fig{i="orgs.farms_urban_model"}，多渠道筹措资金，着力解决阵地少、利用率低的问题，并按照程序逐步理顺隶属关系。
:::

## 抓覆盖和服务

继续做好非公有制企业党建工作，符合条件的及时建立党组织，暂不符合条件的由党建指导员和联络员负责联系。
加强流动党员教育管理，确保每名党员都有组织、每个组织都有活动。
联系点走访以解决问题为目的，不以次数论成效，作出的承诺按期兑现。

## 抓机关党建和减轻负担

机关党建以先进性建设为主线，落实:fig{i="documents.long_term_mechanism"}长效机制文件，推动党建工作与业务工作有机结合。
坚持一次记录、多方使用，严格控制向基层要表格、要材料，让基层干部把更多时间用于服务党员群众。
`
