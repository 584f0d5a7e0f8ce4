// What the areas of the charts are filled with: never a colour alone, and no pattern that means something else on the stage or the
// timeline: slanted lines are avoidance, dots are votes. Defined once; their ids hold for the whole page.

const SHARE_PATTERNS = 4

/** The fill of one part of the stacked shares; neighbours always differ. */
export const shareFill = (position: number): string => `url(#chart-share-${position % SHARE_PATTERNS})`

export function Patterns() {
  return (
    <svg className="absolute" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="chart-retried" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" fill="var(--good-soft)" />
          <rect width="5" height="2" fill="var(--good)" />
        </pattern>
        <pattern id="chart-failed" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" fill="var(--bad)" />
          <path d="M0 0l5 5M5 0l-5 5" stroke="var(--panel)" strokeWidth="0.8" />
        </pattern>
        <pattern id="chart-share-0" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--flight)" />
        </pattern>
        <pattern id="chart-share-1" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--flight-soft)" />
          <rect width="1.5" height="6" fill="var(--flight)" />
        </pattern>
        <pattern id="chart-share-2" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--line-strong)" />
        </pattern>
        <pattern id="chart-share-3" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" fill="var(--inset)" />
          <path d="M0 0h2.5v5H5V2.5H0z" fill="var(--line-strong)" />
        </pattern>
      </defs>
    </svg>
  )
}

export const Swatch = ({ fill }: { fill: string }) => (
  <svg width="0.95em" height="0.95em" viewBox="0 0 12 12" aria-hidden="true">
    <rect x="0.5" y="0.5" width="11" height="11" rx="2" fill={fill} stroke="var(--line-strong)" strokeWidth="0.6" />
  </svg>
)
