// What people read is written in both languages: on the page in the catalogues, elsewhere in pairs side by side.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..', '..', 'src')
const HAN = /\p{Script=Han}/u
const LETTER = /\p{L}/u

/** Attributes that are read aloud or shown. */
const SPOKEN = new Set(['title', 'label', 'placeholder', 'aria-label', 'alt', 'aria-description'])
/** What is written the same in every language: names of formats and units. */
const SAME = /Word|YAML|PDF|Excel|PNG|KB|x{4}(-x{4})*/g

/** Files in which Chinese is matter that is read or set, not speech: parts of names, of columns and cells, and typefaces. */
const MATTER = new Set([
  'report/name-words.ts',
  'report/typography.ts',
  'exchange/record-columns.ts',
  'exchange/appointment-form.ts',
  'exchange/cells.ts',
  'exchange/list-cells.ts',
  'exchange/list-heading.ts',
])
/** The rules that read reports are made of the signs that they look for. */
const READS = 'report/check/'
/** Chinese numbers, and the two-sided name of the product. */
const NUMBERS = /^[〇一二三四五六七八九十万]+$/
const NAME = /基层 Jiceng|Jiceng 基层/

function filesIn(folder: string): string[] {
  return readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => /\.tsx?$/.test(name))
}

function each(name: string, source: string, look: (node: ts.Node) => void): void {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const visit = (node: ts.Node) => {
    look(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
}

function at(node: ts.Node, text: string): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart())
  return `${node.getSourceFile().fileName}:${line + 1} ${text.trim()}`
}

/** The text of a string or of a part of one; null for anything else. */
function textOf(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    ? node.text
    : null
}

function isSpoken(text: string): boolean {
  return LETTER.test(text.replace(SAME, ''))
}

/** Texts of the page that stand outside the catalogues. */
function strays(name: string, source: string): string[] {
  const found: string[] = []
  each(name, source, node => {
    const text = textOf(node)
    if (text !== null && HAN.test(text)) found.push(at(node, text))
    if (ts.isJsxText(node) && isSpoken(node.text)) found.push(at(node, node.text))
    if (!ts.isJsxAttribute(node) || !SPOKEN.has(node.name.getText())) return
    const value =
      node.initializer && ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
    if (value && ts.isStringLiteralLike(value) && isSpoken(value.text)) found.push(at(node, value.text))
  })
  return [...new Set(found)]
}

const BY_LANGUAGE = /\blanguage\b|\bzh\b|'en'/

/** True where a Chinese text has its English one beside it: in `{ zh, en }`, in a list or call of both, or in a choice by language. */
function paired(node: ts.Node): boolean {
  for (let one = node; one.parent; one = one.parent) {
    const above = one.parent
    if (ts.isPropertyAssignment(above) && above.name.getText() === 'zh')
      return (above.parent as ts.ObjectLiteralExpression).properties.some(other => other.name?.getText() === 'en')
    const others = ts.isArrayLiteralExpression(above)
      ? above.elements
      : ts.isCallExpression(above)
        ? above.arguments
        : ts.isConditionalExpression(above)
          ? [above.whenTrue, above.whenFalse]
          : []
    const said = ts.isCallExpression(above) && above.expression.getText() === 'say' && others.length === 2
    if (others.includes(one as ts.Expression) && (said || others.some(other => other !== one && isEnglish(other))))
      return true
    if (ts.isObjectLiteralExpression(above) && above.properties.some(other => other.name?.getText() === 'english'))
      return true
    if (ts.isConditionalExpression(above) && BY_LANGUAGE.test(above.condition.getText())) return true
    if (ts.isIfStatement(above) && BY_LANGUAGE.test(above.expression.getText())) return true
  }
  return false
}

/** True for an expression that says something in Latin letters and nothing in Chinese. */
function isEnglish(node: ts.Node): boolean {
  const texts: string[] = []
  const visit = (inner: ts.Node) => {
    const text = textOf(inner)
    if (text !== null) texts.push(text)
    ts.forEachChild(inner, visit)
  }
  visit(node)
  return texts.length > 0 && !texts.some(text => HAN.test(text)) && texts.some(text => LETTER.test(text))
}

function unpaired(name: string, source: string): string[] {
  const found: string[] = []
  each(name, source, node => {
    const text = textOf(node)
    if (text === null || NUMBERS.test(text) || / \/ [a-z]/.test(text)) return
    if (HAN.test(text.replace(NAME, '')) && !paired(node)) found.push(at(node, text))
  })
  return found
}

describe('what people read', () => {
  test('stands in the catalogues of the page', () => {
    const files = filesIn('web').filter(name => !/\/words\.ts$/.test(name))
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap(name => strays(name, readFileSync(join(SRC, name), 'utf8')))).toEqual([])
  })

  test('is written in pairs by the server, the command line and the documents', () => {
    const files = ['report', 'exchange', 'cli', 'notice', 'server']
      .flatMap(filesIn)
      .filter(name => !MATTER.has(name) && !name.startsWith(READS))
    expect(files.length).toBeGreaterThan(80)
    expect(files.flatMap(name => unpaired(name, readFileSync(join(SRC, name), 'utf8')))).toEqual([])
  })

  test('a text outside is found', () => {
    expect(strays('a.tsx', "const a = <p title='Hello'>World \u57fa\u5c42 {`\u4e00`}</p>")).toHaveLength(3)
    expect(strays('a.tsx', "const a = <p title={say('x')}>{say('y')} \u00b7 </p>")).toEqual([])
    expect(unpaired('a.ts', "say('\u57fa\u5c42')")).toHaveLength(1)
    expect(unpaired('a.ts', "say('\u57fa\u5c42', 'grass roots'); x({ zh: '\u57fa\u5c42', en: 'y' })")).toEqual([])
  })
})
