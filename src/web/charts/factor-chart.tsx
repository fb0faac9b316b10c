import { scaleLinear } from 'd3-scale';
import type { SalaryFactor } from '../../domain/salary-factor.js';
import { percent, ticksOf } from './axis.js';
import { againstWords, differenceWords, factorName, intervalWords } from '../factor-words.js';

const ROW = 36;
const HEAD = 26;

/**
 * A row a factor: dot and line are the premium and its 95 % interval, the hollow diamond is the raw difference. What does not differ
 * from zero is dashed as well as faint, so that no colour has to tell it.
 */
export function FactorChart({ factors, id }: { readonly factors: readonly SalaryFactor[]; readonly id: string }) {
  const shown = factors.filter((factor) => factor.premium !== null && factor.interval !== null);
  if (shown.length === 0) return null;
  const values = shown.flatMap(({ premium, interval, rawDifference }) => [premium, interval?.low, interval?.high, rawDifference]);
  const known = values.filter((value): value is number => typeof value === 'number');
  const x = scaleLinear()
    .domain([Math.min(-0.02, ...known), Math.max(0.02, ...known)])
    .nice(6)
    .range([2, 98]);
  const height = HEAD + shown.length * ROW + 8;
  const [best] = shown.filter((factor) => factor.differsFromZero === true).sort((a, b) => (b.premium ?? 0) - (a.premium ?? 0));
  return (
    <figure>
      <svg class="chart boxes" width="100%" height={height} role="img" aria-labelledby={`${id}-t ${id}-d`} data-reads={`${id}-reads`}>
        <title id={`${id}-t`}>What moves pay, all else equal</title>
        <desc id={`${id}-d`}>
          {best === undefined
            ? 'No property differs from zero beyond chance.'
            : `The largest premium is ${differenceWords(best.premium ?? 0)} for ${factorName(best)}. The table below holds every figure.`}
        </desc>
        {ticksOf(x, 6).map(({ at, value, odd }) => (
          <>
            <line class={value === 0 ? 'mid' : 'grid'} x1={percent(at)} x2={percent(at)} y1={HEAD - 6} y2={height - 4} />
            <text class={odd && value !== 0 ? 'odd' : undefined} x={percent(at)} y={HEAD - 12} text-anchor="middle">
              {value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Math.round(Math.abs(value) * 100)} %`}
            </text>
          </>
        ))}
        {shown.map((factor, index) => {
          const top = HEAD + index * ROW;
          const middle = top + 25;
          const { premium, interval, rawDifference } = factor;
          if (premium === null || interval === null) return null;
          const sure = factor.differsFromZero === true;
          const name = factorName(factor);
          return (
            <g
              data-value={`${name} against ${againstWords(factor)}: ${differenceWords(premium)} (${intervalWords(interval)})${rawDifference === null ? '' : `, raw medians ${differenceWords(rawDifference)}`}`}
            >
              <rect class="hit" x={0} y={top} width="100%" height={ROW} />
              <text class="name" x={0} y={top + 13}>
                {name.length > 40 ? `${name.slice(0, 39)}…` : name}
              </text>
              <line
                class="whisk"
                x1={percent(x(interval.low))}
                x2={percent(x(interval.high))}
                y1={middle}
                y2={middle}
                {...(sure ? {} : { 'stroke-dasharray': '3 3' })}
              />
              {rawDifference !== null && (
                <svg x={percent(x(rawDifference))} y={middle} overflow="visible">
                  <path class="ring" d="M0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z" />
                </svg>
              )}
              <circle class={sure ? 'dot' : 'ring'} cx={percent(x(premium))} cy={middle} r={4} />
            </g>
          );
        })}
      </svg>
      <figcaption class="reads" id={`${id}-reads`}></figcaption>
    </figure>
  );
}
