// The words of the house: what the glossary promises, and Chinese sentences set as Chinese sentences are set.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { CODES } from '../../src/register/vocabulary.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const glossary = read('docs/GLOSSARY.md')

/** The texts of a union type: what `'a' | 'b'` may be. */
function unionOf(file: string, of: (node: ts.Node) => boolean): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (of(node)) {
      const texts = (inner: ts.Node) => {
        if (ts.isLiteralTypeNode(inner) && ts.isStringLiteral(inner.literal)) found.push(inner.literal.text)
        ts.forEachChild(inner, texts)
      }
      texts(node)
    } else ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true))
  return found
}

describe('the glossary', () => {
  test('has every code of the register with its words', () => {
    const rows = Object.entries(CODES).flatMap(([field, codes]) =>
      Object.entries(codes).map(([code, name]) => `| \`${field}\` \`${code}\` | ${name.zh} | ${name.en} |`),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(row => !glossary.includes(row))).toEqual([])
  })

  test('has every operator of the language', () => {
    const operators = unionOf(
      'src/charter/language.ts',
      node => ts.isPropertySignature(node) && node.name.getText() === 'op',
    )
    expect(operators.length).toBeGreaterThan(0)
    expect(operators.filter(operator => !glossary.includes(`| \`${operator}\` |`))).toEqual([])
  })
})

const HAN = '[\\u3400-\\u9fff]'
const HALF = new RegExp(`${HAN}[,;:!?]|[,;!?]${HAN}|${HAN}\\(${HAN}|${HAN}\\)`)

/** Directives of a template: their colons are no marks. */
const DIRECTIVES = /:(?:fig|trend|names|org|period|asof)(?![\w-])(?:\{[^}]*\})?|^:{2,}.*$/gm

/** An address keeps its own marks, also where Chinese words stand for its parts. */
const ADDRESS = /[a-z]+:\/\/[^\s，。；）]+/g

/** Text as readers see it: strings with their holes, without directives and regular expressions written as strings. */
function sentences(name: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text)
    else if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map(span => span.literal.text)].join('…'))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found.filter(text => !/\(\?|\[\^|\\d/.test(text)).map(text => text.replace(DIRECTIVES, '〇'))
}

describe('Chinese sentences', () => {
  test('carry their marks in full width', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.tsx?$/.test(name),
    )
    const wrong = files.flatMap(name =>
      sentences(join('src', name))
        .filter(text => HALF.test(text.replace(ADDRESS, '')))
        .map(text => `${name}: ${text}`),
    )
    expect(wrong).toEqual([])
  })

  test('a half-width mark is found', () => {
    expect(HALF.test('\u5df2\u7ecf,\u5b8c\u6210')).toBe(true)
    expect(HALF.test('\u5df2\u7ecf\uff0c\u5b8c\u6210')).toBe(false)
  })
})
