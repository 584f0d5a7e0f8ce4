// Presenter mode is loaded with the first talk; where that fails, the whole page is there again.

import { useApp } from '../../session/appStore'
import { lazyPart } from '../shell/lazyPart'

export const Presenter = lazyPart(
  () => import('./Presenter'),
  () => {
    useApp.setState({ presenting: null })
    if (document.fullscreenElement) void document.exitFullscreen()
  },
  'presenting',
  'lessons',
  'qrCode',
)
