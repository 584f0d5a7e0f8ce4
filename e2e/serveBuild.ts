// Serves the built site to all stories, for as long as they run.
import type { FullConfig } from '@playwright/test'
import { serveFolder } from './serveFolder'

export default async function serveBuild({ projects, metadata }: FullConfig): Promise<() => Promise<void>> {
  const { port } = new URL(projects[0].use.baseURL as string)
  // Pages of one context need not load and compile again what the page before them had: nothing changes meanwhile.
  const { close } = await serveFolder(metadata.dist, '/', { port: Number(port), cacheControl: 'max-age=3600' })
  return close
}
