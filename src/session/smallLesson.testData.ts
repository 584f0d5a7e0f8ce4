// A small lesson as somebody would write it, and what the gate says of it.

/** A small lesson as somebody would write it. */
export const small = () => ({
  title: { zh: '一课' },
  summary: { en: 'A lesson.' },
  minutes: 1,
  steps: [
    {
      title: { zh: '第一步', en: 'First' },
      say: { en: 'Message {m} goes to {queue}.' },
      input: 'preset=article&do=kill+broker-a/master+@9600' as unknown,
      atMs: 9000,
      untilMs: 12_000,
      meaning: { en: 'So it is.' },
      figures: {
        m: { kind: 'messageOf', mark: { mark: 'attemptFailed', afterMs: 9600 } },
        queue: { kind: 'queueOf', message: 29 },
      } as Record<string, unknown>,
      claims: [{ figure: { kind: 'count', what: 'elections', fromMs: 1, toMs: 12_000 }, equals: 1 }] as unknown[],
    } as Record<string, unknown>,
  ],
})

export type Small = ReturnType<typeof small>

export const changed = (change: (lesson: Small) => void) => {
  const lesson = small()
  change(lesson)
  return lesson
}

export const inStep = (part: Record<string, unknown>) => changed(({ steps }) => Object.assign(steps[0] ?? {}, part))
