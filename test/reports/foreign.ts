// Ten reports in the manner of public ones; no place in them is real. A number in braces stands in a relation that the text itself gives.
export const REPORTS: readonly string[] = [
  `关于青禾县2012年基层党建工作情况的报告
一、基本情况
全县共有基层党组织{412}个，其中党委{18}个、党总支{27}个、党支部{367}个。现有党员{6540}名，其中女党员{1635}名，占{25.0%}；少数民族党员{981}名，占{15.0%}；35岁以下党员{1177}名，占{18.0%}。
二、主要做法
（一）抓教育培训。全年举办培训班{12}期，每期{45}人，共培训{540}人次。培训经费由去年的{24}万元增加到{30}万元，增加{6}万元，增长{25%}。
（二）抓督查整改。组织督查4次，发现问题{46}项，已整改{41}项，整改率{89.1%}，还有{5}项正在整改。
（三）抓阵地建设。投入资金{120}万元，其中财政拨款{80}万元、自筹{40}万元，新建活动场所6处。
三、存在问题
一是个别支部组织生活不够经常；二是部分党员年龄偏大；三是流动党员管理难度较大。
四、下步打算
第一，落实责任。第二，改进方法。第三，加强保障。`,
  `朝露镇党委2011年度党建工作总结
2011年，朝露镇党委认真落实各项部署，截至2011年12月31日，全镇共有党支部{32}个，党员{948}名。
一、队伍建设情况
发展党员{24}名，比上年增加{4}名，增长{20%}。从性别看，男党员{711}名、女党员{237}名，分别占{75%}、{25%}。从学历看，大专及以上{284}名，占{30.0%}；高中（中专）{380}名，占{40.1%}；初中及以下{284}名，占{30.0%}。
二、学习教育情况
全年应到党员{11376}人次，实到{10807}人次，到课率{95.0%}，缺课{569}人次。
三、为民服务情况
收到群众意见{156}条，已办结{148}条，办结率{94.9%}，正在办理{8}条。结对帮扶困难户{64}户，户均帮扶资金{1500}元，共计{96000}元。
四、经费保障情况
村级办公经费由每年{8000}元提高到{12000}元，增加{4000}元，增长{50%}。
五、下步工作
继续巩固{32}个党支部的规范化建设成果，使全镇{948}名党员都能发挥作用。`,
  `云岭市非公有制企业党建工作调研报告
一、基本情况
全市共有非公有制企业{1250}家，其中规模以上企业{212}家，占{17.0%}。已建立党组织的企业{486}家，组织覆盖率由去年的{35.2%}提高到{38.9%}，提高{3.7}个百分点。
建立党组织{402}个，其中党委{6}个、党总支{14}个、党支部{382}个。
二、主要做法
（一）选派党建指导员{168}名，其中机关干部{102}名、退休干部{51}名、其他人员{15}名。
（二）一季度走访企业{120}次，二季度走访{135}次，三季度走访{128}次，四季度走访{117}次，全年共计走访{500}次。
（三）落实党建经费{320}万元，比上年增加{40}万元，增长{14.3%}。
三、问题和建议
1.部分企业主认识不足。
2.党员流动性大。
3.活动经费渠道单一。`,
  `白驹旗嘎查村“两委”换届工作情况通报
全旗{57}个嘎查村全部完成换届，选举产生“两委”成员{342}名，其中党组织班子成员{171}名、嘎查村委会成员{171}名。
新一届班子中，女成员{103}名，占{30.1%}；高中以上学历{239}名，占{69.9%}；平均年龄由上届的{47}岁下降到{43}岁，降低{4}岁。
参加选举的选民{28640}人，投票{26921}人，参选率{94.0%}。
换届经费共支出{85.5}万元，每个嘎查村平均{1.5}万元，{57}个嘎查村合计{85.5}万元。
信访问题{23}件，已办结{21}件，未办结{2}件，办结率{91.3%}。`,
  `大青川区党员教育培训工作报告
一、2012年培训情况
全年共举办各类培训{38}期，培训{4560}人次，比上年增加{760}人次，增长{20%}。其中区级培训{9}期、镇级培训{17}期、村级培训{12}期。
二、教学资源情况
师资库有教师{60}名，其中党校教师{18}名、领导干部{24}名、专家学者{12}名、致富能手{6}名，分别占{30%}、{40%}、{20%}、{10%}。
三、经费情况
培训经费{152}万元，其中财政拨款{130}万元、自筹{22}万元。人均培训费由{400}元下降到{333}元，减少{67}元。
四、远程教育情况
全区建成站点{144}个，其中村级站点{120}个、社区站点{24}个。正常使用站点{137}个，占{95.1%}。`,
  `贺仁县机关党建工作情况汇报
县直机关现有党组织{86}个，分别是党委{5}个、党总支{11}个、党支部{70}个；党员{2150}名，占全县党员总数的{21.5%}（全县党员{10000}名）。
开展主题党日{1032}次，每个党组织平均{12}次，{86}个党组织共{1032}次。
民主评议党员中，优秀{430}名、合格{1677}名、基本合格{38}名、不合格{5}名，合计{2150}名。
服务群众事项{312}项，办结{296}项，办结率{94.9%}，其余{16}项限期办理。
党费收缴由{86.4}万元增加到{95.0}万元，增长{10.0%}。`,
  `Report on Party Building in Numin County, 2012

1. Basic situation

The county has {268} primary-level Party organizations: {14} committees, {22} general branches and {232} branches. There are {5,120} Party members in all; of these, {1,434} ({28.0%}) are women and {922} ({18.0%}) are under 35.

2. Training

During the year {16} courses of {50} people each were held, {800} attendances in all. Spending on training rose from {400,000} yuan to {460,000} yuan, an increase of {60,000} yuan or {15%}.

3. Supervision

Supervision found {75} problems, of which {66} ({88%}) have been corrected and {9} are still open.

First, some branches meet too seldom. Second, means are short. Third, young people leave.`,
  `Half-year Report of Chaolu Town Party Committee

In the first half of 2013 the committee worked along the plan of the year.

The town has 46 branches with {1,288} members: {901} men and {387} women. Women make up {30.0%} of the {1,288} members.

Members due at study days numbered {7,728}; {7,264} attended, an attendance rate of {94.0%}, and {464} were absent.

The committee received {92} requests from residents; {85} of the {92} requests ({92.4%}) were settled and {7} remain.

Village office expenses were raised from {15,000} yuan to {18,000} yuan, up {20%}.`,
  `Survey of Enterprises in Yunling District

The district has {640} enterprises, including {96} large ones ({15.0%}) and {544} small ones ({85.0%}).

By the end of the year {288} of the {640} enterprises ({45.0%}) had a Party organization; coverage rose from {41.5%} to {45.0%}, an increase of {3.5} percentage points.

Instructors were sent to {120} enterprises: {70} from government organs, {35} from among retired cadres and {15} others.

The fund for this work came to {1,500,000} yuan, {300,000} yuan more than last year, an increase of {25%}.`,
  `Notice on the Change of Term in the Villages of Qinghe Banner

The change of term was completed in {85} villages. The new teams have {425} members, comprising {255} members of branch committees and {170} members of village committees.

Of the {425} members, {136} ({32.0%}) are women; {298} have finished senior high school, accounting for {70.1%}.

In the first quarter {18} villages voted, in the second quarter {27}, in the third quarter {25} and in the fourth quarter {15}, {85} villages in total.

Complaints numbered {30}: {27} have been settled and {3} are outstanding.

The average age fell from {49} years to {45} years, a drop of {4} years.`,
]
