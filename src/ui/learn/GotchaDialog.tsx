// All gotchas and recordings, each opened by one press. Loaded when it is first asked for.

import { BUILT_IN_RECORDINGS, GOTCHAS } from '../../chapters/gotchas'
import { localize } from '../../i18n/localized'
import { recordingOf } from '../../rocketmq'
import { showGotchas } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { loadGotcha } from '../../session/restart'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'

const openRecording = async (experiment: string) => (await import('../../session/recordings')).openBuiltIn(experiment)

export default function GotchaDialog() {
  const m = useMessages()
  const preset = useApp((state) => state.input.scenario.preset)
  const recording = useApp((state) => recordingOf(state.run)?.experiment)
  const close = () => showGotchas(false)
  return (
    <Dialog title={m.page.moreScenarios.replace(/…$/, '')} width={52} onClose={close}>
      <Group title={m.proof.surprises}>
        {GOTCHAS.map((gotcha) => (
          <Entry
            key={gotcha.id}
            code={gotcha.id}
            title={localize(gotcha.title, m)}
            isOpen={recording === undefined && gotcha.id === preset}
            onOpen={() => {
              close()
              loadGotcha(gotcha)
            }}
          />
        ))}
      </Group>
      <Group title={m.page.recordings}>
        {BUILT_IN_RECORDINGS.map(({ experiment, title }) => (
          <Entry
            key={experiment}
            title={localize(title, m)}
            isOpen={experiment === recording}
            onOpen={() => {
              close()
              void openRecording(experiment)
            }}
          />
        ))}
      </Group>
    </Dialog>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="not-first:mt-8" aria-label={title}>
      <h3 className="pb-3 font-bold">{title}</h3>
      <ul className="grid gap-x-6 wide:grid-cols-2">{children}</ul>
    </section>
  )
}

function Entry({ code, title, isOpen, onOpen }: { code?: string; title: string; isOpen: boolean; onOpen: () => void }) {
  return (
    <li>
      <button
        type="button"
        className="flex w-full min-h-23 items-baseline gap-5 rounded-lg px-5 py-3 text-left hover:bg-inset aria-[current=true]:bg-flight-soft max-wide:min-h-30"
        aria-current={isOpen}
        onClick={onOpen}
      >
        {code && <b className="min-w-16 flex-none">{code}</b>}
        <span className="text-pretty">{title}</span>
      </button>
    </li>
  )
}
