// "Copy a picture" in the share menu: this moment, looking as the last exported picture did.

import { loadCurrentMessages, useApp } from '../../session/appStore'
import { startExportChoices } from '../../session/exportChoices'
import { notifyLate } from '../../session/notices'
import { copyOrSave, pictureFile } from './pictureFile'

export async function copyPicture(): Promise<void> {
  const { playheadMs, run } = useApp.getState()
  const tMs = Math.floor(playheadMs)
  const name = `rocketscope-${run.input.scenario.preset}-${tMs}ms.png`
  const draw = async () => {
    await loadCurrentMessages('exceptions', 'exporting')
    const choices = { ...startExportChoices(), kind: 'picture' as const }
    return await pictureFile(choices, tMs, 'png', choices.scale)
  }
  try {
    const how = await copyOrSave(draw(), name)
    if (how === 'copied') notifyLate(['exporting'], 'info', (m) => m.exporting.pictureCopied)
    else notifyLate(['exporting'], 'problem', (m) => m.exporting.savedInstead(name))
  } catch (error) {
    console.error(error)
    notifyLate(['exporting'], 'problem', (m) => m.exporting.failed)
  }
}
