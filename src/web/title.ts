// The title of the document: page, organization, product.
import { useEffect } from 'react'
import { useSpeech } from './language.ts'

export function useTitle(...parts: (string | undefined)[]): void {
  const { say } = useSpeech()
  const title = [...parts, say('product.name')].filter(Boolean).join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
