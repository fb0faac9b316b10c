import type { ScaleLinear } from 'd3-scale';

/** A place along a chart as SVG says it: charts are laid out in per cent, so that their text keeps its size at every width. */
export const percent = (share: number): string => `${Number(share.toFixed(2))}%`;

export interface Tick {
  /** Per cent of the width. */
  readonly at: number;
  readonly value: number;
  /** Left out where the chart is narrow. */
  readonly odd: boolean;
}

/** About `count` round values of a scale whose range is per cent; none so near an edge that its label would be cut. */
export const ticksOf = (scale: ScaleLinear<number, number>, count: number): readonly Tick[] =>
  scale
    .ticks(count)
    .map((value) => ({ at: scale(value), value }))
    .filter(({ at }) => at >= 6 && at <= 94)
    .map((tick, index) => ({ ...tick, odd: index % 2 === 1 }));
