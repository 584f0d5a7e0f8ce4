// A file may be dropped anywhere on the page, and so may a link to a run. A text that goes into a field, and what is dragged
// about within the page, are left alone; nothing else may lead the tab away from the run.

import { sharing } from '../../session/sharingState'

const has = (event: DragEvent, type: string): boolean => event.dataTransfer?.types.includes(type) ?? false
const isText = (event: DragEvent): boolean => has(event, 'text/plain') || has(event, 'text/uri-list')
const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null

/** A folder looks like a file, as long as nobody reads it; only at the moment of the drop the browser tells them apart. */
function filesOf({ items, files }: DataTransfer): File[] {
  const entries = [...items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry?.())
  return [...files].map((file, index) =>
    entries[index]?.isDirectory ? Object.defineProperty(file, 'isFolder', { value: true }) : file,
  )
}

/** Begins. @returns a function that ends it */
export function startFileDrop(): () => void {
  let isOwn = false
  const onStart = () => {
    isOwn = true
  }
  const onEnd = () => {
    isOwn = false
  }
  const isForUs = (event: DragEvent): boolean =>
    has(event, 'Files') || (isText(event) && !isOwn && !isField(event.target))
  const onOver = (event: DragEvent) => {
    if (!isForUs(event)) return
    event.preventDefault()
    if (has(event, 'Files') && !sharing.getState().dropping) sharing.setState({ dropping: true })
  }
  const onLeave = (event: DragEvent) => {
    // Leaving the window, and not one element for another.
    if (event.relatedTarget === null) sharing.setState({ dropping: false })
  }
  const onDrop = (event: DragEvent) => {
    const { dataTransfer } = event
    if (dataTransfer === null || !isForUs(event)) return
    event.preventDefault()
    sharing.setState({ dropping: false })
    // Once this task is over, nothing can be taken out of it any more.
    const files = filesOf(dataTransfer)
    const text = has(event, 'Files')
      ? null
      : dataTransfer.getData('text/uri-list') || dataTransfer.getData('text/plain')
    void import('../../session/sharing').then(({ openFiles, openDraggedText }) =>
      text === null ? openFiles(files) : openDraggedText(text),
    )
  }
  const listeners = { dragstart: onStart, dragend: onEnd, dragover: onOver, dragleave: onLeave, drop: onDrop }
  for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener)
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      window.removeEventListener(name, listener as EventListener)
  }
}

/** Where nothing can be opened, such as in the middle of a talk: a file that is dropped must not take its place. */
export function startRefusingDrops(): () => void {
  const refuse = (event: DragEvent) => {
    if (isField(event.target) && !has(event, 'Files')) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
  }
  window.addEventListener('dragover', refuse)
  window.addEventListener('drop', refuse)
  return () => {
    window.removeEventListener('dragover', refuse)
    window.removeEventListener('drop', refuse)
  }
}
