// A list of the library of which each line opens a run.

export interface Topic {
  id: string
  /** Before its title. */
  sign?: string
  title: string
  open: () => void
}

interface Props {
  title: string
  hint?: string
  topics: readonly Topic[]
  /** Of the one that is open. */
  openId?: string
}

export function TopicList({ title, hint, topics, openId }: Props) {
  return (
    <section
      className="[&_h3]:mx-0 [&_h3]:mt-12 [&_h3]:mb-2 [&_h3]:font-bold [&_h3]:text-large [&_p]:mx-0 [&_p]:mt-0 [&_p]:mb-6"
      aria-label={title}
    >
      <h3>{title}</h3>
      {hint && <p className="text-muted">{hint}</p>}
      <ul className="m-0 grid list-none grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-x-7 gap-y-2 p-0">
        {topics.map(({ id, sign, title: name, open }) => (
          <li key={id}>
            <button
              type="button"
              className="flex w-full min-h-22 items-baseline gap-5 rounded-md px-6 py-3 text-left hover:bg-inset aria-[current=true]:bg-flight-soft max-wide:min-h-32"
              aria-current={id === openId}
              onClick={open}
            >
              {sign && <b className="min-w-15 text-vote">{sign}</b>}
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
