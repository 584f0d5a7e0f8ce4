import { TERMS, type TermName } from '../../i18n/glossary'
import { useMessages } from '../shell/useMessages'

// Terms with their two sentences.

const isTerm = (name: string): name is TermName => (TERMS as readonly string[]).includes(name)

export function TermList({ names, title }: { names: readonly string[]; title: string }) {
  const m = useMessages()
  const known = names.filter(isTerm)
  if (known.length === 0) return null
  return (
    <section className="term-list" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {known.map((name) => (
          <div key={name}>
            <dt>{m.glossary[name].name}</dt>
            <dd>{m.glossary[name].meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
