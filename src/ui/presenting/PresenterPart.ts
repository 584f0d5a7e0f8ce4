// Presenter mode is loaded with the first talk; where that fails, the whole page is there again.

import { useApp } from '../../store/appStore'
import { lazyPart } from '../lazyPart'

export const Presenter = lazyPart(
  () => import('./Presenter'),
  () => {
    useApp.setState({ presenting: null })
    if (document.fullscreenElement) void document.exitFullscreen()
  },
)
