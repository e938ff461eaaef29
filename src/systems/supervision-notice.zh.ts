// The Chinese text of the notice of supervision. The lists are made of the cases of supervision, one a row; numbers stand as :fig only.
export const CHINESE = `::to[各基层党组织：]

按照党建工作督查安排，:org组织开展了:period党建工作督查。
现将截至:asof的有关情况通报如下。

# 总体情况

本期开展督查:fig{i="supervision.rounds"}，发现问题:fig{i="supervision.findings"}，其中同一单位整改销号后重复出现的问题:fig{i="supervision.findings_repeated"}。

历次督查累计发现问题:fig{i="supervision.findings_all"}，已销号:fig{i="supervision.findings_settled"}，未销号:fig{i="supervision.findings_open"}。
未销号问题中，逾期的:fig{i="supervision.findings_overdue"}。

:::if{i="supervision.findings" atLeast="1"}
# 本期发现的问题

本期督查发现的问题按单位列出如下，整改时限以最近一次确定的为准。

::cases{of="supervision.findings" caption="本期发现问题清单"}
:::

:::if{i="supervision.findings_repeated" atLeast="1"}
# 重复出现的问题

下列问题此前已经销号，又在同一单位再次出现。
有关单位应当从制度和责任落实上查找原因，不得以补材料代替整改。

::cases{of="supervision.findings_repeated" caption="重复出现问题清单"}
:::

:::if{i="supervision.findings_open" atLeast="1"}
# 尚未销号的问题

下列问题不论何时发现，均未销号。
逾期的，由责任人说明原因，限期整改。

::cases{of="supervision.findings_open" caption="未销号问题清单"}
:::

# 整改要求

有关单位要对照清单逐项列入台账，明确整改措施、责任人和时限，按期整改。
整改完成后提交佐证，经复查确认后销号；复查不实的，重新打开、重新整改。
已在系统中记录的内容不再要求另报材料。

::signed[:org]

::signed[　　年　　月　　日]
`
