// Terms with their two sentences.

import { GLOSSARY } from '../../i18n/glossary'
import type { Words } from '../../i18n/words'
import { useTexts } from '../shell/useTexts'

type TermName = keyof typeof GLOSSARY

const isTerm = (name: string): name is TermName => Object.hasOwn(GLOSSARY, name)

export function TermList({ names, title }: { names: readonly string[]; title: Words }) {
  const { pick } = useTexts()
  const known = names.filter(isTerm)
  if (known.length === 0) return null
  return (
    <section className="term-list" aria-label={pick(title)}>
      <h3>{pick(title)}</h3>
      <dl>
        {known.map((name) => (
          <div key={name}>
            <dt>{pick(GLOSSARY[name].name)}</dt>
            <dd>{pick(GLOSSARY[name].meaning)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
