// How many random cases a test tries. A small number is tried with every change; all of them before a release and by
// `npm run fuzz`, which then looks for new ones.

/** @param usual - with every change; @param all - with ROCKETSCOPE_ALL_CASES=1 */
export const cases = (usual: number, all: number): number => (process.env.ROCKETSCOPE_ALL_CASES === '1' ? all : usual)
