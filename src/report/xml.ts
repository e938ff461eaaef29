// XML as office programs write it, in the order in which it stands. Pure.
import { XMLParser } from 'fast-xml-parser'

/** An element as the parser gives it: one key with the children, and the attributes beside it. */
export type Node = Readonly<Record<string, unknown>> & { readonly ':@'?: Readonly<Record<string, string>> }

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
})

/** Reads a part of an office file. Throws where it is no XML, or has a document type: no office program writes one, and entities
 *  defined in it could multiply without end. */
export function parseXml(xml: string): readonly Node[] {
  if (/<!DOCTYPE/i.test(xml)) throw new Error('document type')
  return parser.parse(xml)
}

/** The name of an element; #text for text. */
export function nameOf(node: Node): string {
  return Object.keys(node).find(key => key !== ':@') ?? ''
}

/** What stands inside an element. */
export function inside(node: Node): readonly Node[] {
  const content = node[nameOf(node)]
  return Array.isArray(content) ? content : []
}
