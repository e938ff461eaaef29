// The English text of the notice of supervision. The lists are made of the cases of supervision, one a row; numbers stand as :fig only.
export const ENGLISH = `::to[To all primary-level organizations:]

As planned, :org supervised primary-level work in :period.
This notice says how matters stood on :asof.

# Overview

In this period there were :fig{i="supervision.rounds" word="round|rounds"} of supervision with :fig{i="supervision.findings" word="finding|findings"}; :fig{i="supervision.findings_repeated" word="finding|findings"} came again in the same organization after having been closed.

Of :fig{i="supervision.findings_all" word="finding|findings"} ever made, :fig{i="supervision.findings_settled" bare} have been closed and :fig{i="supervision.findings_open" bare} have not.
Of those not closed, :fig{i="supervision.findings_overdue" bare} are past their due day.

:::if{i="supervision.findings" atLeast="1"}
# Findings of the period

The findings of this period are listed by organization; the due day is the one set last.

::cases{of="supervision.findings" caption="Findings of the period"}
:::

:::if{i="supervision.findings_repeated" atLeast="1"}
# Findings that came again

The following had been closed before and came again in the same organization.
The organizations concerned should look for the cause in their rules and in who answers for them; papers added later put nothing right.

::cases{of="supervision.findings_repeated" caption="Findings that came again"}
:::

:::if{i="supervision.findings_open" atLeast="1"}
# Findings not closed yet

The following are not closed, whenever they were found.
Where one is overdue, its owner explains why, and it is put right by a day that is set.

::cases{of="supervision.findings_open" caption="Findings not closed yet"}
:::

# What is asked

The organizations concerned put each finding on their ledger with a measure, an owner and a due day, and put it right by that day.
A finding is closed when its proof has been checked; what proves false is opened again.
What is on record already is not to be reported a second time.

::signed[:org]

::signed[Date:                    ]
`
