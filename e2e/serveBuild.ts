// Serves the built site to all stories, for as long as they run.
import type { FullConfig } from '@playwright/test'
import { serveFolder } from './serveFolder'

export default async function serveBuild({ projects, metadata }: FullConfig): Promise<() => Promise<void>> {
  const { port } = new URL(projects[0].use.baseURL as string)
  // A usual server: what a page has is asked for again, but kept.
  const { close } = await serveFolder(metadata.dist, '/', { port: Number(port), cacheControl: 'no-cache' })
  return close
}
