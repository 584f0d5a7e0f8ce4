// What the export dialog waits for: the run computed far enough, a preview, and whether the browser can encode.

import { useEffect, useState } from 'react'
import { useApp } from '../../session/appStore'
import type { ExportChoices } from '../../session/exportChoices'
import { computeUntil } from '../../session/shownRuns'
import { isLoadingFailure } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import type { FilmFormat } from './film'
import { pictureOptions } from './making'
import { StagePicture } from './StagePicture'

/** ms of real time computed before the page has its turn. */
const BUDGET_MS = 12

/** Computes the run of the page up to a moment, a little at a time. @returns whether it is there */
export function useComputed(tMs: number | null): boolean {
  // The run grows in place; the store says when.
  const endMs = useApp((state) => state.run.endMs)
  useEffect(() => {
    if (tMs === null) return
    let timer = 0
    const more = () => {
      if (!computeUntil(tMs, BUDGET_MS)) timer = window.setTimeout(more)
    }
    timer = window.setTimeout(more)
    return () => window.clearTimeout(timer)
  }, [tMs])
  return tMs !== null && endMs >= tMs
}

export interface Preview {
  /** Of the picture, for an img. */
  address: string
  width: number
  height: number
}

/** The picture of a moment as it will be; null until it is drawn. @param tMs - null for none */
export function usePreview(tMs: number | null, choices: ExportChoices, pace: number | null): Preview | null {
  const m = useMessages()
  const [preview, setPreview] = useState<Preview | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is read from the store while drawing
  useEffect(() => {
    if (tMs === null) return
    // In a turn of its own: React draws nothing at once while it is still busy with the dialog.
    const timer = window.setTimeout(() => {
      const options = pictureOptions(choices, tMs, pace)
      const stage = new StagePicture(pace === null ? options : { ...options, ground: true })
      try {
        const { svg, width, height } = stage.at(tMs)
        const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }))
        setPreview({ address, width, height })
      } finally {
        stage.end()
      }
    })
    return () => window.clearTimeout(timer)
  }, [tMs, choices, pace, m])
  // Given back when there is another one, or the dialog is gone.
  useEffect(() => {
    if (preview !== null) return () => URL.revokeObjectURL(preview.address)
  }, [preview])
  return tMs === null ? null : preview
}

type Codec = 'asking' | 'some' | 'none' | 'notLoaded'

/** Whether the browser can encode a film: known at once for GIF, asked for what is encoded by the browser itself. */
export function useCodec(format: FilmFormat, width: number, height: number): Codec {
  const [answer, setAnswer] = useState<{ question: string; codec: Codec } | null>(null)
  const question = `${format} ${width} ${height}`
  useEffect(() => {
    if (format === 'gif' || width === 0) return
    let over = false
    const ask = async () => {
      let codec: Codec = 'notLoaded'
      try {
        const { codecFor } = await import('./video')
        codec = (await codecFor(format, width, height)) === null ? 'none' : 'some'
      } catch (error) {
        if (!isLoadingFailure(error)) throw error
      }
      if (!over) setAnswer({ question, codec })
    }
    void ask()
    return () => {
      over = true
    }
  }, [question, format, width, height])
  if (format === 'gif') return 'some'
  return answer?.question === question ? answer.codec : 'asking'
}
