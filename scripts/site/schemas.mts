// Puts the JSON Schemas of files and lessons into the built folder. They are made from the schemas that check both, so they
// are nowhere written down.

import { fileURLToPath } from 'node:url'
import { type Plugin, runnerImport } from 'vite'

const made = <T,>(name: string) => runnerImport<T>(fileURLToPath(new URL(`../${name}.mts`, import.meta.url)))

/** Texts of the published schemas by file name. Read when they are wanted: the configuration knows no source file. */
export async function schemaFiles(): Promise<Record<string, string>> {
  const run = await made<typeof import('../runSchema.mts')>('runSchema')
  const lesson = await made<typeof import('../lessonSchema.mts')>('lessonSchema')
  return {
    'rocketscope-run.schema.json': run.module.schemaText(),
    'rocketscope-lesson.schema.json': lesson.module.lessonSchemaText(),
  }
}

export const schemas = (): Plugin => ({
  name: 'rocketscope:schemas',
  apply: 'build',
  async generateBundle() {
    for (const [fileName, source] of Object.entries(await schemaFiles()))
      this.emitFile({ type: 'asset', fileName, source })
  },
})
