// Addresses of the page's own scripts, for browsers that take none unless a policy vouches for it: those of its workers.

/** The part of Trusted Types that is used here; TypeScript's library has none of it. */
interface WithTrustedTypes {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (address: string) => string },
    ): { createScriptURL(address: string): unknown }
  }
}

/** A policy can be made once only. */
let policy: ReturnType<NonNullable<WithTrustedTypes['trustedTypes']>['createPolicy']> | null | undefined

/** @throws TypeError for an address outside of the folder that the page is in */
export function trustedScript(address: string): string {
  policy ??=
    (window as WithTrustedTypes).trustedTypes?.createPolicy('rocketscope', {
      createScriptURL(wanted) {
        const { href } = new URL(wanted, document.baseURI)
        if (!href.startsWith(new URL('.', document.baseURI).href))
          throw new TypeError(`not a script of ours: ${wanted}`)
        return href
      },
    }) ?? null
  return (policy?.createScriptURL(address) ?? address) as string
}
