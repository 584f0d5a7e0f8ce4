import { ALL_TERMS, type TermName } from '../../i18n/glossary'
import { useMessages } from '../shell/useMessages'

// Terms with their two sentences.

const isTerm = (name: string): name is TermName => (ALL_TERMS as readonly string[]).includes(name)

export function TermList({ names, title }: { names: readonly string[]; title: string }) {
  const m = useMessages('glossary')
  const known = names.filter(isTerm)
  if (known.length === 0) return null
  return (
    <section
      className="[&_h3]:mx-0 [&_h3]:my-6 [&_h3]:font-bold [&_dl]:m-0 [&_dl]:grid [&_dl]:gap-7 [&_dt]:font-bold [&_dd]:mx-0 [&_dd]:mt-1 [&_dd]:mb-0 [&_dd]:text-muted [&_dd]:leading-[1.5]"
      aria-label={title}
    >
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
