// How an incident of this chapter is written down: a symptom with the question why, and the same run with one setting changed.

import type { SettingName, Settings } from '../../../rocketmq'
import type { Lesson, Step } from '../../lesson'

type Words = Pick<Lesson, 'id' | 'title' | 'summary' | 'cause' | 'fix' | 'terms' | 'issues'>
type Shown = Pick<Step, 'input' | 'atMs' | 'untilMs' | 'speed' | 'view'>
type Told = Pick<Step, 'say' | 'meaning' | 'figures' | 'claims'>

interface Parts {
  words: Words
  shown: Shown
  symptom: Told & Required<Pick<Step, 'ask'>>
  mended: Told & Required<Pick<Step, 'otherFigures'>> & { setting: { name: SettingName; value: Settings[SettingName] } }
}

export function incidentOf({ words, shown, symptom, mended }: Parts): Lesson {
  const { setting, ...told } = mended
  const { name, value } = setting
  return {
    ...words,
    kind: 'incident',
    minutes: 2,
    quiz: [],
    steps: [
      { ...shown, id: 'symptom', title: { zh: '现象', en: 'The symptom' }, ...symptom },
      {
        ...shown,
        id: 'fix',
        title: { zh: '改一个参数', en: 'One setting changed' },
        ...told,
        task: {
          prompt: { zh: `把 ${name} 改成 ${value}。`, en: `Set ${name} to ${value}.` },
          act: { kind: 'setting', name, value },
        },
      },
    ],
  }
}
