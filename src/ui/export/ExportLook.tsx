// How a picture or a film is to look.

import {
  EXPORT_SIZES,
  type ExportChoices,
  FILM_FORMATS,
  FILM_RATES,
  FILM_SPEEDS,
  FILM_WIDTHS,
  PICTURE_FORMATS,
  PICTURE_SCALES,
} from '../../session/exportChoices'
import { isOwnComputer } from '../../session/ownComputer'
import { Check, Choice } from '../kit/Field'
import { useMessages } from '../shell/useMessages'

export type SetChoices = (change: Partial<ExportChoices>) => void

export const FORMAT_NAMES = { png: 'PNG', svg: 'SVG', gif: 'GIF', webm: 'WebM', mp4: 'MP4' } as const

export function PictureChoices({ choices, set }: { choices: ExportChoices; set: SetChoices }) {
  const m = useMessages('exporting')
  return (
    <>
      <Choice
        label={m.exporting.format}
        value={choices.pictureFormat}
        options={PICTURE_FORMATS.map((format) => [format, FORMAT_NAMES[format]])}
        onChange={(pictureFormat) => set({ pictureFormat })}
      />
      {choices.pictureFormat === 'png' && (
        <Choice
          label={m.exporting.scale}
          value={choices.scale}
          options={PICTURE_SCALES.map((scale) => [scale, `${scale}×`])}
          onChange={(scale) => set({ scale })}
        />
      )}
    </>
  )
}

export function FilmChoices({ choices, set }: { choices: ExportChoices; set: SetChoices }) {
  const m = useMessages('exporting')
  return (
    <>
      <Choice
        label={m.exporting.format}
        value={choices.filmFormat}
        options={FILM_FORMATS.map((format) => [format, FORMAT_NAMES[format]])}
        onChange={(filmFormat) => set({ filmFormat })}
      />
      <Choice
        label={m.exporting.speed}
        value={choices.speed}
        options={FILM_SPEEDS.map((speed) => [speed, `${speed}×`])}
        onChange={(speed) => set({ speed })}
      />
      <Choice
        label={m.exporting.framesPerSecond}
        value={choices.framesPerSecond}
        options={FILM_RATES.map((rate) => [rate, String(rate)])}
        onChange={(framesPerSecond) => set({ framesPerSecond })}
      />
      <Choice
        label={m.exporting.width}
        value={choices.filmWidth}
        options={FILM_WIDTHS.map((width) => [width, `${width} px`])}
        onChange={(filmWidth) => set({ filmWidth })}
      />
    </>
  )
}

export function LookChoices({ choices, set }: { choices: ExportChoices; set: SetChoices }) {
  const m = useMessages('exporting')
  return (
    <>
      <Choice
        label={m.exporting.size}
        value={choices.size}
        options={EXPORT_SIZES.map((size) => [size, size === 'page' ? m.exporting.sizePage : size.replace('x', ' × ')])}
        onChange={(size) => set({ size })}
      />
      <Choice
        label={m.exporting.theme}
        value={choices.theme}
        options={[
          ['dark', m.exporting.dark],
          ['light', m.exporting.light],
        ]}
        onChange={(theme) => set({ theme })}
      />
      <Check label={m.exporting.headline} value={choices.headline} onChange={(headline) => set({ headline })} />
      <Check label={m.exporting.link} value={choices.link} onChange={(link) => set({ link })} />
      {choices.link && isOwnComputer() && <p className="text-muted">{m.exporting.linkHint}</p>}
      {choices.kind === 'picture' && (
        <Check label={m.exporting.ground} value={choices.ground} onChange={(ground) => set({ ground })} />
      )}
    </>
  )
}
