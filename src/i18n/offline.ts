// Words about working without a network and about newer versions.

export interface OfflineMessages {
  renewed: string
  reload: string
  asking: string
  storing: string
  stored: string
  failed: string
  single: string
  insecure: string
  embedded: string
  development: string
}
