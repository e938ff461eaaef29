// Rows put together by a key, groups in the order of their first row.

export function groupsOf<T>(rows: readonly T[], key: (row: T) => string): [key: string, rows: T[]][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return [...groups]
}
