// All gotchas and recordings, each opened by one press. Loaded when it is first asked for.

import { BUILT_IN_RECORDINGS, GOTCHAS } from '../../chapters/gotchas'
import { recordingOf } from '../../rocketmq'
import { showGotchas } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'
import { TopicList } from './TopicList'
import { gotchaTopics, recordingTopics } from './topics'

const close = () => showGotchas(false)

export default function GotchaDialog() {
  const m = useMessages()
  const preset = useApp((state) => state.input.scenario.preset)
  const recording = useApp((state) => recordingOf(state.run)?.experiment)
  return (
    <Dialog title={m.page.moreScenarios.replace(/…$/, '')} width={52} onClose={close}>
      <TopicList title={m.proof.surprises} topics={gotchaTopics(GOTCHAS, m, close)} openId={recording ?? preset} />
      <TopicList
        title={m.page.recordings}
        topics={recordingTopics(BUILT_IN_RECORDINGS, m, close)}
        openId={recording ?? preset}
      />
    </Dialog>
  )
}
