// The typed door for shipped systems: a duty that names an absent measure, or a sum over a text field, does not compile.
import type {
  Appraisal,
  CaseAsk,
  CaseKind,
  Derived,
  Field,
  FieldType,
  Follows,
  HourRule,
  Measure,
  Office,
  RecordKind,
  RegisterFields,
  Selected,
  Standard,
  System,
  TemplateText,
  ThingKind,
  TieKind,
  Vocabulary,
  Words,
  WrittenDuty,
} from './language.ts'

type NumberType = Extract<FieldType, 'integer' | 'decimal' | 'money'>

type FieldsOf<K> = K extends { readonly fields: infer F } ? F : never
type NamesOf<K> = keyof FieldsOf<K> & string
type NumbersOf<K> = {
  [N in keyof FieldsOf<K>]: FieldsOf<K>[N] extends Field
    ? FieldsOf<K>[N]['type'] extends NumberType
      ? N & string
      : never
    : never
}[keyof FieldsOf<K>]

/** What follows of things of a kind may be asked like its fields. */
type FollowsOf<F, Id> = Id extends keyof F ? keyof F[Id] & string : never

/** A measure over one of the kinds, or over the register. */
type Over<K, F> =
  | {
      [Id in keyof K & string]: Selected<
        Id,
        NamesOf<K[Id]> | FollowsOf<F, Id> | CaseAsk | 'present' | 'ties' | 'complete',
        NumbersOf<K[Id]>
      >
    }[keyof K & string]
  | { [S in keyof RegisterFields]: Selected<S, RegisterFields[S], 'age'> }[keyof RegisterFields]

/** Forbids a condition on a field that the source does not have: conditions are optional, so a stray one would pass as a subtype. */
type NoStray<M, K, F> = M extends { readonly over: infer O; readonly where: infer W }
  ? {
      readonly where: {
        readonly [N in Exclude<
          keyof W,
          O extends keyof K
            ? NamesOf<K[O]> | FollowsOf<F, O> | CaseAsk | 'present' | 'ties' | 'complete' | 'tier' | 'sector'
            : O extends keyof RegisterFields
              ? RegisterFields[O] | 'tier' | 'sector'
              : never
        >]: never
      }
    }
  : unknown

type Part<U, Name extends string> = U extends { readonly [N in Name]: infer P } ? P : unknown
type Joined<U, Name extends string> = (U extends unknown ? (x: Part<U, Name>) => void : never) extends (
  x: infer I,
) => void
  ? I
  : never
type KindsOf<U> = Joined<U, 'records'> & Joined<U, 'things'> & Joined<U, 'ties'> & Joined<U, 'cases'>
type Declared = 'records' | 'things' | 'ties' | 'cases' | 'follows' | 'standards' | 'measures'
// A name that is only read must not make the thing it names: without NoInfer, naming an absent measure would declare it.
type Ids<T> = keyof NoInfer<T> & string

/** A measure that reads standards, other measures or the use of things. */
type Reading<R, T, S, U extends readonly System[]> = Derived<
  string,
  Ids<S> | Ids<Joined<U[number], 'standards'>>,
  Ids<R> | Ids<Joined<U[number], 'records'>>,
  Ids<T> | Ids<Joined<U[number], 'things'>>
>

/** Declares a system. `uses` names the systems whose kinds, measures and standards this one may mention. */
export function system<
  const U extends readonly System[] = [],
  const R extends Readonly<Record<string, RecordKind>> = Record<never, never>,
  const T extends Readonly<Record<string, ThingKind>> = Record<never, never>,
  const I extends Readonly<Record<string, TieKind>> = Record<never, never>,
  const C extends Readonly<Record<string, CaseKind>> = Record<never, never>,
  const F extends Readonly<Record<string, Readonly<Record<string, Follows>>>> = Record<never, never>,
  const S extends Readonly<Record<string, Standard>> = Record<never, never>,
  const M extends Readonly<Record<string, Measure>> = Record<never, never>,
>(declared: {
  readonly id: string
  readonly name: Words
  readonly group: string
  readonly clause: Words
  readonly vocabulary?: Partial<Vocabulary>
  readonly posts?: Readonly<Record<string, Office>>
  readonly leastAge?: Ids<S>
  readonly keeps?: { readonly audit: Ids<S>; readonly exports: Ids<S> }
  readonly head?: readonly string[]
  readonly uses?: U
  readonly records?: R
  readonly things?: T
  readonly ties?: I
  readonly cases?: C
  readonly follows?: F
  readonly standards?: S
  readonly measures?: M & {
    readonly [Id in keyof M]: (
      | Over<NoInfer<R & T & I & C> & KindsOf<U[number]>, NoInfer<F> & Joined<U[number], 'follows'>>
      | Reading<R, T, S, U>
    ) &
      NoStray<M[Id], NoInfer<R & T & I & C> & KindsOf<U[number]>, NoInfer<F> & Joined<U[number], 'follows'>>
  }
  readonly duties?: Readonly<
    Record<
      string,
      WrittenDuty<Ids<M> | Ids<Joined<U[number], 'measures'>>, Ids<S> | Ids<Joined<U[number], 'standards'>>>
    >
  >
  readonly hours?: Readonly<
    Record<string, HourRule<Ids<R> | Ids<Joined<U[number], 'records'>>, Ids<S> | Ids<Joined<U[number], 'standards'>>>>
  >
  readonly appraisals?: Readonly<Record<string, Appraisal>>
  readonly templates?: Readonly<Record<string, TemplateText>>
}): Omit<System, Declared> & {
  readonly records: R
  readonly things: T
  readonly ties: I
  readonly cases: C
  readonly follows: F
  readonly standards: S
  readonly measures: M
} {
  return declared as never
}
