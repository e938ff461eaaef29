// What tells one line of Today from every other, the same on the server and on the page.

export const keyOf = {
  turn: ({ duty, turn }: { readonly duty: string; readonly turn: string }) => `turn ${duty} ${turn}`,
  case: ({ id }: { readonly id: string }) => `case ${id}`,
  certificate: ({ certificate }: { readonly certificate: string }) => `sign ${certificate}`,
} as const
