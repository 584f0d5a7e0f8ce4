// A file may be dropped anywhere on the page. Anything else that is dragged is left alone.

import { sharing } from '../store/sharingState'

const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Begins. @returns a function that ends it */
export function startFileDrop(): () => void {
  const onOver = (event: DragEvent) => {
    if (!hasFile(event)) return
    event.preventDefault()
    if (!sharing.getState().dropping) sharing.setState({ dropping: true })
  }
  const onLeave = (event: DragEvent) => {
    // Leaving the window, and not one element for another.
    if (event.relatedTarget === null) sharing.setState({ dropping: false })
  }
  const onDrop = (event: DragEvent) => {
    if (!hasFile(event)) return
    event.preventDefault()
    sharing.setState({ dropping: false })
    const file = event.dataTransfer?.files[0]
    if (file) void import('../store/sharing').then(({ openFile }) => openFile(file))
  }
  window.addEventListener('dragover', onOver)
  window.addEventListener('dragleave', onLeave)
  window.addEventListener('drop', onDrop)
  return () => {
    window.removeEventListener('dragover', onOver)
    window.removeEventListener('dragleave', onLeave)
    window.removeEventListener('drop', onDrop)
  }
}
